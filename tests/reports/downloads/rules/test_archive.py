"""The archive: what is in it under which names, and how much memory it takes."""

import datetime as dt
import io
import tracemalloc
import zipfile

from reports.downloads.rules.archive import ArchiveEntry, Places, write_zip

AT = dt.datetime(2027, 1, 15, 10, 30)  # noqa: DTZ001 - a ZIP file keeps local time


def written(*files):
    """Write files given as (title, data, suffix, folder), the last two as they may be left out."""
    places, target = Places(), io.BytesIO()
    write_zip(target, [entry(places, *file) for file in files], at=AT)
    return zipfile.ZipFile(target)


def entry(places, title, data=b"%PDF", suffix="pdf", folder=()):
    return ArchiveEntry(places.find(title, suffix, folder), lambda: io.BytesIO(data))


def test_names_are_russian_and_marked_as_utf8():
    archive = written(("План встреч",), ("План", b"{}", "json", ("РУМО", "2027 год")))
    assert archive.namelist() == ["План встреч.pdf", "РУМО/2027 год/План.json"]
    assert all(info.flag_bits & 0x800 for info in archive.infolist())
    assert {info.date_time for info in archive.infolist()} == {(2027, 1, 15, 10, 30, 0)}
    assert archive.testzip() is None


def test_no_name_leads_out_of_the_folder():
    archive = written(("../../etc/passwd",), ("C:\\план",), ("x", b"1", "pdf", ("../a/b", "..")))
    for name in archive.namelist():
        assert ".." not in name.split("/")
        assert "\\" not in name
        assert not name.startswith("/")


def test_two_plans_of_one_title_are_two_files():
    archive = written(("План", b"1"), ("ПЛАН", b"2"), ("План", b"3", "pdf", ("А",)))
    assert archive.namelist() == ["План.pdf", "ПЛАН (2).pdf", "А/План.pdf"]
    assert archive.read("ПЛАН (2).pdf") == b"2"


def test_same_files_make_the_same_bytes():
    first, second = (written(("План",), ("План", b"{}" * 99, "json")) for _ in range(2))
    assert first.fp.getvalue() == second.fp.getvalue()


def test_memory_does_not_grow_with_the_archive(tmp_path):
    large = tmp_path / "large.pdf"
    large.write_bytes(b"\0" * 8_000_000)
    entries = (ArchiveEntry(f"План {n}.pdf", lambda: large.open("rb")) for n in range(12))
    with (tmp_path / "all.zip").open("wb") as target:
        tracemalloc.start()
        write_zip(target, entries, at=AT)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert (tmp_path / "all.zip").stat().st_size > 90_000_000
    assert peak < 4_000_000
