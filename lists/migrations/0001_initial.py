
import django.contrib.postgres.fields
import django.db.models.constraints
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0008_the_watchlist_has_an_audience'),
        ('films', '0003_films_of_a_year_stand_by_title'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='List',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('audience', models.CharField(choices=[('everyone', 'Everyone'), ('followers', 'People who follow me'), ('me', 'Only me')], default='everyone', max_length=9)),
                ('reach', models.CharField(choices=[('everyone', 'Everyone'), ('followers', 'Followers'), ('me', 'Its author'), ('nobody', 'Nobody: its author deleted it')], db_default='everyone', default='everyone', editable=False, max_length=9)),
                ('removed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('deleted_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('title', models.CharField(max_length=150)),
                ('slug', models.SlugField(max_length=120)),
                ('description', models.TextField(blank=True, max_length=100000)),
                ('description_html', models.TextField(blank=True, editable=False)),
                ('lead_html', models.TextField(blank=True, editable=False)),
                ('renderer', models.PositiveSmallIntegerField(default=1, editable=False)),
                ('is_ranked', models.BooleanField(default=False)),
                ('tags', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=50), blank=True, default=list, size=30)),
                ('comments_from', models.CharField(blank=True, choices=[('everyone', 'Everyone who may read it'), ('followed', 'People I follow'), ('nobody', 'Nobody but me')], default='', max_length=8)),
                ('secret', models.CharField(blank=True, default='', editable=False, max_length=32)),
                ('filters', models.JSONField(blank=True, editable=False, null=True)),
                ('order', models.CharField(blank=True, default='', editable=False, max_length=20)),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('updated_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('save_key', models.UUIDField(blank=True, editable=False, null=True)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('cloned_from', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='lists.list')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ListingMember',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('accounts.member',),
        ),
        migrations.CreateModel(
            name='ListStats',
            fields=[
                ('list', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='stats', serialize=False, to='lists.list')),
                ('films_count', models.PositiveIntegerField(db_default=0)),
                ('likes_count', models.PositiveIntegerField(db_default=0)),
                ('comments_count', models.PositiveIntegerField(db_default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.BigIntegerField()),
                ('note', models.TextField(blank=True, max_length=10000)),
                ('note_html', models.TextField(blank=True, editable=False)),
                ('renderer', models.PositiveSmallIntegerField(default=1, editable=False)),
                ('has_spoilers', models.BooleanField(default=False)),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('film', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='films.film')),
                ('list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='lists.list')),
            ],
        ),
        migrations.CreateModel(
            name='Collaborator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='collaborators', to='lists.list')),
            ],
        ),
        migrations.CreateModel(
            name='ListComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=100000)),
                ('text_html', models.TextField(editable=False)),
                ('renderer', models.PositiveSmallIntegerField(default=1, editable=False)),
                ('save_key', models.UUIDField(blank=True, editable=False, null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('edited_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('deleted_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('deleted_by', models.CharField(blank=True, choices=[('author', 'Deleted by its author'), ('owner', 'Deleted by the author of the review'), ('moderator', 'Removed by the moderators')], editable=False, max_length=9)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='lists.list')),
                ('owner', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ListLike',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('author', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='likes', to='lists.list')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ListMention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('comment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='lists.listcomment')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ListSubscription',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_on', models.BooleanField()),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='lists.list')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='listingmember',
            trigger=pgtrigger.compiler.Trigger(name='the_reach_of_lists_follows_their_author', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.is_private <> NEW.is_private)', func="\n        UPDATE lists_list SET reach = audience WHERE author_id = NEW.id AND audience = 'everyone';\n        RETURN NULL;\n    ", hash='c5c4de800c3d534077bd6affab42ccf4811609dd', operation='UPDATE OF "is_private"', pgid='pgtrigger_the_reach_of_lists_follows_their_author_ef110', table='accounts_member', when='AFTER')),
        ),
        migrations.AddField(
            model_name='liststats',
            name='author',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='list',
            index=models.Index(fields=['author', '-updated_at', '-id'], name='lists_of_author'),
        ),
        migrations.AddIndex(
            model_name='list',
            index=models.Index(condition=models.Q(('published_at__isnull', False)), fields=['author', '-published_at', '-id'], include=('reach',), name='lists_published_by_author'),
        ),
        migrations.AddIndex(
            model_name='list',
            index=models.Index(condition=models.Q(('published_at__isnull', False), ('reach', 'everyone')), fields=['-published_at', '-id'], name='lists_newest'),
        ),
        migrations.AddIndex(
            model_name='list',
            index=models.Index(condition=models.Q(('deleted_at__isnull', False)), fields=['author', '-deleted_at'], name='deleted_lists'),
        ),
        migrations.AddIndex(
            model_name='list',
            index=models.Index(condition=models.Q(('cloned_from__isnull', False)), fields=['cloned_from', '-id'], name='clones_of_list'),
        ),
        migrations.AddConstraint(
            model_name='list',
            constraint=models.CheckConstraint(condition=models.Q(('audience__in', ['everyone', 'followers', 'me'])), name='list_audience_is_one_of_ours'),
        ),
        migrations.AddConstraint(
            model_name='list',
            constraint=models.UniqueConstraint(fields=('author', 'slug'), name='one_address_per_list_of_a_member'),
        ),
        migrations.AddConstraint(
            model_name='list',
            constraint=models.UniqueConstraint(fields=('author', 'save_key'), name='one_list_per_save'),
        ),
        migrations.AddConstraint(
            model_name='list',
            constraint=models.UniqueConstraint(condition=models.Q(('secret', ''), _negated=True), fields=('secret',), name='secrets_of_lists_are_unique'),
        ),
        migrations.AddConstraint(
            model_name='list',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('slug', ''), _negated=True)), name='a_list_has_a_title'),
        ),
        migrations.AddConstraint(
            model_name='list',
            constraint=models.CheckConstraint(condition=models.Q(('filters__isnull', False), ('order', ''), _connector='OR'), name='only_a_smart_list_has_an_order_of_its_own'),
        ),
        migrations.AddConstraint(
            model_name='list',
            constraint=models.CheckConstraint(condition=models.Q(('comments_from', ''), ('comments_from__in', ['everyone', 'followed', 'nobody']), _connector='OR'), name='comments_on_a_list_come_from_one_of_ours'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='list',
            trigger=pgtrigger.compiler.Trigger(name='a_new_post_has_its_reach', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        NEW.reach := CASE\n            WHEN NEW.deleted_at IS NOT NULL THEN 'nobody'\n            WHEN NEW.removed_at IS NOT NULL OR NEW.audience = 'me' THEN 'me'\n            WHEN (SELECT is_private FROM accounts_member WHERE id = NEW.author_id FOR SHARE) THEN 'followers'\n            ELSE NEW.audience\n        END;\n        RETURN NEW;\n    ", hash='d66f28b81220db3f10b3022e60b1101b55951b3e', operation='INSERT', pgid='pgtrigger_a_new_post_has_its_reach_826a3', table='lists_list', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='list',
            trigger=pgtrigger.compiler.Trigger(name='a_post_keeps_its_reach', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        NEW.reach := CASE\n            WHEN NEW.deleted_at IS NOT NULL THEN 'nobody'\n            WHEN NEW.removed_at IS NOT NULL OR NEW.audience = 'me' THEN 'me'\n            WHEN (SELECT is_private FROM accounts_member WHERE id = NEW.author_id ) THEN 'followers'\n            ELSE NEW.audience\n        END;\n        RETURN NEW;\n    ", hash='3e5d36937f5c05210e6c4534ce49fa2817e29327', operation='UPDATE OF "audience", "removed_at", "deleted_at", "reach"', pgid='pgtrigger_a_post_keeps_its_reach_2db8c', table='lists_list', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='list',
            trigger=pgtrigger.compiler.Trigger(name='a_list_waits_for_a_leaving_member', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM FROM accounts_member WHERE id IN (NEW.author_id) ORDER BY id FOR KEY SHARE;RETURN NEW;', hash='9081988187f6a0a03e396e148860e8f69c45fe3e', operation='INSERT', pgid='pgtrigger_a_list_waits_for_a_leaving_member_4ef61', table='lists_list', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='list',
            trigger=pgtrigger.compiler.Trigger(name='a_list_has_its_stats', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n    INSERT INTO lists_liststats (list_id, author_id) VALUES (NEW.id, NEW.author_id);\n    RETURN NULL;\n', hash='00f7f2dca4a8a1052ae1efd8d8d8f1f01e56e239', operation='INSERT', pgid='pgtrigger_a_list_has_its_stats_33dd5', table='lists_list', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='item',
            index=models.Index(fields=['film', '-added_at', '-id'], include=('list',), name='lists_with_film'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.UniqueConstraint(fields=('list', 'film'), name='a_film_stands_in_a_list_once'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('list', 'place'), name='one_film_per_place_of_a_list'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='item',
            trigger=pgtrigger.compiler.Trigger(name='item_counts_on_insert', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE delta RECORD;', func='\n        FOR delta IN\n            SELECT list_id AS id, sum(sign) AS films_count FROM (SELECT 1 AS sign, * FROM new_rows) AS changed GROUP BY 1 HAVING sum(sign) <> 0 ORDER BY 1\n        LOOP\n            UPDATE lists_liststats AS counted SET films_count = counted.films_count + delta.films_count WHERE counted.list_id = delta.id;\n        END LOOP;\n    RETURN NULL;', hash='ee06c1e0870be814b14c478b26a4de651da17704', level='STATEMENT', operation='INSERT', pgid='pgtrigger_item_counts_on_insert_9e0d3', referencing='REFERENCING NEW TABLE AS new_rows ', table='lists_item', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='item',
            trigger=pgtrigger.compiler.Trigger(name='item_counts_on_update', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE delta RECORD;', func='\n        FOR delta IN\n            SELECT list_id AS id, sum(sign) AS films_count FROM (SELECT 1 AS sign, * FROM new_rows UNION ALL SELECT -1 AS sign, * FROM old_rows) AS changed GROUP BY 1 HAVING sum(sign) <> 0 ORDER BY 1\n        LOOP\n            UPDATE lists_liststats AS counted SET films_count = counted.films_count + delta.films_count WHERE counted.list_id = delta.id;\n        END LOOP;\n    RETURN NULL;', hash='206a8e82d4a98c421ba6c864d05d1cc70ba5e324', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_item_counts_on_update_ad925', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='lists_item', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='item',
            trigger=pgtrigger.compiler.Trigger(name='item_counts_on_delete', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE delta RECORD;', func='\n        FOR delta IN\n            SELECT list_id AS id, sum(sign) AS films_count FROM (SELECT -1 AS sign, * FROM old_rows) AS changed GROUP BY 1 HAVING sum(sign) <> 0 ORDER BY 1\n        LOOP\n            UPDATE lists_liststats AS counted SET films_count = counted.films_count + delta.films_count WHERE counted.list_id = delta.id;\n        END LOOP;\n    RETURN NULL;', hash='002403c3f5544c68bd572637128cbcb780d9358b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_item_counts_on_delete_255bb', referencing='REFERENCING OLD TABLE AS old_rows ', table='lists_item', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='collaborator',
            index=models.Index(fields=['member', '-created_at', '-id'], name='invitations_to_lists'),
        ),
        migrations.AddConstraint(
            model_name='collaborator',
            constraint=models.UniqueConstraint(fields=('list', 'member'), name='one_invitation_per_list_and_member'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='collaborator',
            trigger=pgtrigger.compiler.Trigger(name='collaborators_are_others_across_no_block', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE standing RECORD; giver BIGINT; writer BIGINT;', func="\n    \n        PERFORM FROM accounts_member\n            WHERE id IN (NEW.member_id, (SELECT author_id FROM lists_list WHERE id = NEW.list_id))\n            ORDER BY id FOR KEY SHARE;\n    \n    SELECT id, author_id, reach INTO standing FROM lists_list WHERE id = NEW.list_id FOR SHARE;\n    \n    IF NOT FOUND THEN\n        RAISE foreign_key_violation USING MESSAGE = 'the list is gone';\n    END IF;\n\n    IF standing.author_id = NEW.member_id THEN\n        RAISE check_violation USING MESSAGE = 'the owner of a list is no guest in it',\n            CONSTRAINT = 'collaborators_are_others';\n    END IF;\n    giver := NEW.member_id;\n    writer := standing.author_id;\n    \n        \n        PERFORM pg_advisory_xact_lock_shared(hashtextextended(\n            'pair ' || least(giver, writer) || ' ' || greatest(giver, writer), 0));\n    \n        IF EXISTS (\n            SELECT FROM social_block\n            WHERE (blocker_id = giver AND blocked_id = writer)\n               OR (blocker_id = writer AND blocked_id = giver)\n        ) THEN\n            RAISE check_violation USING MESSAGE = 'one of the two has blocked the other', CONSTRAINT = 'no_acts_across_a_block';\n        END IF;\n        RETURN NEW;\n    \n", hash='78dac964cec11ead07b3f61ae582ef53c7ee1a9b', operation='INSERT', pgid='pgtrigger_collaborators_are_others_across_no_block_59779', table='lists_collaborator', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='listcomment',
            index=models.Index(fields=['list', 'created_at', 'id'], name='comments_of_list'),
        ),
        migrations.AddIndex(
            model_name='listcomment',
            index=models.Index(fields=['owner', '-created_at', '-id'], name='list_comments_received'),
        ),
        migrations.AddIndex(
            model_name='listcomment',
            index=models.Index(fields=['author', '-created_at', '-id'], name='list_comments_of_author'),
        ),
        migrations.AddConstraint(
            model_name='listcomment',
            constraint=models.UniqueConstraint(fields=('author', 'save_key'), name='one_listcomment_per_save'),
        ),
        migrations.AddConstraint(
            model_name='listcomment',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='a_listcomment_has_text'),
        ),
        migrations.AddConstraint(
            model_name='listcomment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('deleted_at', None), ('deleted_by', '')), models.Q(('deleted_at__isnull', False), ('deleted_by__in', ['author', 'owner', 'moderator'])), _connector='OR'), name='a_deleted_listcomment_says_by_whom'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='listcomment',
            trigger=pgtrigger.compiler.Trigger(name='comments_are_for_open_lists', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE standing RECORD; giver BIGINT; writer BIGINT;', func="\n    \n        PERFORM FROM accounts_member\n            WHERE id IN (NEW.author_id, (SELECT author_id FROM lists_list WHERE id = NEW.list_id))\n            ORDER BY id FOR KEY SHARE;\n    \n    SELECT list.id, list.author_id, list.reach, list.removed_at,\n        coalesce(nullif(list.comments_from, ''), owner.comments_from) AS comments_from INTO standing\n        FROM lists_list AS list JOIN accounts_member AS owner ON owner.id = list.author_id\n        WHERE list.id = NEW.list_id FOR SHARE OF list;\n    \n    IF NOT FOUND THEN\n        RAISE foreign_key_violation USING MESSAGE = 'the list is gone';\n    END IF;\n\n    NEW.owner_id := standing.author_id;\n    IF NEW.author_id = standing.author_id AND standing.reach <> 'nobody' THEN\n        RETURN NEW;\n    END IF;\n    IF (\n        standing.reach = 'nobody'\n        OR standing.reach = 'me' AND (standing.removed_at IS NOT NULL OR NOT EXISTS (SELECT FROM lists_collaborator AS let_in\n        WHERE let_in.list_id = standing.id AND let_in.member_id = NEW.author_id AND let_in.accepted_at IS NOT NULL))\n        OR standing.reach = 'followers' AND NOT EXISTS (SELECT FROM lists_collaborator AS let_in\n        WHERE let_in.list_id = standing.id AND let_in.member_id = NEW.author_id AND let_in.accepted_at IS NOT NULL) AND NOT EXISTS (\n            SELECT FROM social_follow WHERE follower_id = NEW.author_id AND followed_id = standing.author_id)\n    )\n        OR standing.comments_from = 'nobody'\n        OR standing.comments_from = 'followed' AND NOT EXISTS (\n            SELECT FROM social_follow WHERE follower_id = standing.author_id AND followed_id = NEW.author_id)\n    THEN\n        RAISE check_violation USING MESSAGE = 'a comment is for a list that is open to its author',\n            CONSTRAINT = 'comments_are_for_open_lists';\n    END IF;\n    giver := NEW.author_id;\n    writer := standing.author_id;\n    \n        \n        PERFORM pg_advisory_xact_lock_shared(hashtextextended(\n            'pair ' || least(giver, writer) || ' ' || greatest(giver, writer), 0));\n    \n        IF EXISTS (\n            SELECT FROM social_block\n            WHERE (blocker_id = giver AND blocked_id = writer)\n               OR (blocker_id = writer AND blocked_id = giver)\n        ) THEN\n            RAISE check_violation USING MESSAGE = 'one of the two has blocked the other', CONSTRAINT = 'no_acts_across_a_block';\n        END IF;\n        RETURN NEW;\n    \n", hash='41a9a1967269e21bb1b7c13f6db60d2f03eeb35c', operation='INSERT', pgid='pgtrigger_comments_are_for_open_lists_a4324', table='lists_listcomment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='listcomment',
            trigger=pgtrigger.compiler.Trigger(name='list_comment_counts_on_insert', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE delta RECORD;', func='\n        FOR delta IN\n            SELECT list_id AS id, sum(sign * (deleted_at IS NULL)::int) AS comments_count FROM (SELECT 1 AS sign, * FROM new_rows) AS changed GROUP BY 1 HAVING sum(sign * (deleted_at IS NULL)::int) <> 0 ORDER BY 1\n        LOOP\n            UPDATE lists_liststats AS counted SET comments_count = counted.comments_count + delta.comments_count WHERE counted.list_id = delta.id;\n        END LOOP;\n    RETURN NULL;', hash='d9741bd6a9278f8d4c225ae4e386d32ecccf0276', level='STATEMENT', operation='INSERT', pgid='pgtrigger_list_comment_counts_on_insert_4ac81', referencing='REFERENCING NEW TABLE AS new_rows ', table='lists_listcomment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='listcomment',
            trigger=pgtrigger.compiler.Trigger(name='list_comment_counts_on_update', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE delta RECORD;', func='\n        FOR delta IN\n            SELECT list_id AS id, sum(sign * (deleted_at IS NULL)::int) AS comments_count FROM (SELECT 1 AS sign, * FROM new_rows UNION ALL SELECT -1 AS sign, * FROM old_rows) AS changed GROUP BY 1 HAVING sum(sign * (deleted_at IS NULL)::int) <> 0 ORDER BY 1\n        LOOP\n            UPDATE lists_liststats AS counted SET comments_count = counted.comments_count + delta.comments_count WHERE counted.list_id = delta.id;\n        END LOOP;\n    RETURN NULL;', hash='923d89114db197cb8544d666fa68bd127a03b9a0', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_list_comment_counts_on_update_2776f', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='lists_listcomment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='listcomment',
            trigger=pgtrigger.compiler.Trigger(name='list_comment_counts_on_delete', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE delta RECORD;', func='\n        FOR delta IN\n            SELECT list_id AS id, sum(sign * (deleted_at IS NULL)::int) AS comments_count FROM (SELECT -1 AS sign, * FROM old_rows) AS changed GROUP BY 1 HAVING sum(sign * (deleted_at IS NULL)::int) <> 0 ORDER BY 1\n        LOOP\n            UPDATE lists_liststats AS counted SET comments_count = counted.comments_count + delta.comments_count WHERE counted.list_id = delta.id;\n        END LOOP;\n    RETURN NULL;', hash='28040790c4cca6d28b39d4de1e5c66b1dfc6d2f0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_list_comment_counts_on_delete_b3717', referencing='REFERENCING OLD TABLE AS old_rows ', table='lists_listcomment', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='listlike',
            index=models.Index(fields=['member', '-created_at', '-id'], name='list_likes_of_member'),
        ),
        migrations.AddIndex(
            model_name='listlike',
            index=models.Index(fields=['list', '-created_at', '-id'], name='likes_of_list'),
        ),
        migrations.AddIndex(
            model_name='listlike',
            index=models.Index(fields=['created_at', 'list'], name='list_likes_by_time'),
        ),
        migrations.AddIndex(
            model_name='listlike',
            index=models.Index(fields=['author', '-created_at', '-id'], name='list_likes_received'),
        ),
        migrations.AddConstraint(
            model_name='listlike',
            constraint=models.UniqueConstraint(fields=('list', 'member'), name='one_like_per_member_and_list'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='listlike',
            trigger=pgtrigger.compiler.Trigger(name='likes_are_for_readable_lists_of_others', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE standing RECORD; giver BIGINT; writer BIGINT;', func="\n    \n        PERFORM FROM accounts_member\n            WHERE id IN (NEW.member_id, (SELECT author_id FROM lists_list WHERE id = NEW.list_id))\n            ORDER BY id FOR KEY SHARE;\n    \n    SELECT id, author_id, reach, removed_at INTO standing FROM lists_list WHERE id = NEW.list_id FOR SHARE;\n    \n    IF NOT FOUND THEN\n        RAISE foreign_key_violation USING MESSAGE = 'the list is gone';\n    END IF;\n\n    IF standing.author_id = NEW.member_id OR (\n        standing.reach = 'nobody'\n        OR standing.reach = 'me' AND (standing.removed_at IS NOT NULL OR NOT EXISTS (SELECT FROM lists_collaborator AS let_in\n        WHERE let_in.list_id = standing.id AND let_in.member_id = NEW.member_id AND let_in.accepted_at IS NOT NULL))\n        OR standing.reach = 'followers' AND NOT EXISTS (SELECT FROM lists_collaborator AS let_in\n        WHERE let_in.list_id = standing.id AND let_in.member_id = NEW.member_id AND let_in.accepted_at IS NOT NULL) AND NOT EXISTS (\n            SELECT FROM social_follow WHERE follower_id = NEW.member_id AND followed_id = standing.author_id)\n    ) THEN\n        RAISE check_violation USING MESSAGE = 'a like is for a readable list of somebody else',\n            CONSTRAINT = 'likes_are_for_readable_lists_of_others';\n    END IF;\n    NEW.author_id := standing.author_id;\n    giver := NEW.member_id;\n    writer := standing.author_id;\n    \n        \n        PERFORM pg_advisory_xact_lock_shared(hashtextextended(\n            'pair ' || least(giver, writer) || ' ' || greatest(giver, writer), 0));\n    \n        IF EXISTS (\n            SELECT FROM social_block\n            WHERE (blocker_id = giver AND blocked_id = writer)\n               OR (blocker_id = writer AND blocked_id = giver)\n        ) THEN\n            RAISE check_violation USING MESSAGE = 'one of the two has blocked the other', CONSTRAINT = 'no_acts_across_a_block';\n        END IF;\n        RETURN NEW;\n    \n", hash='017b35ec48e2f9cc8dc7f823da4df66b9b6a0a18', operation='INSERT', pgid='pgtrigger_likes_are_for_readable_lists_of_others_511b4', table='lists_listlike', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='listlike',
            trigger=pgtrigger.compiler.Trigger(name='list_like_counts_on_insert', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE delta RECORD;', func='\n        FOR delta IN\n            SELECT list_id AS id, sum(sign) AS likes_count FROM (SELECT 1 AS sign, * FROM new_rows) AS changed GROUP BY 1 HAVING sum(sign) <> 0 ORDER BY 1\n        LOOP\n            UPDATE lists_liststats AS counted SET likes_count = counted.likes_count + delta.likes_count WHERE counted.list_id = delta.id;\n        END LOOP;\n    RETURN NULL;', hash='aba15546447aa408640d87bc91bc335c7d9a5aa8', level='STATEMENT', operation='INSERT', pgid='pgtrigger_list_like_counts_on_insert_02fd3', referencing='REFERENCING NEW TABLE AS new_rows ', table='lists_listlike', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='listlike',
            trigger=pgtrigger.compiler.Trigger(name='list_like_counts_on_delete', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE delta RECORD;', func='\n        FOR delta IN\n            SELECT list_id AS id, sum(sign) AS likes_count FROM (SELECT -1 AS sign, * FROM old_rows) AS changed GROUP BY 1 HAVING sum(sign) <> 0 ORDER BY 1\n        LOOP\n            UPDATE lists_liststats AS counted SET likes_count = counted.likes_count + delta.likes_count WHERE counted.list_id = delta.id;\n        END LOOP;\n    RETURN NULL;', hash='edab75006655fb0d1de763bf6fbe3662742e2967', level='STATEMENT', operation='DELETE', pgid='pgtrigger_list_like_counts_on_delete_f610a', referencing='REFERENCING OLD TABLE AS old_rows ', table='lists_listlike', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='listmention',
            index=models.Index(fields=['member', '-created_at', '-id'], name='mentions_in_lists'),
        ),
        migrations.AddConstraint(
            model_name='listmention',
            constraint=models.UniqueConstraint(fields=('member', 'comment'), name='one_mention_per_comment_on_a_list'),
        ),
        migrations.AddIndex(
            model_name='listsubscription',
            index=models.Index(condition=models.Q(('is_on', True)), fields=['member', '-changed_at'], name='lists_heard_of'),
        ),
        migrations.AddConstraint(
            model_name='listsubscription',
            constraint=models.UniqueConstraint(fields=('member', 'list'), name='one_subscription_per_member_and_list'),
        ),
        migrations.AddIndex(
            model_name='liststats',
            index=models.Index(condition=models.Q(('likes_count__gt', 0)), fields=['-likes_count', '-list'], name='lists_most_liked'),
        ),
        migrations.AddIndex(
            model_name='liststats',
            index=models.Index(fields=['author', '-likes_count', '-list'], name='most_liked_lists_of_author'),
        ),
    ]
