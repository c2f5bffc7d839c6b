"""The version of the words that a finding is about.

With other words it is another finding: a repair of the old one is refused, and one that was set
aside comes back.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final

from events.checks.finding import Finding
from events.plan.content import EventContent, PlanContent, SectionContent, StepContent

type Owner = SectionContent | EventContent | StepContent

DIGITS: Final = 16
# Where it stands is no word of it: «Раздел «Учёба»: …», «Строка 3: …», «строка 1.2 («Семинар»)».
_PLACE: Final = re.compile(
    r"^раздел (?:«[^»]*»|без заголовка)|строк\w*\s+(?:«[^»]*»|[^\s:«»]+)(?:\s+\(«[^»]*»\))?",
    re.IGNORECASE,
)


def with_versions(content: PlanContent, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in this content, each with the version of its words."""
    owners = _owners(content)
    return tuple(replace(one, version=_version(content, owners, one)) for one in findings)


def _owners(content: PlanContent) -> Mapping[str, Owner]:
    parts: list[Owner] = [*content.steps, *content.all_sections(), *content.all_events()]
    return {one.uid: one for one in parts}


def _version(content: PlanContent, owners: Mapping[str, Owner], finding: Finding) -> str:
    words: Any = ""
    if finding.uid:
        words = getattr(owners.get(finding.uid), finding.field, "")
    elif finding.field == "title":
        words = content.title
    about = "\0".join((finding.code, _said(words), _PLACE.sub("", finding.text)))
    return hashlib.sha256(about.encode(errors="backslashreplace")).hexdigest()[:DIGITS]


def _said(value: Any) -> str:
    """The words of a field: a text, or a list of lines, persons, questions or parts."""
    if isinstance(value, tuple):
        return "\n".join(map(_said, value))
    if is_dataclass(value):
        values = (getattr(value, one.name) for one in fields(value) if one.name != "uid")
        return "\n".join(filter(None, (_said(one) for one in values)))
    return value if isinstance(value, str) else ""
