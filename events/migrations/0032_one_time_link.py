"""One-time links, detached signatures; who signs by a link has no account.

Back it goes only while nobody has signed so.
"""

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

from plans_portal.lib.append_only import AllowChange, AppendOnly


_SIGNED = (
    "Есть подписи по одноразовым ссылкам или файлы .sig, которых прежняя версия не знает. Подписанное не"
    " переписывают: вернитесь к резервной копии."
)


def refuse_to_rewrite(apps, _schema_editor):
    by_link = apps.get_model("events", "Signature").objects.exclude(link_address="")
    if by_link.exists() or apps.get_model("events", "DetachedSignature").objects.exists():
        raise RuntimeError(_SIGNED)


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("events", "0031_carried"),
    ]

    operations = [
        AllowChange("signature"),
        migrations.AddField(
            model_name='signature',
            name='link_address',
            field=models.EmailField(blank=True, help_text='Заполнен у подписи по такой ссылке', max_length=254, verbose_name='адрес одноразовой ссылки'),
        ),
        migrations.AlterField(
            model_name='signature',
            name='recorded_by_name',
            field=models.CharField(blank=True, help_text='У подписи на бумаге; у подписи по ссылке — кто её послал', max_length=300, verbose_name='имя записавшего'),
        ),
        migrations.AlterField(
            model_name='signature',
            name='user',
            field=models.ForeignKey(help_text='Пусто, если подписано по одноразовой ссылке', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='учётная запись'),
        ),
        AppendOnly("signature"),
        migrations.CreateModel(
            name='DetachedSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('previous', models.CharField(editable=False, max_length=64, unique=True, verbose_name='хеш предыдущей записи')),
                ('hash', models.CharField(editable=False, max_length=64, verbose_name='хеш записи')),
                ('hash_format', models.PositiveSmallIntegerField(default=1, editable=False, verbose_name='формат хеша')),
                ('file', models.FileField(max_length=200, upload_to='', verbose_name='файл')),
                ('name', models.CharField(max_length=200, verbose_name='имя файла')),
                ('size', models.PositiveIntegerField(verbose_name='размер, байт')),
                ('sha256', models.CharField(max_length=64, verbose_name='отпечаток файла')),
                ('signature', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='detached', to='events.signature', verbose_name='подпись')),
            ],
            options={
                'verbose_name': 'открепленная подпись',
                'verbose_name_plural': 'открепленные подписи',
                'ordering': ('signature',),
                'constraints': [models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length('hash'), 64), name='detached_is_chained'), models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length('sha256'), 64), name='detached_sha256_is_64_digits')],
            },
        ),
        migrations.CreateModel(
            name='OneTimeLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step_uid', models.CharField(max_length=32, verbose_name='шаг')),
                ('name', models.CharField(max_length=200, verbose_name='инициалы и фамилия')),
                ('position', models.TextField(blank=True, verbose_name='должность')),
                ('address', models.EmailField(max_length=254, verbose_name='адрес')),
                ('code_by', models.CharField(choices=[('letter', 'Вторым письмом, когда ссылку откроют'), ('phone', 'По телефону: код увидите вы и продиктуете')], max_length=6, verbose_name='как приходит код')),
                ('token_hash', models.CharField(max_length=64, unique=True, verbose_name='отпечаток ссылки')),
                ('code_hash', models.CharField(blank=True, max_length=64, verbose_name='отпечаток кода')),
                ('code_at', models.DateTimeField(blank=True, null=True, verbose_name='когда сделан код')),
                ('codes', models.PositiveSmallIntegerField(default=0, verbose_name='сколько было кодов')),
                ('wrong_codes', models.PositiveSmallIntegerField(default=0, verbose_name='сколько раз код неверен')),
                ('made_by_name', models.CharField(max_length=300, verbose_name='имя пославшего')),
                ('made_at', models.DateTimeField(verbose_name='когда послана')),
                ('until', models.DateField(verbose_name='действует до конца дня')),
                ('opened_at', models.DateTimeField(blank=True, null=True, verbose_name='когда открыта: введён верный код')),
                ('used_at', models.DateTimeField(blank=True, null=True, verbose_name='когда решено')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='когда отозвана')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='one_time_links', to='events.edition', verbose_name='редакция')),
                ('letter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='associations.letter', verbose_name='письмо')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кем послана')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='one_time_links', to='events.plan', verbose_name='план')),
                ('signature', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='link', to='events.signature', verbose_name='решение')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кем отозвана')),
            ],
            options={
                'verbose_name': 'одноразовая ссылка',
                'verbose_name_plural': 'одноразовые ссылки',
                'ordering': ('-id',),
                'constraints': [models.CheckConstraint(condition=models.Q(('code_by__in', ['letter', 'phone'])), name='one_time_link_code_by_known'), models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length('token_hash'), 64), name='one_time_link_keeps_a_hash'), models.CheckConstraint(condition=models.Q(models.Q(('signature', None), ('used_at', None)), models.Q(('signature__isnull', False), ('used_at__isnull', False)), _connector='OR'), name='one_time_link_used_by_a_signature'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='one_time_link_withdrawn_by_somebody'), models.UniqueConstraint(condition=models.Q(('used_at', None), ('withdrawn_at', None)), fields=('edition', 'step_uid'), name='one_time_link_stands_once')],
            },
        ),
        AppendOnly("detachedsignature"),
        migrations.RunPython(migrations.RunPython.noop, refuse_to_rewrite),
    ]
