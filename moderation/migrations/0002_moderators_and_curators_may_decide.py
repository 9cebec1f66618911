from django.db import migrations

from accounts.roles import make_roles


class Migration(migrations.Migration):
    """The rights of moderators and curators on reports, beside those they have."""

    dependencies = [
        ("accounts", "0005_members_have_preferences"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("moderation", "0001_reports_and_decisions"),
    ]

    operations = [migrations.RunPython(lambda apps, schema_editor: make_roles(apps), migrations.RunPython.noop)]
