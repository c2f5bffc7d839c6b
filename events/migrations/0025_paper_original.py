import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models

from plans_portal.lib.append_only import AllowChange, AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ("events", "0024_remarks_placed"),
    ]

    operations = [
        AllowChange("Signature"),
        migrations.AddField(
            model_name='signature',
            name='recorded_by_name',
            field=models.CharField(blank=True, help_text='Пусто у электронной подписи', max_length=300, verbose_name='имя записавшего'),
        ),
        migrations.AddField(
            model_name='signature',
            name='signed_on',
            field=models.DateField(help_text='Пусто у электронной подписи', null=True, verbose_name='когда подписано на бумаге'),
        ),
        migrations.CreateModel(
            name='PaperOriginal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(max_length=200, upload_to='', verbose_name='файл')),
                ('name', models.CharField(max_length=200, verbose_name='имя файла')),
                ('media_type', models.CharField(max_length=40, verbose_name='вид файла')),
                ('size', models.PositiveIntegerField(verbose_name='размер, байт')),
                ('sha256', models.CharField(max_length=64, verbose_name='отпечаток файла')),
                ('signature', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='original', to='events.signature', verbose_name='подпись')),
            ],
            options={
                'verbose_name': 'скан подписанного документа',
                'verbose_name_plural': 'сканы подписанных документов',
                'ordering': ('signature',),
                'constraints': [models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length('sha256'), 64), name='original_sha256_is_64_digits')],
            },
        ),
        AppendOnly("paperoriginal"),
        AppendOnly("Signature"),
    ]
