"""Answers about what happens, by noun."""
