
import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('lists', '0004_a_block_ends_lists_kept_together'),
    ]

    operations = [
        migrations.AddField(
            model_name='list',
            name='found',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, db_default=[], default=list, editable=False, size=None),
        ),
    ]
