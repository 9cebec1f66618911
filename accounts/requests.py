"""The request as views see it once `sign_in_first` let it through."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.models import Member


class MemberRequest(HttpRequest):
    user: Member
    htmx: HtmxDetails
