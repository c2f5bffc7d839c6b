"""The glossary's word for a file that comes in: import session; its rows stay."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

KNOWN = Q(state__in=("waiting", "read", "asked", "refused", "done"))
NOTHING_REFUSED = ~Q(state="refused") | (
    ~Q(refusal="") & Q(source__isnull=True) & Q(data__isnull=True)
)
NO_FILE_ONCE_READ = ~Q(state__in=("read", "asked", "done")) | Q(data__isnull=True)
CONSTRAINTS = {
    "state_known": KNOWN,
    "keeps_nothing_refused": NOTHING_REFUSED,
    "keeps_no_file_once_read": NO_FILE_ONCE_READ,
}


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("reports", "0009_leases"),
    ]

    operations = [
        migrations.RenameModel("Intake", "ImportSession"),
        migrations.AlterField(
            "importsession",
            "owner",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="import_sessions",
                to=settings.AUTH_USER_MODEL,
                verbose_name="чей",
            ),
        ),
        migrations.RenameIndex("importsession", "import_session_of_owner", "intake_of_owner"),
        migrations.RenameIndex("importsession", "import_session_state", "intake_state"),
        *(migrations.RemoveConstraint("importsession", f"intake_{name}") for name in CONSTRAINTS),
        *(
            migrations.AddConstraint(
                "importsession",
                models.CheckConstraint(condition=condition, name=f"import_session_{name}"),
            )
            for name, condition in CONSTRAINTS.items()
        ),
    ]
