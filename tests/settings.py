"""The portal's settings as the tests need them: quick, and with nothing kept afterwards.

Knows only the differences from plans_portal.settings, from which all else comes.
"""

import os
from pathlib import Path

# Each test has a storage of its own (see conftest) and the database of the run: nothing is
# written here.
os.environ["PORTAL_DATA"] = str(Path(__file__).resolve().parents[1] / ".setup" / "test-data")
os.environ["SECRET_KEY"] = "only-for-tests-" * 5
os.environ["SEAL_KEY"] = "5e" * 32
os.environ["DEBUG"] = "0"
# Playwright's synchronous door runs an event loop in the tests' own thread, and Django would take
# that for views written as coroutines, of which the portal has none.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
# The test client and the live server speak plain http.
os.environ["HTTPS"] = "0"
for _name in ("ALLOWED_HOSTS", "SEAL_KEYS_BEFORE", "EMAIL_URL", "EMAIL_FROM", "BEHIND_PROXY"):
    os.environ.pop(_name, None)

from plans_portal.settings import *  # noqa: E402, F403
from plans_portal.settings import CACHES as _CACHES  # noqa: E402
from plans_portal.settings import STORAGES as _STORAGES  # noqa: E402

# A real hash takes half a second; the tests make thousands of users.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Names without hashes: collectstatic has a test of its own.
STORAGES = {
    **_STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Each process of the tests has its own, and nothing of it is written.
_IN_MEMORY = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "editions"}
CACHES = {**_CACHES, "editions": _IN_MEMORY}
# Nothing is collected in tests, and WhiteNoise warns of the missing folder.
MIDDLEWARE = [
    name
    for name in MIDDLEWARE  # noqa: F405
    if not name.startswith("whitenoise")
]

# Printing each plan that a test sends would take an hour; tests of the check ask for it.
PAPER_CHECK = ""
