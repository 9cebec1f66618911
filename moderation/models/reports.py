"""What members report, and why."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from moderation.models.cases import Case, Kind
from moderation.models.decisions import Decision
from web import text as texts
from web.models import Model

LONGEST_MESSAGE = 2_000


class Reason(models.TextChoices):
    ABUSE = "abuse", "It attacks or insults somebody"
    SPOILERS = "spoilers", "It gives things away without saying so"
    SPAM = "spam", "It is advertising, or the same again and again"
    PLAGIARISM = "plagiarism", "It is copied from somebody else"
    ABUSIVE = "abusive", "They insult or threaten people"
    HATEFUL = "hateful", "They stir up hatred of a group of people"
    MANIPULATIVE = "manipulative", "They push ratings, likes or follows by unfair means"
    OFFENSIVE = "offensive", "Their name, picture or profile is offensive"
    PARODY = "parody", "They pretend to be somebody they are not"
    PIRACY = "piracy", "They offer or ask for illegal copies of films"
    PLAGIARIST = "plagiarist", "They pass off others’ writing as their own"
    SOLICITOUS = "solicitous", "They pester people for follows, money or meetings"
    SPAM_ACCOUNT = "spam account", "The account is there to advertise"
    DUPLICATE = "duplicate", "It is here twice"
    NOT_A_FILM = "not a film", "It is not a film"
    OTHER = "other", "Something else"


FOR_WRITING = (Reason.ABUSE, Reason.SPOILERS, Reason.SPAM, Reason.PLAGIARISM, Reason.OTHER)
REASONS: dict[str, tuple[Reason, ...]] = {
    Kind.ENTRY: FOR_WRITING,
    Kind.COMMENT: FOR_WRITING,
    Kind.LIST: FOR_WRITING,
    Kind.LIST_COMMENT: FOR_WRITING,
    Kind.MEMBER: (
        Reason.ABUSIVE,
        Reason.HATEFUL,
        Reason.MANIPULATIVE,
        Reason.OFFENSIVE,
        Reason.PARODY,
        Reason.PIRACY,
        Reason.PLAGIARIST,
        Reason.SOLICITOUS,
        Reason.SPAM_ACCOUNT,
        Reason.OTHER,
    ),
    Kind.FILM: (Reason.DUPLICATE, Reason.NOT_A_FILM, Reason.OTHER),
}
# They mean nothing to whoever has to decide without a word more, and the question that asks for it.
NEEDS_MESSAGE: dict[str, str] = {
    Reason.PLAGIARISM: "Say where it was copied from.",
    Reason.DUPLICATE: "Say which film it is the same as.",
    Reason.OTHER: "Say what is wrong with it.",
}


class Report(Model):
    """One member's, with the words as that member read them. It waits until `answer` names a decision."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=12, choices=Reason)
    message = models.TextField(max_length=LONGEST_MESSAGE, blank=True)
    copy = models.TextField(max_length=texts.LONGEST, blank=True)
    answer = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["case", "reporter"],
                name="one_waiting_report_per_member_and_case",
                condition=Q(answer=None),
            ),
            models.CheckConstraint(
                condition=Q(reason__in=Reason.values), name="a_report_has_a_reason_of_ours"
            ),
        ]
        indexes = [models.Index(fields=["reporter", "-created_at"], name="reports_by_member")]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}, by {self.reporter}"
