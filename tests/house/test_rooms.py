"""Rooms have the same few files, so that a thing is found by the name of its room and its kind."""

import tomllib

from tests.house.tree import ROOT

KINDS = {"__init__", "forms", "models", "queries", "rules", "urls", "views"}
# What a library asks for under a name of its own.
BESIDE = {
    "associations.accounts": {
        "adapter",
        "authentication",
        "checks",
        "known_browser",
        "limits",
        "tokens",
    },
    "associations.journal": {"noted_admin"},
    "reports.issuing": {"protocol", "protocol_proof"},
}


def rooms() -> list[str]:
    """Give the rooms that the contract of their floors names."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {one["id"]: one for one in project["tool"]["importlinter"]["contracts"]}
    return contracts["inside-a-room"]["containers"]


def files_of(room: str) -> set[str]:
    folder = ROOT.joinpath(*room.split("."))
    parts = (path for path in folder.iterdir() if path.name != "__pycache__")
    return {path.stem for path in parts if path.is_dir() or path.suffix == ".py"}


def test_room_has_files_of_the_known_kinds_alone():
    other = {room: files_of(room) - KINDS - BESIDE.get(room, set()) for room in rooms()}
    shared = {"round_trip", "brought_file"}
    known = {"reports.office_files": {"docx", "xlsx", "meeting_papers", "meeting_docx", *shared}}
    assert {room: names for room, names in other.items() if names} == known


def test_every_folder_of_a_package_with_models_is_a_room():
    with_models = {
        f"{package}.{folder.name}"
        for package in ("associations", "events", "reports")
        for folder in (ROOT / package).iterdir()
        if (folder / "models.py").is_file() or (folder / "models").is_dir()
    }
    assert with_models - set(rooms()) == set()
