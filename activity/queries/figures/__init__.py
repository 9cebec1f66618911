"""Figures: what a member's diary comes to, in a year and in all, as far as who looks may read it; two members beside
each other.

Everything counted is a *viewing*: a dated entry that was not stopped. A member who has none in the period and only
marked films as watched is counted by those marks instead (`viewings`).
"""
