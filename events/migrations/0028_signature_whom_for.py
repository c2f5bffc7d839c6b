"""A signature says whom it is for, and in whose place; triggers and rows stay."""

from django.db import migrations, models

from plans_portal.lib.append_only import AllowChange, AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0027_seal"),
    ]

    operations = [
        AllowChange("Signature"),
        migrations.AddField(
            "Signature",
            "for_name",
            models.CharField(
                "за кого",
                max_length=200,
                blank=True,
                default="",
                help_text="В родительном падеже: «А. В. Воронцова»",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "Signature",
            "for_position",
            models.TextField("должность того, за кого", blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "Signature",
            "succession",
            models.CharField(
                "вместо кого",
                max_length=300,
                blank=True,
                default="",
                help_text="Если шаг перешёл от прежнего",
            ),
            preserve_default=False,
        ),
        AppendOnly("Signature"),
    ]
