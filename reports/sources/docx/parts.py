"""Opens the ZIP of an office file and parses its XML parts, with limits against hostile files.

Every refusal is a `SourceError` with one Russian sentence.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from xml.etree import ElementTree as ET

from reports.sources.source_document import SourceError

# A node of a part, for other packages.
type Element = ET.Element

MAX_FILE_BYTES = 20 * 1024 * 1024
MAX_ENTRIES = 2_000
MAX_INFLATED_BYTES = 48 * 1024 * 1024
# Forty pages of 500 rows are some 50,000 elements that are read, and 170,000 letters.
MAX_ELEMENTS = 300_000
MAX_DEPTH = 160
MAX_LETTERS = 1_500_000
# Nothing that is read is longer; pictures may keep whole files in attributes.
MAX_ATTRIBUTE = 1_000

# The namespace of the plan that a Word file of our own encloses.
ENCLOSED = "urn:plans-portal:plan"
# What the name of a bookmark in a row of such a file begins with; the rest is the row's key. Word
# hides bookmarks that begin so.
ROW_KEY = "_row_"
NAMESPACES = {
    ENCLOSED: "pp:",
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w:",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r:",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r:",
}
# Properties that nothing reads; leaving them out halves the tree.
_NOISE = (
    "rFonts sz szCs lang color spacing ind tcBorders tblBorders pBdr shd proofErr "
    "bookmarkEnd lastRenderedPageBreak latentStyles tabs tblCellMar tcMar noProof kern snapToGrid "
    "widowControl vAlign tcW iCs bCs i u tblLook tblW cnfStyle fldData delText "
    "delInstrText"
)
NOISE = frozenset(f"w:{name}" for name in _NOISE.split())

# A byte order mark, or «<» in the encodings that parsers detect.
XML_PREFIXES = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00<", b"\x4c\x6f\xa7\x94")

NOT_WORD = "Это не файл Word: загрузите план в формате .docx."
BROKEN = "Файл повреждён: откройте его там, где он сделан, сохраните заново и повторите."
SLIDES = "Это презентация, а план читается из таблицы: загрузите план в формате Word (.docx)."
TOO_BIG = "Файл больше 20 МБ: удалите из него рисунки и всё, что не план, и повторите."
TOO_MUCH_TEXT = "В файле слишком много текста для плана: оставьте в нём только план."
TOO_LONG = "В файле слишком много строк для плана: оставьте в нём только план."
TOO_WIDE = "В таблице слишком много столбцов для плана: оставьте в файле только план."
SUSPICIOUS = (
    "Файл не принят, потому что внутри он устроен не так, как документы Word, и может быть опасен: "
    "откройте его в Word, сохраните заново и повторите."
)
ENCRYPTED = "Файл защищён паролем: снимите защиту в Word, сохраните и повторите."


class DocxParts:
    """The parts of one opened file; counts the bytes it inflates and refuses beyond the limit."""

    def __init__(self, data: bytes) -> None:
        """Open the ZIP; SourceError if it is not one or breaks a limit."""
        self._archive = _open_zip(data)
        self._names = {info.filename: info for info in self._archive.infolist()}
        self._document_name = ""
        self._related: dict[str, str] | None = None
        self._inflated = 0

    @property
    def document_name(self) -> str:
        """The name of the part that holds the document.

        SourceError where it is no Word document.
        """
        if not self._document_name:
            self._document_name = self._find_document()
        return self._document_name

    def check_every_part(self, look: Callable[[str, ET.Element], None] | None = None) -> None:
        """Inflate and parse every part, for a reader that has no limits itself.

        `look` is called with the name and tree of each. SourceError where a part breaks a limit
        or declares what no office program writes.
        """
        for name, info in self._names.items():
            data = self._read(info)
            # Not by its name: a reader follows relations, and they may name a part as they like.
            if name.endswith((".xml", ".rels", ".vml")) or data.lstrip().startswith(XML_PREFIXES):
                tree = _parse(data)
                if look is not None:
                    look(name, tree)

    def names(self, stem: str) -> list[str]:
        """Names of the parts beside the document that begin with this stem, in order."""
        folder = posixpath.dirname(self.document_name)
        prefix = posixpath.join(folder, stem)
        return sorted(n for n in self._names if n.startswith(prefix) and n.endswith(".xml"))

    def all_names(self) -> frozenset[str]:
        """Names of all parts, whatever kind of file it is."""
        return frozenset(self._names)

    def text(self, name: str) -> str:
        """The text of a plain text part; empty where there is no such part."""
        info = self._names.get(name)
        return self._read(info).decode("utf-8", "replace") if info else ""

    def beside_document(self, name: str) -> ET.Element | None:
        """The tree of a part that the document names, "styles.xml"; None where there is none.

        The document's relations name it; without them it is in the document's folder.
        """
        if self._related is None:
            self._related = dict(self._relations())
        usual = posixpath.join(posixpath.dirname(self.document_name), name)
        return self.tree(self._related.get(name.removesuffix(".xml"), usual))

    def _relations(self) -> Iterator[tuple[str, str]]:
        """The kinds of parts that the document names, and their names in this file."""
        folder, name = posixpath.split(self.document_name)
        tree = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        for relation in tree if tree is not None else ():
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            if target.lstrip("/") in self._names:
                yield relation.get("Type", "").rpartition("/")[2], target.lstrip("/")

    def tree(self, name: str) -> ET.Element | None:
        """The tree of a part, tags as `w:p`; None where there is no such part."""
        if name not in self._names:
            return None
        return _parse(self._read(self._names[name]))

    def _read(self, info: zipfile.ZipInfo) -> bytes:
        # Others inflate without a bound on one step, and Word never uses them.
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise SourceError(SUSPICIOUS)
        if info.flag_bits & 0x1:
            raise SourceError(ENCRYPTED)
        pieces: list[bytes] = []
        try:
            with self._archive.open(info) as stream:
                while piece := stream.read(65_536):
                    self._inflated += len(piece)
                    if self._inflated > MAX_INFLATED_BYTES:
                        raise SourceError(SUSPICIOUS)
                    pieces.append(piece)
        except (
            zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
        ) as error:  # fmt: skip
            raise SourceError(BROKEN) from error
        return b"".join(pieces)

    def _find_document(self) -> str:
        relations = self.tree("_rels/.rels")
        for relation in relations if relations is not None else ():
            if relation.get("Type", "").endswith("/officeDocument"):
                target = posixpath.normpath(relation.get("Target", "").lstrip("/"))
                if target in self._names and target.endswith(".xml"):
                    return target
        if "word/document.xml" in self._names:
            return "word/document.xml"
        raise SourceError(NOT_WORD)


def _open_zip(data: bytes) -> zipfile.ZipFile:
    if len(data) > MAX_FILE_BYTES:
        raise SourceError(TOO_BIG)
    # The directory is read whole on opening, so its entries are counted before that.
    if data.count(b"PK\x01\x02") > MAX_ENTRIES:
        raise SourceError(SUSPICIOUS)
    try:
        return zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise SourceError(BROKEN) from error


IGNORED = ET.Element("ignored")


class _GuardedTree(ET.TreeBuilder):
    """Builds a tree with short tags; refuses DTDs, depth and numbers no plan ever has."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0
        self._seen = 0
        self._kept = 0
        self._letters = 0
        self._ignored_from = 0
        self._short: dict[str, str] = {}
        self._begin, self._end = super().start, super().end

    def doctype(self, *_: object) -> None:
        raise SourceError(SUSPICIOUS)

    def _shorten(self, tag: str) -> str:
        space, _, local = tag.rpartition("}")
        # Foreign names keep only their local part: none of them is asked for.
        self._short[tag] = NAMESPACES.get(space[1:], "") + local
        return self._short[tag]

    def start(self, tag: str, attrs: dict[str, str], /) -> ET.Element:
        # Called a hundred thousand times for a long plan: each look-up counts.
        depth = self._depth = self._depth + 1
        if depth > MAX_DEPTH:
            raise SourceError(SUSPICIOUS)
        self._seen += 1
        if self._seen > 4 * MAX_ELEMENTS:
            raise SourceError(TOO_LONG)
        if self._ignored_from:
            return IGNORED
        known = self._short
        short = known.get(tag) or self._shorten(tag)
        if short in NOISE:
            self._ignored_from = depth
            return IGNORED
        self._kept += 1
        if self._kept > MAX_ELEMENTS:
            raise SourceError(TOO_LONG)
        kept = {
            known.get(name) or self._shorten(name): value
            for name, value in attrs.items()
            if len(value) <= MAX_ATTRIBUTE
        }
        return self._begin(short, kept)

    def end(self, tag: str, /) -> ET.Element:
        depth = self._depth
        self._depth = depth - 1
        if self._ignored_from:
            if depth == self._ignored_from:
                self._ignored_from = 0
            return IGNORED
        return self._end(self._short[tag])

    def data(self, data: str, /) -> None:
        self._letters += len(data)
        if self._letters > MAX_LETTERS:
            raise SourceError(TOO_MUCH_TEXT)
        if not self._ignored_from:
            super().data(data)


def _parse(data: bytes) -> ET.Element:
    parser = ET.XMLParser(target=_GuardedTree())  # noqa: S314 (the target refuses DTDs)
    try:
        parser.feed(data)
        tree: ET.Element = parser.close()
    except (ET.ParseError, ValueError, LookupError) as error:
        raise SourceError(BROKEN) from error
    return tree
