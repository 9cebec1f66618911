import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Lists and the comments on them have their cases."""

    dependencies = [
        ('lists', '0001_initial'),
        ('moderation', '0002_moderators_and_curators_may_decide'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='case',
            name='a_case_is_about_one_thing',
        ),
        migrations.AddField(
            model_name='case',
            name='list',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='lists.list'),
        ),
        migrations.AddField(
            model_name='case',
            name='list_comment',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='lists.listcomment'),
        ),
        migrations.AlterField(
            model_name='case',
            name='kind',
            field=models.CharField(choices=[('entry', 'Entry'), ('comment', 'Comment'), ('list', 'List'), ('list_comment', 'Comment on a list'), ('member', 'Member'), ('film', 'Film')], max_length=12),
        ),
        migrations.AlterField(
            model_name='decision',
            name='kind',
            field=models.CharField(choices=[('entry', 'Entry'), ('comment', 'Comment'), ('list', 'List'), ('list_comment', 'Comment on a list'), ('member', 'Member'), ('film', 'Film')], max_length=12),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('comment', None), ('entry', None), ('kind', 'film'), ('list', None), ('list_comment', None), ('about', None), ('film__isnull', False)), models.Q(('comment', None), ('film', None), ('kind', 'entry'), ('list', None), ('list_comment', None), ('about__isnull', False)), models.Q(('entry', None), ('film', None), ('kind', 'comment'), ('list', None), ('list_comment', None), ('about__isnull', False)), models.Q(('comment', None), ('entry', None), ('film', None), ('kind', 'list'), ('list_comment', None), ('about__isnull', False)), models.Q(('comment', None), ('entry', None), ('film', None), ('kind', 'list_comment'), ('list', None), ('about__isnull', False)), models.Q(('comment', None), ('entry', None), ('film', None), ('kind', 'member'), ('list', None), ('list_comment', None), ('about__isnull', False)), _connector='OR'), name='a_case_is_about_one_thing'),
        ),
    ]
