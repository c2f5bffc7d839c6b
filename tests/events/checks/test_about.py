"""The version of a finding's words: what makes it another finding, and what does not."""

from dataclasses import replace

from events.checks import Requirements
from tests.drafts import REPORT, only, plan_of, row, section
from tests.drafts import plan as plan_with


def version(content, code, **values):
    return only(content, code, **values).version


def changed(content, **values):
    """The same plan with another first row."""
    section = content.sections[0]
    first = replace(section.events[0], **values)
    return replace(content, sections=(replace(section, events=(first, *section.events[1:])),))


def test_words_of_the_field_are_what_it_is_about():
    content = plan_of(row("Слёт", "когда-нибудь потом"))
    known = version(content, "term_unread")
    assert version(changed(content, title="Смотр", result="Сборник"), "term_unread") == known
    assert version(changed(content, term="когда-нибудь после"), "term_unread") != known


def test_place_of_the_row_is_no_word_of_it():
    content = plan_of(row("Слёт", "когда-нибудь"))
    above = replace(content.sections[0].events[-1], uid="new", title="Смотр и отчёт")
    section = replace(content.sections[0], events=(above, *content.sections[0].events))
    moved = replace(content, sections=(section,))
    assert only(moved, "term_unread").text != only(content, "term_unread").text
    assert version(moved, "term_unread") == version(content, "term_unread")


def test_heading_of_a_section_is_no_word_of_its_paragraphs():
    tasks = section(kind="text", uid="text", heading="Задачи", paragraphs=("Учёба  и отдых",))
    content = plan_with(tasks, section(REPORT))
    renamed = plan_with(replace(tasks, heading="Цели и задачи"), section(REPORT))
    assert version(renamed, "double_space") == version(content, "double_space")
    asked = [Requirements(sections=(name,)) for name in ("Курсы", "Наставничество")]
    missing = {version(content, "section_missing", requirements=one) for one in asked}
    assert len(missing) == 2


def test_what_the_whole_plan_lacks_is_in_its_sentence():
    content = plan_of(row("Заседание о чтении", meeting=True))
    three = version(content, "meetings_too_few", requirements=Requirements(meetings=3))
    assert three == version(content, "meetings_too_few", requirements=Requirements(meetings=3))
    assert three != version(content, "meetings_too_few", requirements=Requirements(meetings=4))


def test_title_of_the_plan_and_lists_are_words_too():
    title = plan_with(*plan_of(row()).sections, title=("План  работы", "клуба"))
    other = replace(title, title=("План  работы", "центра"))
    assert version(title, "double_space") != version(other, "double_space")
    people = plan_of(row(responsible=()))
    assert version(changed(people, title="Слёт"), "row_without_responsible") == version(
        people, "row_without_responsible"
    )


def test_every_finding_has_a_version():
    content = plan_of(row("____", "", responsible=()), steps=())
    findings = [only(content, code) for code in ("leftover", "no_steps", "row_without_term")]
    assert all(len(one.version) == 16 for one in findings)
    assert len({one.reference for one in findings}) == len(findings)
    assert findings[0].reference == f"{findings[0].key}:{findings[0].version}"
