"""The moderators' desk in Django's admin."""

from moderation.admin.cases import CaseAdmin
from moderation.admin.decisions import DecisionAdmin

__all__ = ["CaseAdmin", "DecisionAdmin"]
