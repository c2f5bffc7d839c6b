"""Whom a plan that is sent again asks again: everybody, as before, until the staff say so."""

from django.db import migrations, models

from plans_portal.lib.constraints import one_of


class Migration(migrations.Migration):
    dependencies = [
        ("associations", "0010_letters_of_outcomes"),
    ]

    operations = [
        migrations.AddField(
            "Institution",
            "ask_again",
            models.CharField(
                "кого спросить снова, когда исправленный план отправят",
                max_length=9,
                choices=[
                    ("everybody", "Всех"),
                    ("changed", "Тех, чьих мест коснулись правки, и тех, кто не согласовал"),
                    ("disagreed", "Только тех, кто не согласовал"),
                ],
                default="everybody",
            ),
        ),
        migrations.AddConstraint(
            "Institution",
            one_of(
                "ask_again", ("everybody", "changed", "disagreed"), "institution_ask_again_known"
            ),
        ),
    ]
