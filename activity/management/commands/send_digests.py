"""Sends the mails of notices that are due. Run it every day, or more often: nobody gets one twice."""

from __future__ import annotations

import logging
from argparse import ArgumentParser
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.core.management.base import BaseCommand
from django.utils import timezone

from activity.actions.digests import next_turn
from activity.mails import digest_for

MOST_FAILURES = 5  # one after the other: then it is the mail server
logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Mails what is new to the members who asked for it, where a mail server is set up."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--at-most", type=int, default=10_000, help="so many members, and the others next time"
        )

    def handle(self, *, at_most: int, **options: Any) -> None:
        if not settings.HAS_MAIL:
            self.stdout.write("No mail server is set up; nothing is sent.")
            return
        sent, failed = self.send(at_most)
        self.stdout.write(f"{sent} sent, {failed} failed.")

    def send(self, at_most: int) -> tuple[int, int]:
        """How many mails were sent and how many could not be."""
        now, sent, failed, in_a_row = timezone.now(), 0, 0, 0
        connection = get_connection()
        try:
            for _ in range(at_most):
                turn = next_turn(now) if in_a_row < MOST_FAILURES else None
                if turn is None:
                    break
                mail = digest_for(turn)
                if mail is None:
                    continue
                try:
                    connection.send_messages([mail])
                except (SMTPException, OSError, ValueError):
                    logger.exception("The notices of member %s could not be mailed.", turn.member.pk)
                    failed, in_a_row = failed + 1, in_a_row + 1
                    connection.close()
                    connection = get_connection()
                else:
                    sent, in_a_row = sent + 1, 0
        finally:
            connection.close()
        return sent, failed
