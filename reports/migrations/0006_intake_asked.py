from django.db import migrations, models
from django.db.models import Q


def ask_no_more(apps, schema_editor):
    """Files whose drafts are still to be made are read ones, as before."""
    apps.get_model("reports", "Intake").objects.filter(state="asked").update(state="read")


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0005_print_piece_as_sent"),
    ]

    operations = [
        migrations.RemoveConstraint("intake", "intake_state_known"),
        migrations.RemoveConstraint("intake", "intake_keeps_no_file_once_read"),
        migrations.AlterField(
            model_name="intake",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "Ждёт чтения"),
                    ("read", "Прочитан"),
                    ("asked", "Создаётся черновик"),
                    ("refused", "Не прочитан"),
                    ("done", "Перенесён в план"),
                ],
                default="waiting",
                max_length=8,
                verbose_name="состояние",
            ),
        ),
        migrations.AddConstraint(
            "intake",
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "read", "asked", "refused", "done")),
                name="intake_state_known",
            ),
        ),
        migrations.AddConstraint(
            "intake",
            models.CheckConstraint(
                condition=~Q(state__in=("read", "asked", "done")) | Q(data__isnull=True),
                name="intake_keeps_no_file_once_read",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, ask_no_more),
    ]
