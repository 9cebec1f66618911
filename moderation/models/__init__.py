"""What is stored of reports and of what moderators decided."""

from moderation.models.cases import Case, Kind
from moderation.models.decisions import APPEALABLE, TOLD, UNDOES, Act, Appeal, Decision
from moderation.models.reports import NEEDS_MESSAGE, REASONS, Reason, Report

__all__ = [
    "APPEALABLE",
    "NEEDS_MESSAGE",
    "REASONS",
    "TOLD",
    "UNDOES",
    "Act",
    "Appeal",
    "Case",
    "Decision",
    "Kind",
    "Reason",
    "Report",
]
