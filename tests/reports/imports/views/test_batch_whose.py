"""Saying whose plans many files are, in the line of each."""

import re

import pytest

from reports.imports.rules import batch
from tests.factories import make_association, make_office
from tests.reports.imports.batches import (
    address,
    bring,
    by_name,
    four_files,
    named,
    plan_file,
    read_all,
    row_html,
    row_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(cast):
    """Give the cast with associations that a title tells apart."""
    return named(cast)


@pytest.fixture
def key(cast):
    """Four files, read; see `four_files`."""
    return four_files(cast)


def see(cast, key):
    return cast.client("methodist").get(address(key))


def tell(cast, key, **words):
    """Send the names that stand at files, as the button of the page does."""
    files = by_name(key)
    said = {str(files[f"{name}.docx"].pk): word for name, word in words.items()}
    return cast.client("methodist").post(
        address(key, "import_session_batch_whose"), said, follow=True
    )


def whose(key):
    return {name: one.association for name, one in by_name(key).items()}


def test_it_is_said_in_the_line_of_a_file_whose_plan_it_is(cast, key):
    page = see(cast, key).text
    asked = by_name(key)["чей.docx"]
    (field,) = re.findall(rf'<input[^>]* name="{asked.pk}"[^>]*>', page)
    assert 'form="whose"' in field
    assert 'list="associations"' in field
    assert f'<option value="{cast.other_association.name}">' in page
    assert "Создать черновики из файлов без сомнений: 1" in page
    answer = tell(cast, key, чей="ОМО логопедов", верный="", сомнения="  ")
    assert answer.redirect_chain == [(address(key), 302)]
    assert "Записано, чей план, у файлов: 1." in answer.text
    assert "Без сомнений ОМО логопедов В файле: Клуб" in row_of(answer.text, "чей.docx")
    assert "Создать черновики из файлов без сомнений: 2" in answer.text
    one = by_name(key)["чей.docx"]
    assert (one.period_start.year, one.association) == (2031, cast.other_association)
    # Lines left empty stay as they were.
    assert whose(key)["верный.docx"] == cast.association


def test_wrong_guess_is_put_right_in_the_line(cast, key):
    tell(cast, key, верный="ОМО логопедов")
    assert whose(key)["верный.docx"] == cast.other_association


@pytest.mark.parametrize("words", ["омо  ЛОГОПЕДОВ", "логопед", " логоп омо"])
def test_name_may_be_said_by_words_that_no_other_has(cast, key, words):
    tell(cast, key, чей=words)
    assert whose(key)["чей.docx"] == cast.other_association


@pytest.mark.parametrize(
    ("words", "why"),
    [("кружок", "такого нет"), ("мо", "несколько"), ("<b>", "такого нет"), ("я" * 601, "600")],
)
def test_name_that_cannot_be_told_leaves_all_as_it_is(cast, key, words, why):
    make_association(cast.institution, name="ОМО физиков")
    before = whose(key)
    answer = tell(cast, key, чей=words, верный="ОМО логопедов")
    assert answer.status_code == 422
    assert "Не записано. Исправьте отмеченные строки" in answer.text
    assert why in row_of(answer.text, "чей.docx")
    assert answer.text.count("<details open>") == 1
    assert 'value="ОМО логопедов"' in answer.text.split("<details open>")[1]
    assert 'aria-invalid="true"' in answer.text
    assert "<b>" not in row_of(answer.text, "чей.docx")
    assert whose(key) == before


def test_association_of_another_institution_is_neither_offered_nor_taken(cast, key):
    foreign = make_association(name="РМЦ чужого института")
    assert foreign.name not in see(cast, key).text
    assert tell(cast, key, чей=foreign.name).status_code == 422
    assert whose(key)["чей.docx"] is None


def test_associations_of_one_name_are_told_apart_by_their_institutions(cast, key):
    foreign = make_association(name="ОМО логопедов")
    make_office("methodist", foreign.institution, cast.person("methodist"))
    page = see(cast, key).text
    wanted = f"ОМО логопедов ({foreign.institution.short_name})"
    assert f'<option value="{wanted}">' in page
    assert '<option value="ОМО логопедов">' not in page
    tell(cast, key, чей=wanted)
    assert whose(key)["чей.docx"] == foreign


def test_nothing_said_is_told(cast, key):
    assert "впишите объединение" in tell(cast, key, чей="").text


def test_nobody_is_asked_while_files_are_in_work(cast, key):
    batch.ask_drafts(batch=key, by=cast.actor("methodist"))
    page = see(cast, key).text
    assert 'id="whose"' not in page
    assert str(by_name(key)["чей.docx"].pk) not in re.findall(r' name="([^"]+)"', page)


def test_many_lines_and_associations_make_no_heavy_page(cast, django_assert_num_queries):
    for n in range(300):
        make_association(cast.institution, name=f"РУМО учителей {'разных ' * 10} наук {n}")
    sizes = []
    for count in (1, 40):
        key = bring(cast, {f"{n:02}.docx": plan_file(None) for n in range(count)})
        read_all(key)
        client = cast.client("methodist")
        client.get(address(key))
        with django_assert_num_queries(6):
            sizes.append(len(client.get(address(key)).content))
        said = {str(one.pk): "логопедов" for one in by_name(key).values()}
        with django_assert_num_queries(10):
            client.post(address(key, "import_session_batch_whose"), said)
        assert set(whose(key).values()) == {cast.other_association}
        # One more: the plans that these associations have already.
        with django_assert_num_queries(7):
            client.get(address(key))
    assert sizes[1] - sizes[0] < 40 * 3000


def test_address_of_a_refused_name_leads_to_the_files(cast, key):
    refused = tell(cast, key, чей="нет такого")
    assert refused.status_code == 422
    again = cast.client("methodist").get(address(key, "import_session_batch_whose"))
    assert again["Location"] == address(key)


def ask_to_make(cast, key, **words):
    """Press «Создать такое объединение» at the file «чей»; give where it leads."""
    files = by_name(key)
    said = {str(files[f"{name}.docx"].pk): word for name, word in words.items()}
    said["make"] = str(files["чей.docx"].pk)
    return cast.client("methodist").post(address(key, "import_session_batch_whose"), said)


def test_association_that_is_not_there_yet_is_made_from_the_line_of_its_file(cast, key):
    asked, staff = by_name(key)["чей.docx"], cast.client("methodist")
    page = see(cast, key).text
    assert re.search(rf'<button[^>]* form="whose"[^>]* name="make" value="{asked.pk}"', page)
    # What stands in the other lines is not lost.
    answer = ask_to_make(cast, key, верный="ОМО логопедов")
    assert answer.status_code == 302
    assert whose(key)["верный.docx"] == cast.other_association
    form = staff.get(answer["Location"]).context["form"]
    assert form["name"].value() == "Клуб любителей старины"
    values = {"kind": "omo", "name": "Клуб старины", "name_genitive": "клуба старины"}
    refused = staff.post(answer["Location"], values | {"kind": ""})
    assert refused.context["cancel_url"] == address(key, "import_session_batch_whose")
    made = staff.post(answer["Location"], values)
    assert made["Location"].startswith(address(key, "import_session_batch_whose"))
    back = staff.get(made["Location"])
    assert 'value="Клуб старины"' in row_html(back.text, "чей.docx")
    assert "Создать такое" not in back.text
    assert whose(key)["чей.docx"] is None
    tell(cast, key, чей="Клуб старины")
    assert whose(key)["чей.docx"].name == "Клуб старины"


def test_wrong_name_elsewhere_is_put_right_before_an_association_is_made(cast, key):
    answer = ask_to_make(cast, key, верный="нет такого")
    assert answer.status_code == 422
    assert whose(key)["верный.docx"] == cast.association


def test_making_is_offered_where_it_is_unclear_whose_a_plan_is_alone(cast, key):
    page = see(cast, key).text
    assert page.count("Создать такое объединение") == 1
    assert "Создать такое объединение" in row_of(page, "чей.docx")


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "javascript:1", ""])
def test_new_association_leads_nowhere_else(cast, back):
    values = {"kind": "omo", "name": "Клуб старины", "name_genitive": "клуба старины"}
    answer = cast.client("methodist").post(f"/associations/add/?next={back}", values)
    assert answer["Location"].startswith("/associations/")
