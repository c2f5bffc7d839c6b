"""The form for a file of the portal."""

from django.core.files.uploadedfile import SimpleUploadedFile

from reports.bringing_back.forms import OwnFileForm


def test_a_file_is_needed():
    assert not OwnFileForm({}, {}).is_valid()


def test_an_empty_file_is_left_to_its_reader():
    assert OwnFileForm({}, {"file": SimpleUploadedFile("План.xlsx", b"")}).is_valid()
