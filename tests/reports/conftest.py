"""What tests of several papers need: a template that is really wrong."""

import copy

import pytest


@pytest.fixture
def careless(settings, tmp_path):
    """Let the paper's template leave out every term, as a mistake of ours might."""
    folder = tmp_path / "reports"
    folder.mkdir()
    table = (settings.BASE_DIR / "templates/reports/_table.html").read_text()
    wrong = table.replace("{{ one.text }}", "{% if cell.role != 'term' %}{{ one.text }}{% endif %}")
    assert wrong != table
    (folder / "_table.html").write_text(wrong)
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [tmp_path, *templates[0]["DIRS"]]
    settings.TEMPLATES = templates
