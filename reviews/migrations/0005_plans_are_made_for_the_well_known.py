from django.db import migrations

# Statements are prepared, so PostgreSQL plans for a film like most, with next to no reviews: all of them are soon read and
# sorted. Of the best known film that is every twentieth review of the site. Told that there are few films, each with
# many reviews, it walks the index of the order asked for, which is right for both.
COLUMNS = {
    "reviews_entry": ["film_id"],
    "reviews_mark": ["film_id"],
    "reviews_reviewlike": ["entry_id"],
    "reviews_reviewstats": ["film_id"],
}


def each(change):
    return "".join(
        f"ALTER TABLE {table} {', '.join(f'ALTER COLUMN {column} {change}' for column in columns)};"
        for table, columns in COLUMNS.items()
    )


analyze = "".join(f"ANALYZE {table} ({', '.join(columns)});" for table, columns in COLUMNS.items())


class Migration(migrations.Migration):

    dependencies = [
        ('reviews', '0004_counts_are_locked_last'),
    ]

    operations = [
        migrations.RunSQL(
            each("SET (n_distinct = 500)"),
            each("RESET (n_distinct)"),
        ),
        # It is known from the next statistics on.
        migrations.RunSQL(analyze, analyze),
    ]
