import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """So that ordering a list anew can be taken back; and writes two indexes less, which others have made needless."""

    dependencies = [("films", "0001_initial"), ("lists", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="item",
            name="former_place",
            field=models.BigIntegerField(blank=True, editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="item",
            name="list",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="lists.list",
            ),
        ),
        migrations.AlterField(
            model_name="item",
            name="film",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="films.film",
            ),
        ),
    ]
