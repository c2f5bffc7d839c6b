"""Files in work get the lease that print jobs have; what is under way stays with its worker."""

import django.utils.timezone
from django.db import migrations, models
from django.db.models import F

# Of whoever reads a file while the database migrates: after two minutes another claims it.
OLD_WORKER = "claimed-before-leases"


def fill(apps, _schema_editor):
    """Take over when a file was touched last, and whether somebody has it."""
    files = apps.get_model("reports", "Intake").objects
    files.update(heartbeat=F("touched_at"))
    files.filter(state__in=("waiting", "asked"), attempts__gt=0).update(worker=OLD_WORKER)


def empty(apps, _schema_editor):
    """Say by `touched_at` again when a worker or the queue had the file last."""
    files = apps.get_model("reports", "Intake").objects
    files.filter(state__in=("waiting", "asked")).update(touched_at=F("heartbeat"))


ATTEMPTS = models.PositiveSmallIntegerField(
    default=0, help_text="Растёт, когда работа обрывается",
    verbose_name="сколько раз взята без продвижения",
)
WORKER = models.CharField(blank=True, default="", max_length=32, verbose_name="кто взял")
HEARTBEAT = "последний признак жизни"


class Migration(migrations.Migration):

    dependencies = [("reports", "0008_intake_size")]

    operations = [
        migrations.RenameField("printjob", "takes", "attempts"),
        migrations.AlterField("printjob", "attempts", ATTEMPTS),
        migrations.AlterField("printjob", "worker", WORKER),
        migrations.RenameField("intake", "takes", "attempts"),
        migrations.AlterField("intake", "attempts", ATTEMPTS),
        migrations.AddField("intake", "worker", WORKER),
        migrations.AddField(
            "intake",
            "heartbeat",
            models.DateTimeField(default=django.utils.timezone.now, verbose_name=HEARTBEAT),
            preserve_default=False,
        ),
        migrations.AddIndex(
            "intake", models.Index(fields=["state", "heartbeat"], name="intake_state")
        ),
        # Last: PostgreSQL changes no table whose rows were written twice in the same transaction.
        migrations.RunPython(fill, empty),
    ]
