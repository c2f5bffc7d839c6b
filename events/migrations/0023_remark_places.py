"""Remarks get a place, a severity, a suggestion and answers; common wordings are kept."""


import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from plans_portal.lib.append_only import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("events", "0022_looks"),
    ]

    operations = [
        migrations.CreateModel(
            name='CommonRemark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=500, verbose_name='текст')),
            ],
            options={
                'verbose_name': 'типовое замечание',
                'verbose_name_plural': 'типовые замечания',
                'ordering': ('text', 'id'),
            },
        ),
        migrations.CreateModel(
            name='RemarkAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='когда')),
                ('by_name', models.CharField(max_length=300, verbose_name='кто')),
                ('text', models.TextField(blank=True, validators=[django.core.validators.MaxLengthValidator(5000)], verbose_name='ответ')),
                ('state', models.CharField(blank=True, choices=[('open', 'Открыто'), ('answered', 'Есть ответ'), ('taken', 'Исправлено'), ('declined', 'Отклонено'), ('closed', 'Закрыто')], default='', max_length=8, verbose_name='стало')),
                ('is_authors', models.BooleanField(verbose_name='ответил автор плана')),
            ],
            options={
                'verbose_name': 'ответ на замечание',
                'verbose_name_plural': 'ответы на замечания',
                'ordering': ('remark', 'id'),
            },
        ),
        migrations.RemoveConstraint(
            model_name='remark',
            name='remark_state_known',
        ),
        migrations.RemoveConstraint(
            model_name='remark',
            name='remark_closed_has_when_and_who',
        ),
        migrations.AddField(
            model_name='remark',
            name='edition',
            field=models.ForeignKey(blank=True, help_text='Пусто, если замечание написано к черновику', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='events.edition', verbose_name='редакция'),
        ),
        migrations.AddField(
            model_name='remark',
            name='is_doubt',
            field=models.BooleanField(default=False, help_text='Не замечание человека: что портал не понял в файле или вставке', verbose_name='сомнение чтения файла'),
        ),
        migrations.AddField(
            model_name='remark',
            name='place',
            field=models.CharField(choices=[('plan', 'План'), ('section', 'Раздел'), ('row', 'Строка')], default='plan', max_length=7, verbose_name='к чему'),
        ),
        migrations.AddField(
            model_name='remark',
            name='severity',
            field=models.CharField(choices=[('must', 'Обязательно исправить'), ('wish', 'Пожелание')], default='must', max_length=4, verbose_name='важность'),
        ),
        migrations.AddField(
            model_name='remark',
            name='suggestion',
            field=models.TextField(blank=True, help_text='Текст, который заменит ячейку, если автор его примет', validators=[django.core.validators.MaxLengthValidator(100000)], verbose_name='как написать'),
        ),
        migrations.RenameField(
            model_name='remark',
            old_name='event_uid',
            new_name='uid',
        ),
        migrations.AlterField(
            model_name='remark',
            name='uid',
            field=models.CharField(blank=True, max_length=32, verbose_name='строка или раздел'),
        ),
        migrations.AddField(
            model_name='remark',
            name='version',
            field=models.CharField(blank=True, max_length=16, verbose_name='версия места'),
        ),
        migrations.AddField(
            model_name='remark',
            name='where',
            field=models.CharField(blank=True, max_length=200, verbose_name='место словами'),
        ),
        migrations.AddField(
            model_name='remark',
            name='words',
            field=models.TextField(blank=True, verbose_name='что там было'),
        ),
        migrations.AlterField(
            model_name='remark',
            name='closed_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='когда решено'),
        ),
        migrations.AlterField(
            model_name='remark',
            name='closed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кем решено'),
        ),
        migrations.AlterField(
            model_name='remark',
            name='field',
            field=models.CharField(blank=True, max_length=20, verbose_name='ячейка'),
        ),
        migrations.AlterField(
            model_name='remark',
            name='state',
            field=models.CharField(choices=[('open', 'Открыто'), ('answered', 'Есть ответ'), ('taken', 'Исправлено'), ('declined', 'Отклонено'), ('closed', 'Закрыто')], default='open', max_length=8, verbose_name='состояние'),
        ),
        migrations.AlterField(
            model_name='remark',
            name='text',
            field=models.TextField(validators=[django.core.validators.MaxLengthValidator(5000)], verbose_name='замечание'),
        ),
        migrations.AddIndex(
            model_name='remark',
            index=models.Index(fields=['plan', 'state'], name='remark_by_state'),
        ),
        migrations.AddConstraint(
            model_name='remark',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'answered', 'taken', 'declined', 'closed'])), name='remark_state_known'),
        ),
        migrations.AddConstraint(
            model_name='remark',
            constraint=models.CheckConstraint(condition=models.Q(('place__in', ['plan', 'section', 'row'])), name='remark_place_known'),
        ),
        migrations.AddConstraint(
            model_name='remark',
            constraint=models.CheckConstraint(condition=models.Q(('severity__in', ['must', 'wish'])), name='remark_severity_known'),
        ),
        migrations.AddConstraint(
            model_name='remark',
            constraint=models.CheckConstraint(condition=models.Q(('suggestion', ''), models.Q(('field', ''), _negated=True), _connector='OR'), name='remark_suggestion_is_for_a_cell'),
        ),
        migrations.AddConstraint(
            model_name='remark',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('closed_by__isnull', True), ('state__in', ('open', 'answered'))), models.Q(models.Q(('state__in', ('open', 'answered')), _negated=True), ('closed_at__isnull', False), ('closed_by__isnull', False)), _connector='OR'), name='remark_closed_has_when_and_who'),
        ),
        migrations.AddField(
            model_name='commonremark',
            name='institution',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='associations.institution', verbose_name='институт'),
        ),
        migrations.AddField(
            model_name='commonremark',
            name='owner',
            field=models.ForeignKey(blank=True, help_text='Пусто, если оно общее для института', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='чьё'),
        ),
        migrations.AddField(
            model_name='remarkanswer',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='учётная запись'),
        ),
        migrations.AddField(
            model_name='remarkanswer',
            name='remark',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='events.remark', verbose_name='замечание'),
        ),
        migrations.AddConstraint(
            model_name='commonremark',
            constraint=models.UniqueConstraint(condition=models.Q(('owner__isnull', True)), fields=('institution', 'text'), name='common_remark_once_in_institution', violation_error_message='Такое типовое замечание уже есть.'),
        ),
        migrations.AddConstraint(
            model_name='commonremark',
            constraint=models.UniqueConstraint(condition=models.Q(('owner__isnull', False)), fields=('institution', 'owner', 'text'), name='common_remark_once_for_owner', violation_error_message='Такое типовое замечание уже есть.'),
        ),
        migrations.AddConstraint(
            model_name='commonremark',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='common_remark_has_text'),
        ),
        migrations.AddConstraint(
            model_name='remarkanswer',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'answered', 'taken', 'declined', 'closed', ''])), name='remark_answer_state_known'),
        ),
        migrations.AddConstraint(
            model_name='remarkanswer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), models.Q(('state', ''), _negated=True), _connector='OR'), name='remark_answer_says_something'),
        ),
        AppendOnly('RemarkAnswer'),
    ]
