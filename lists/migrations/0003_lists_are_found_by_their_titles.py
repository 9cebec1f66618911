import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models


class Migration(migrations.Migration):
    """By their words, however many lists there are."""

    dependencies = [('lists', '0002_films_remember_their_former_place')]

    operations = [
        migrations.AddIndex(
            model_name='list',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector(models.Func(models.F('title'), models.Value('&+-./:<=>?@_~'), models.Value('             '), function='translate', output_field=models.TextField()), config='simple'), name='lists_by_words_of_title'),
        ),
    ]
