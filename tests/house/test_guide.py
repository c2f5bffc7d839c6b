"""What the guide tells to set agrees with what the portal promises."""

import re

from plans_portal import settings
from reports.imports.rules.batch import MOST_BYTES
from reports.sources.docx.parts import MAX_FILE_BYTES
from tests.house.tree import ROOT

MEGABYTE = 1024 * 1024


def test_proxy_of_the_guide_lets_through_what_the_form_promises():
    guide = (ROOT / "docs" / "guide" / "administrator.md").read_text(encoding="utf-8")
    (limit,) = re.findall(r"client_max_body_size (\d+)m;", guide)
    form = (ROOT / "reports" / "imports" / "forms.py").read_text(encoding="utf-8")
    promised = [int(one) * MEGABYTE for one in re.findall(r"до (\d+) МБ", form)]
    assert promised == [MAX_FILE_BYTES, MOST_BYTES]
    # Files travel with the words of their form.
    assert int(limit) * MEGABYTE >= MOST_BYTES + settings.DATA_UPLOAD_MAX_MEMORY_SIZE
