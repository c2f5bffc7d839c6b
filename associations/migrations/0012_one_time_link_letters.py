"""Letters go to people without an account too; the journal tells of one-time links."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from plans_portal.lib.append_only import AllowChange, AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ("associations", "0011_ask_again"),
    ]

    operations = [
        AllowChange("journalentry"),
        migrations.RemoveConstraint(
            model_name='journalentry',
            name='journal_action_known',
        ),
        migrations.RemoveConstraint(
            model_name='letter',
            name='letter_kind_known',
        ),
        migrations.AlterField(
            model_name='journalentry',
            name='action',
            field=models.CharField(choices=[('sign_in', 'Вход в портал'), ('refused', 'Отказ во входе'), ('proof', 'Пароль и способы входа'), ('account', 'Учётная запись'), ('person', 'Человек'), ('office', 'Должность'), ('substitution', 'Замещение'), ('directory', 'Объединение, организация, институт'), ('layout', 'Форма плана и маршрут'), ('requirement', 'Требования к планам'), ('rules', 'Правила электронной подписи'), ('paper', 'Подпись на бумаге'), ('download', 'Официальный документ'), ('export', 'Выгрузка'), ('for_others', 'Действие за другого'), ('link', 'Одноразовая ссылка')], max_length=12, verbose_name='вид'),
        ),
        migrations.AlterField(
            model_name='letter',
            name='kind',
            field=models.CharField(choices=[('account', 'Вход в портал'), ('trouble', 'Сбой в портале'), ('waits', 'План ждёт решения'), ('returned', 'План возвращён'), ('rejected', 'План отклонён'), ('withdrawn', 'Решение отозвано'), ('approved', 'План утверждён'), ('recalled', 'План отозван'), ('remark', 'Замечание'), ('answered', 'Ответ на замечание'), ('substituted', 'Замещение'), ('due', 'Срок подходит'), ('overdue', 'Срок вышел'), ('escalated', 'Просрочка у другого'), ('vacant', 'Решать некому'), ('digest', 'Сводка за день'), ('link', 'Одноразовая ссылка'), ('code', 'Код одноразовой ссылки')], max_length=12, verbose_name='о чём'),
        ),
        migrations.AlterField(
            model_name='letter',
            name='recipient',
            field=models.ForeignKey(blank=True, help_text='Пусто, если пишем тому, у кого нет учётной записи', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='letters', to=settings.AUTH_USER_MODEL, verbose_name='кому'),
        ),
        migrations.AddConstraint(
            model_name='journalentry',
            constraint=models.CheckConstraint(condition=models.Q(('action__in', ['sign_in', 'refused', 'proof', 'account', 'person', 'office', 'substitution', 'directory', 'layout', 'requirement', 'rules', 'paper', 'download', 'export', 'for_others', 'link'])), name='journal_action_known'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['account', 'trouble', 'waits', 'returned', 'rejected', 'withdrawn', 'approved', 'recalled', 'remark', 'answered', 'substituted', 'due', 'overdue', 'escalated', 'vacant', 'digest', 'link', 'code'])), name='letter_kind_known'),
        ),
        AppendOnly("journalentry"),
    ]
