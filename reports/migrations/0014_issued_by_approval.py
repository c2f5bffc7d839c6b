"""An edition whose approval was withdrawn and given again is printed again; old hashes hold.

Back it goes only while none was printed again.
"""

import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

from plans_portal.lib.append_only import AllowChange, AppendOnly


_PRINTED = (
    "Есть документы, выданные после нового утверждения: прежняя версия их не знает. Выданное не"
    " переписывают: вернитесь к резервной копии."
)


def refuse_to_rewrite(apps, _schema_editor):
    if apps.get_model("reports", "IssuedDocument").objects.filter(approval__isnull=False).exists():
        raise RuntimeError(_PRINTED)


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0030_outcomes'),
        ('reports', '0013_found_damage'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AllowChange('IssuedDocument'),
        migrations.RemoveConstraint(
            model_name='issueddocument',
            name='issued_once_for_edition',
        ),
        migrations.AddField(
            model_name='issueddocument',
            name='approval',
            field=models.PositiveSmallIntegerField(help_text='Пусто у первого; 2 и дальше, когда прежние отозваны', null=True, verbose_name='которое утверждение'),
        ),
        migrations.AddConstraint(
            model_name='issueddocument',
            constraint=models.UniqueConstraint(models.F('edition'), models.F('kind'), django.db.models.functions.comparison.Coalesce('approval', 1), name='issued_once_for_edition'),
        ),
        AppendOnly('IssuedDocument'),
        migrations.RunPython(migrations.RunPython.noop, refuse_to_rewrite),
    ]
