"""Hostile, broken and other files: one sentence in Russian that says what to do, and soon."""

import re
import time

import pytest

from reports.recognition import recognise
from reports.sources import read_source
from reports.sources.docx import read_word
from reports.sources.source_document import SourceError
from tests.reports.sources.hostile import GOOD, REFUSED, nested, with_parts
from tests.reports.sources.word_samples import ONE_TABLE, raw
from tests.reports.sources.word_xml import para

SECONDS = 5
ACTIONS = (
    r"выберите|загрузите|откройте|сохраните|снимите|найдите|распакуйте|оставьте|удалите|скопируйте"
    r"|вставьте"
)


@pytest.mark.parametrize("case", REFUSED)
def test_answer_is_one_sentence_that_says_what_to_do(case):
    made, name, words = REFUSED[case]
    data = made() if callable(made) else made
    begun = time.process_time()
    with pytest.raises(SourceError) as caught:
        recognise(read_source(data, name))
    assert time.process_time() - begun < SECONDS
    said = str(caught.value)
    assert words in said
    assert re.fullmatch(r"[А-ЯЁ][^\n]*\.", said)
    assert not re.search(r"[а-яё»)][.!] [А-ЯЁ«]", said)
    assert re.search(ACTIONS, said)


@pytest.mark.parametrize(
    "name", ["plan.doc", "plan.xlsx", "plan.html", "plan.txt", "plan", "../a\x00b"]
)
def test_document_is_read_by_what_it_is_not_by_its_name(name):
    assert recognise(read_source(GOOD, name)).content.title


def test_tables_in_tables_are_read_as_deep_as_anybody_draws_them():
    assert "на дне" in str(read_word(raw(nested(20))).blocks)


def test_macros_are_never_looked_at():
    data = with_parts(GOOD, {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0 Sub AutoOpen()"})
    assert recognise(read_source(data, "plan.docm")) == recognise(read_source(GOOD, "plan.docx"))


KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def test_templates_pictures_and_objects_of_other_places_are_not_fetched(asked):
    paths, address = asked
    relations = "".join(
        f'<Relationship Id="r{at}" Type="{KINDS}/{kind}" Target="{address}/{kind}" TargetMode="External"/>'
        for at, kind in enumerate(("attachedTemplate", "image", "oleObject", "frame", "hyperlink"))
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{relations}</Relationships>"
    )
    body = para(
        '<w:r><w:pict><v:imagedata xmlns:v="urn:v" r:id="r1" xmlns:r="urn:r"/></w:pict></w:r>',
        f'<w:fldSimple w:instr="INCLUDEPICTURE {address}/p"><w:r><w:t>рядом</w:t></w:r></w:fldSimple>',
    )
    data = with_parts(
        raw(body + ONE_TABLE),
        {"word/_rels/document.xml.rels": relations, "word/_rels/settings.xml.rels": relations},
    )
    assert read_source(data, "plan.docx").blocks[0].text == "рядом"
    page = f'<link rel=stylesheet href="{address}/c"><img src="{address}/i"><table><tr><td>а<td>б</table>'
    assert read_source(page.encode(), "plan.html").tables
    assert paths == []


def test_document_part_of_another_machine_is_no_document(asked):
    paths, address = asked
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{KINDS}/officeDocument" Target="{address}/d.xml"'
        ' TargetMode="External"/></Relationships>'
    )
    data = with_parts(GOOD, {"_rels/.rels": relations})
    assert recognise(read_source(data)).content.title
    assert paths == []
