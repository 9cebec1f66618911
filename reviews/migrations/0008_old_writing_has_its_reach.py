"""What the database writes beside new entries and likes, for those from before."""

from django.db import migrations

# Without the triggers: what was not for everyone has never been counted, so its counts do not change. Nobody is private yet.
REACH = """
    ALTER TABLE reviews_entry DISABLE TRIGGER USER;
    UPDATE reviews_entry SET reach = CASE WHEN removed_at IS NOT NULL THEN 'me' ELSE audience END
    WHERE removed_at IS NOT NULL OR audience <> 'everyone';
    ALTER TABLE reviews_entry ENABLE TRIGGER USER;
"""
LIKES = """
    UPDATE reviews_reviewlike AS given SET author_id = entry.author_id,
        is_across = coalesce(abs(mark.rating - coalesce(entry.rating, own.rating)) >= 3, false)
    FROM reviews_entry AS entry
        LEFT JOIN reviews_mark AS own ON own.member_id = entry.author_id AND own.film_id = entry.film_id,
        reviews_reviewlike AS this
        LEFT JOIN reviews_mark AS mark ON mark.member_id = this.member_id AND mark.film_id = this.film_id
    WHERE entry.id = given.entry_id AND this.id = given.id AND given.author_id IS NULL
"""
ACROSS = """
    UPDATE reviews_reviewstats AS stats SET across_count = counted.likes
    FROM (SELECT entry_id, count(*) AS likes FROM reviews_reviewlike WHERE is_across GROUP BY 1) AS counted
    WHERE stats.entry_id = counted.entry_id
"""


class Migration(migrations.Migration):
    dependencies = [("reviews", "0007_comments_drafts_and_who_may_read")]

    operations = [
        migrations.RunSQL(REACH, migrations.RunSQL.noop),
        migrations.RunSQL(LIKES, migrations.RunSQL.noop),
        migrations.RunSQL(ACROSS, migrations.RunSQL.noop),
    ]
