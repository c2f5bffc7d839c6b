import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from plans_portal.lib.append_only import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ("associations", "0003_letters"),
    ]

    operations = [
        migrations.CreateModel(
            name='SignatureRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField(verbose_name='версия')),
                ('text', models.TextField(verbose_name='текст правил')),
                ('published_at', models.DateTimeField(verbose_name='введена в действие')),
                ('published_by_name', models.CharField(max_length=300, verbose_name='имя того, кто ввёл')),
                ('institution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signature_rules', to='associations.institution', verbose_name='институт')),
                ('published_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кем введена')),
            ],
            options={
                'verbose_name': 'правила электронной подписи',
                'verbose_name_plural': 'правила электронной подписи',
                'ordering': ('institution', '-version'),
            },
        ),
        migrations.CreateModel(
            name='RulesAcceptance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=300, verbose_name='имя')),
                ('at', models.DateTimeField(verbose_name='когда')),
                ('ip', models.GenericIPAddressField(null=True, verbose_name='адрес')),
                ('user_agent', models.CharField(blank=True, max_length=300, verbose_name='программа')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rules_acceptances', to='associations.person', verbose_name='человек')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='учётная запись')),
                ('rules', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acceptances', to='associations.signaturerules', verbose_name='правила')),
            ],
            options={
                'verbose_name': 'принятие правил',
                'verbose_name_plural': 'принятия правил',
                'ordering': ('rules', 'at', 'id'),
            },
        ),
        migrations.AddConstraint(
            model_name='signaturerules',
            constraint=models.UniqueConstraint(fields=('institution', 'version'), name='signature_rules_version_once'),
        ),
        migrations.AddConstraint(
            model_name='rulesacceptance',
            constraint=models.UniqueConstraint(fields=('rules', 'person'), name='rules_accepted_once'),
        ),
        AppendOnly("signaturerules"),
        AppendOnly("rulesacceptance"),
    ]
