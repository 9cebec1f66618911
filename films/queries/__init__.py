"""Answers about the catalogue, by noun."""
