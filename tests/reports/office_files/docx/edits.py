"""Edits of our own Word files as people and programs make them, and what they changed."""

import copy
import io
import random
import re

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from events.plan.codec import to_json

WORD = re.compile(r"\b[А-Яа-яё]{4,}\b")
# The portal's own words, which are of no field.
LABEL = re.compile(r"^[А-Я][а-я ]+:\s")
OWN = re.compile(r"УТВЕРЖДЕН|УТВЕРЖДАЮ|СОГЛАСОВАНО|подпись|ф\.\s?и\.\s?о|прилагается")


def differences(before, after):
    """Give the values of two contents that differ, by their path."""
    old, new = dict(flat(to_json(before))), dict(flat(to_json(after)))
    return {
        path: (old.get(path), new.get(path))
        for path in old.keys() | new.keys()
        if old.get(path) != new.get(path)
    }


def flat(value, path=""):
    if isinstance(value, dict):
        for name, part in value.items():
            yield from flat(part, f"{path}.{name}")
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from flat(part, f"{path}[{place}]")
    else:
        yield path, value


def opened(data):
    return docx.Document(io.BytesIO(data))


def saved(word):
    data = io.BytesIO()
    word.save(data)
    return data.getvalue()


def with_one_word_changed(data, chance: random.Random):
    """Give the file with «word» made «wordъ» at one place, and that word."""
    word = opened(data)
    texts = [
        one
        for one in word.element.body.iter(qn("w:t"))
        if WORD.search(_words(one)) and not OWN.search(one.text)
    ]
    text = chance.choice(texts)
    changed = chance.choice(WORD.findall(_words(text)))
    text.text = re.sub(rf"\b{changed}\b", f"{changed}ъ", text.text, count=1)
    return saved(word), changed


def _words(text):
    """Give the words of fields in a piece of text."""
    return LABEL.sub("", text.text or "")


def as_word_splits(data, chance: random.Random):
    """Give the same file with runs split, as Word does while one types and checks spelling."""
    word = opened(data)
    for run in list(word.element.body.iter(qn("w:r"))):
        pieces = run.findall(qn("w:t"))
        if len(run) != len(run.findall(qn("w:rPr"))) + 1 or len(pieces) != 1:
            continue
        whole = pieces[0].text or ""
        at = chance.randrange(len(whole) + 1)
        rest = copy.deepcopy(run)
        pieces[0].text, rest.find(qn("w:t")).text = whole[:at], whole[at:]
        pieces[0].set(qn("xml:space"), "preserve")
        rest.set(qn("w:rsidR"), "00A77B3E")
        run.addnext(rest)
        error = OxmlElement("w:proofErr")
        error.set(qn("w:type"), "spellStart")
        run.addnext(error)
        rest.insert(len(rest.findall(qn("w:rPr"))), OxmlElement("w:lastRenderedPageBreak"))
        for name in ("w:bookmarkEnd", "w:bookmarkStart"):
            mark = OxmlElement(name)
            mark.set(qn("w:id"), "4000")
            mark.set(qn("w:name"), "_GoBack")
            run.addnext(mark)
    return saved(word)
