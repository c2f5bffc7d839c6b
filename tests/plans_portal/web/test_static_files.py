import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

from plans_portal.web.static_files import NPM_FILES, PortalStaticFilesStorage


def test_listed_files_of_npm_are_found():
    missing = [name for name in NPM_FILES if not finders.find(f"vendor/{name}")]
    assert missing == []


@pytest.mark.parametrize(
    "path", ["vendor/bootstrap/package.json", "vendor/../package.json", "bootstrap/package.json"]
)
def test_other_files_of_npm_are_not(path):
    assert finders.find(path) is None


def test_collectstatic_gives_hashed_names_to_all(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "plans_portal.web.static_files.PortalStaticFilesStorage"},
    }
    # Compression takes long and is WhiteNoise's own matter.
    settings.WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [
        name.rpartition(".")[2] for name in (*NPM_FILES, "a.txt", "a.svg", "a.ico", "a.md")
    ]
    call_command("collectstatic", interactive=False, verbosity=0)
    named = PortalStaticFilesStorage().hashed_files
    missing = [name for name in NPM_FILES if f"vendor/{name}" not in named]
    assert missing == []
