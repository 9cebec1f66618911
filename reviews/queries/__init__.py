"""Answers that span several models, by noun."""
