"""Turns .doc, .odt and .rtf into .docx with LibreOffice, where the machine has it.

The document cannot run macros, reach other files or the network, or take more than a minute.
"""

import os
import resource
import shutil
import signal
import subprocess
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import Final

from reports.sources.source_document import SourceError

SECONDS: Final = 60
# What LibreOffice may write: a plan's .docx is far smaller.
MAX_WRITTEN: Final = 64 * 1024 * 1024
# Its limit of memory: it maps some 600 MB before it has read anything.
MAX_ADDRESSES: Final = 3 * 1024 * 1024 * 1024
MISSING: Final = (
    "На сервере нет программы, которая читает файлы {kind}: откройте файл в Word или LibreOffice и "
    "сохраните как «Документ Word (.docx)»."
)
REFUSED: Final = (
    "Файл {kind} не удалось прочесть, возможно, он повреждён или защищён паролем: откройте его в "
    "Word и сохраните как «Документ Word (.docx)»."
)
TOO_SLOW: Final = (
    "Файл {kind} читается слишком долго: откройте его в Word и сохраните как «Документ Word "
    "(.docx)»."
)
# No macros and no linked content, set before the program opens the document.
_PROFILE: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
{items}</oor:items>
"""
_ITEM: Final = (
    '<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>\n"
)
_SETTINGS: Final = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Writer/Content/Update", "Link", "2"),
)
# One process is heavy: two at once would only wait for each other.
_one_at_a_time = threading.Lock()


def convert_to_docx(data: bytes, suffix: str) -> bytes:
    """The same document as .docx; `suffix` is ".doc", ".odt" or ".rtf".

    Raises:
        SourceError: there is no LibreOffice, or it makes nothing of the file.

    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise SourceError(MISSING.format(kind=suffix))
    with _one_at_a_time, tempfile.TemporaryDirectory(prefix="plan-") as folder:
        home = Path(folder)
        _write_profile(home / "profile" / "user")
        # A name of our own: that of the user's file never reaches a command line.
        source = home / f"plan{suffix}"
        source.write_bytes(data)
        _run(
            [
                program,
                f"-env:UserInstallation={(home / 'profile').as_uri()}",
                "--headless",
                "--norestore",
                "--nolockcheck",
                "--convert-to",
                "docx:MS Word 2007 XML",
                "--outdir",
                str(home / "out"),
                str(source),
            ],
            home,
            suffix,
        )
        made = home / "out" / "plan.docx"
        if not made.is_file():
            raise SourceError(REFUSED.format(kind=suffix))
        return made.read_bytes()


def _write_profile(folder: Path) -> None:
    folder.mkdir(parents=True)
    items = "".join(_ITEM.format(path=p, name=n, value=v) for p, n, v in _SETTINGS)
    (folder / "registrymodifications.xcu").write_text(_PROFILE.format(items=items))


def _run(command: list[str], home: Path, suffix: str) -> None:
    # Nothing listens at this address: whatever would still be fetched is refused at once.
    nowhere = "http://127.0.0.1:9"
    environment = {
        "HOME": str(home),
        "PATH": os.environ.get("PATH", ""),
        "LANG": "C.UTF-8",
        "http_proxy": nowhere,
        "https_proxy": nowhere,
    }
    process = subprocess.Popen(  # noqa: S603 - a program of the machine, arguments of our own
        command,
        cwd=home,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_limit,  # noqa: PLW1509 - it only sets limits
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        raise SourceError(TOO_SLOW.format(kind=suffix)) from error
    finally:
        # Its helpers live in the same session.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_WRITTEN, MAX_WRITTEN))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MAX_ADDRESSES, MAX_ADDRESSES))
