"""What the database writes beside entries with tags, for those from before."""

from django.db import migrations

TAGGINGS = """
    INSERT INTO reviews_tagging (tag, entry_id, film_id, is_review, created_at)
    SELECT tag, entry.id, entry.film_id, entry.text <> '', entry.created_at
    FROM reviews_entry AS entry, unnest(entry.tags) AS tag
    WHERE entry.reach = 'everyone' AND entry.tags <> '{}'
    ON CONFLICT (entry_id, tag) DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [("reviews", "0009_tags_stand_by_themselves")]

    operations = [migrations.RunSQL(TAGGINGS, "DELETE FROM reviews_tagging")]
