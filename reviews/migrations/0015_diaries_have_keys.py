import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import reviews.models.diary_keys


class Migration(migrations.Migration):

    dependencies = [
        ('reviews', '0014_viewing_facts_and_films_watched_from_the_watchlist'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DiaryKey',
            fields=[
                ('member', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('token', models.CharField(default=reviews.models.diary_keys.new_token, editable=False, max_length=32, unique=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.RemoveIndex(
            model_name='entry',
            name='diary',
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(condition=models.Q(('watched_on__isnull', False)), fields=['author', '-watched_on', '-id'], include=('reach', 'film', 'rating', 'is_rewatch', 'is_stopped'), name='diary'),
        ),
    ]
