import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from plans_portal.lib.append_only import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ("associations", "0004_signature_rules"),
    ]

    operations = [
        migrations.CreateModel(
            name='JournalEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='когда')),
                ('action', models.CharField(choices=[('sign_in', 'Вход в портал'), ('refused', 'Отказ во входе'), ('proof', 'Пароль и способы входа'), ('account', 'Учётная запись'), ('person', 'Человек'), ('office', 'Должность'), ('substitution', 'Замещение'), ('directory', 'Объединение, организация, институт'), ('layout', 'Форма плана и маршрут'), ('requirement', 'Требования к планам'), ('rules', 'Правила электронной подписи'), ('paper', 'Подпись на бумаге'), ('download', 'Официальный документ'), ('export', 'Выгрузка'), ('for_others', 'Действие за другого')], max_length=12, verbose_name='вид')),
                ('words', models.TextField(verbose_name='что сделано')),
                ('by_name', models.CharField(blank=True, max_length=300, verbose_name='кто')),
                ('before', models.JSONField(null=True, verbose_name='было')),
                ('after', models.JSONField(null=True, verbose_name='стало')),
                ('ip', models.GenericIPAddressField(null=True, verbose_name='адрес')),
                ('user_agent', models.CharField(blank=True, max_length=300, verbose_name='программа')),
                ('about', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='чьей учётной записи касается')),
                ('by', models.ForeignKey(help_text='Пусто, если это сделала команда на сервере или неизвестный', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='учётная запись')),
                ('institution', models.ForeignKey(help_text='Пусто, если это не касается одного института: вход под неизвестным именем', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='journal', to='associations.institution', verbose_name='институт')),
            ],
            options={
                'verbose_name': 'запись журнала',
                'verbose_name_plural': 'журнал',
                'ordering': ('-id',),
                'indexes': [models.Index(fields=['institution', '-id'], name='journal_newest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('action__in', ['sign_in', 'refused', 'proof', 'account', 'person', 'office', 'substitution', 'directory', 'layout', 'requirement', 'rules', 'paper', 'download', 'export', 'for_others'])), name='journal_action_known')],
            },
        ),
        AppendOnly("journalentry"),
    ]
