"""Which notices a member wants."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings

from accounts.models import Digest, Member
from activity.queries.notices import KINDS


class NoticesForm(forms.Form):
    wanted = forms.MultipleChoiceField(
        label="Tell me of", choices=list(KINDS.items()), required=False, widget=forms.CheckboxSelectMultiple
    )
    followed_only = forms.BooleanField(label="Only what people I follow do", required=False)
    digest = forms.ChoiceField(
        label="By mail",
        choices=Digest.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text="What is new and you have not seen here yet, in one mail. It goes to the mail address you have "
        "confirmed; where nothing is new, no mail is sent.",
    )

    def __init__(self, *arguments: Any, member: Member, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.member = member
        self.fields["wanted"].initial = [kind for kind in KINDS if kind not in member.notices_off]
        self.fields["followed_only"].initial = member.notices_from_followed_only
        self.fields["digest"].initial = member.digest
        if not settings.HAS_MAIL:
            del self.fields["digest"]

    def choices(self) -> dict[str, Any]:
        """As `choose_notices` takes them; mail stays as it was where the form did not say."""
        said = self.cleaned_data
        return {
            "off": [kind for kind in KINDS if kind not in said["wanted"]],
            "followed_only": said["followed_only"],
            "digest": said.get("digest") or self.member.digest,
        }
