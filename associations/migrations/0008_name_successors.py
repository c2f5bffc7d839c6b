"""Names the successors that are certain; every other office that has ended is vacant from now on.

Certain is a seat that only one person holds at a time: the chair of an association, and an approver
of the whole institution under the same words of position. Elsewhere several people may have held
the role beside each other, so a methodist says who came in whose place.
"""

from collections import defaultdict
from itertools import pairwise

from django.db import migrations


def name_successors(apps, schema_editor):
    offices = apps.get_model("associations", "Office").objects
    seats = defaultdict(list)
    for office in offices.order_by("since", "pk"):
        if office.role == "chair":
            seats[office.association_id, None, ""].append(office)
        elif office.role == "approver" and office.institution_id:
            words = " ".join(office.position.casefold().split())
            seats[None, office.institution_id, words].append(office)
    for held in seats.values():
        if all(one.until and one.until < following.since for one, following in pairwise(held)):
            for one, following in pairwise(held):
                offices.filter(pk=following.pk).update(replaces=one)


class Migration(migrations.Migration):
    dependencies = [
        ("associations", "0007_successors"),
    ]

    operations = [migrations.RunPython(name_successors, migrations.RunPython.noop)]
