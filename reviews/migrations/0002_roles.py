from django.db import migrations

from accounts.roles import make_roles


class Migration(migrations.Migration):
    """The roles of curators and moderators. They stand here because their rights are on the models of all apps below."""

    dependencies = [
        ("accounts", "0002_cache_table"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("films", "0001_initial"),
        ("reviews", "0001_initial"),
    ]

    operations = [migrations.RunPython(lambda apps, schema_editor: make_roles(apps), migrations.RunPython.noop)]
