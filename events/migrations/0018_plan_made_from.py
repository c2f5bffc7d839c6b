"""A plan knows from which plan of another year it was begun, and what is not certain since then."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0017_named_versions")]

    operations = [
        migrations.AddField(
            model_name="plan",
            name="made_from",
            field=models.ForeignKey(
                blank=True,
                help_text="План другого года, из которого взяты разделы и строки",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="events.plan",
                verbose_name="начат из плана",
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="carried_doubts",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="Места, в которых портал не уверен после переноса на другой год",
                verbose_name="сомнения переноса",
            ),
        ),
    ]
