"""What moderators decided, and what who it was about said to it. Kept for good: a database trigger refuses changes."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from moderation import triggers
from moderation.models.cases import Case, Kind
from web import text as texts
from web.models import Model

LONGEST_WHY = 2_000
LONGEST_APPEAL = 5_000


class Act(models.TextChoices):
    """What a decision does, in the words of whoever decides."""

    REMOVE = "remove", "Remove it"
    RESTORE = "restore", "Put it back"
    LOCK = "lock", "Mark it as a spoiler for good"
    UNLOCK = "unlock", "Leave the spoiler mark to its author again"
    CLEAR = "clear", "Empty the profile: name, picture, words and link"
    WITHDRAW = "withdraw", "Take back that the profile was emptied"
    SUSPEND = "suspend", "Suspend the member from writing until a date"
    LIFT = "lift", "End the suspension"
    HAND_OVER = "hand over", "Hand it to the curators"
    MENDED = "mended", "It is seen to"
    UPHOLD = "uphold", "Let the decision stand that was appealed against"
    DISMISS = "dismiss", "Leave it as it is"


# Undone by, what is undone.
UNDOES = {Act.RESTORE: Act.REMOVE, Act.UNLOCK: Act.LOCK, Act.WITHDRAW: Act.CLEAR, Act.LIFT: Act.SUSPEND}
APPEALABLE = (Act.REMOVE, Act.LOCK, Act.CLEAR, Act.SUSPEND)
# Whoever was reported for nothing does not hear of it.
TOLD = (*APPEALABLE, *UNDOES, Act.UPHOLD)


class DecisionQuerySet(models.QuerySet["Decision"]):
    def told(self) -> DecisionQuerySet:
        """Those that whom they are about hears of."""
        return self.filter(act__in=TOLD)


class Decision(Model):
    case = models.ForeignKey(Case, on_delete=models.SET_NULL, null=True, related_name="decisions")
    kind = models.CharField(max_length=12, choices=Kind)
    about = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    act = models.CharField(max_length=9, choices=Act)
    why = models.TextField(max_length=LONGEST_WHY, blank=True)  # read by whom it is about
    until = models.DateTimeField(null=True)
    subject = models.CharField(max_length=400, blank=True)
    copy = models.TextField(max_length=texts.LONGEST, blank=True)
    undoes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="undone_by")
    created_at = models.DateTimeField(default=timezone.now)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(condition=Q(act__in=Act.values), name="a_decision_is_one_of_ours"),
            models.CheckConstraint(
                condition=Q(act=Act.SUSPEND, until__isnull=False) | ~Q(act=Act.SUSPEND) & Q(until=None),
                name="a_suspension_has_its_end",
            ),
            models.CheckConstraint(
                condition=~Q(why="") | ~Q(act__in=APPEALABLE), name="who_is_restricted_is_told_why"
            ),
        ]
        indexes = [models.Index(fields=["about", "-created_at", "-id"], name="decisions_about_member")]
        triggers = [
            pgtrigger.Trigger(
                name="decisions_are_never_changed",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func=triggers.REFUSE_REWRITING,
            ),
            pgtrigger.Trigger(
                name="decisions_are_never_deleted",
                operation=pgtrigger.Delete,
                when=pgtrigger.Before,
                func=triggers.REFUSE_FORGETTING,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.subject or 'gone'}"

    @property
    def url(self) -> str:
        return f"/decisions/{self.pk}/"

    @property
    def is_appealable(self) -> bool:
        return self.act in APPEALABLE


class Appeal(Model):
    """What a member said against a decision, once. It waits until `answer` names another one."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="appeal")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(max_length=LONGEST_APPEAL)
    answer = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="an_appeal_has_text")]

    def __str__(self) -> str:
        return f"{self.member} against: {self.decision}"
