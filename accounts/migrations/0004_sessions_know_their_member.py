from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import migrations
from django.utils import timezone

BATCH = 1_000


def keep_sessions(apps, schema_editor):
    """Nobody is signed out: every living session moves over and learns whose it is."""
    former, member = apps.get_model("sessions", "Session"), apps.get_model("accounts", "Member")
    living = former.objects.filter(expire_date__gt=timezone.now()).order_by("session_key")
    for batch in batches(living):
        claimed = {session.session_key: claimed_member(session.session_data) for session in batch}
        known = set(member.objects.filter(pk__in=set(claimed.values()) - {None}).values_list("pk", flat=True))
        move(batch, apps.get_model("accounts", "Session"), lambda key: {"member_id": claimed[key] if claimed[key] in known else None})
    former.objects.all().delete()


def give_sessions_back(apps, schema_editor):
    for batch in batches(apps.get_model("accounts", "Session").objects.order_by("session_key")):
        move(batch, apps.get_model("sessions", "Session"), lambda key: {})


def batches(sessions):
    batch = list(sessions[:BATCH])
    while batch:
        yield batch
        batch = list(sessions.filter(session_key__gt=batch[-1].session_key)[:BATCH])


def claimed_member(content):
    claimed = str(SessionStore().decode(content).get(SESSION_KEY) or "")
    return int(claimed) if claimed.isdecimal() else None


def move(batch, to, facts_of):
    to.objects.bulk_create(
        [
            to(session_key=session.session_key, session_data=session.session_data, expire_date=session.expire_date, **facts_of(session.session_key))
            for session in batch
        ],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_add_session"), ("sessions", "0001_initial")]

    operations = [migrations.RunPython(keep_sessions, give_sessions_back)]
