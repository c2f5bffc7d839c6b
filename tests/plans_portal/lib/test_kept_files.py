"""Files that are kept with their hash."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from plans_portal.lib.kept_files import kept_bytes


def test_a_file_is_given_only_as_it_was_kept():
    sha256 = hashlib.sha256(b"one").hexdigest()
    name = default_storage.save("kept/one", ContentFile(b"one"))
    assert kept_bytes(name, sha256) == b"one"
    with default_storage.open(name, "wb") as file:
        file.write(b"two")
    assert kept_bytes(name, sha256) is None
    default_storage.delete(name)
    assert kept_bytes(name, sha256) is None
