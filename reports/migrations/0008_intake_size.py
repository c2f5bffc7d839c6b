from django.db import migrations, models


class Migration(migrations.Migration):
    """What is in work already counts for nothing: it is gone in a week."""

    dependencies = [
        ("reports", "0007_intake_named"),
    ]

    operations = [
        migrations.AddField(
            model_name="intake",
            name="size",
            field=models.PositiveIntegerField(default=0, verbose_name="сколько занимает"),
        ),
    ]
