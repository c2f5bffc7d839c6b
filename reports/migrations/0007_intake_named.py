from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0006_intake_asked"),
    ]

    operations = [
        migrations.AddField(
            model_name="intake",
            name="named",
            field=models.CharField(
                blank=True,
                default="",
                max_length=300,
                verbose_name="чей план по словам файла",
            ),
        ),
    ]
