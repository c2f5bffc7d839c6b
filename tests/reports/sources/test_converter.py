"""Files that ask the converting program to fetch: nothing of the machine or the network comes in."""

import io
import zipfile

from reports.sources.converter import convert_to_docx

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for name, full in (("office", "office"), ("text", "text"), ("draw", "drawing"))
)


def odt(body: str) -> bytes:
    kind = "application/vnd.oasis.opendocument.text"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
            "</manifest:manifest>",
        )
        archive.writestr(
            "content.xml",
            f'<office:document-content {SPACES} xmlns:xlink="http://www.w3.org/1999/xlink"'
            f' office:version="1.2"><office:body><office:text>{body}</office:text></office:body>'
            "</office:document-content>",
        )
    return target.getvalue()


def words_of(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml").decode()


def test_linked_sections_and_pictures_are_not_fetched(asked, tmp_path):
    paths, address = asked
    secret = tmp_path / "secret.txt"
    secret.write_text("тайные слова")
    made = convert_to_docx(
        odt(
            f'<text:section text:name="a"><text:section-source xlink:href="{secret.as_uri()}"/>'
            "<text:p>свои слова</text:p></text:section>"
            f'<text:section text:name="b"><text:section-source xlink:href="{address}/b.html"/>'
            "<text:p>ещё слова</text:p></text:section>"
            f'<text:p><draw:frame><draw:image xlink:href="{address}/a.png"/></draw:frame></text:p>'
        ),
        ".odt",
    )
    assert "свои слова" in words_of(made)
    assert "тайные" not in words_of(made)
    assert paths == []


def test_fields_that_include_files_are_not_followed(asked, tmp_path):
    paths, address = asked
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words")
    fields = (
        rf'{{\field{{\*\fldinst {{ INCLUDETEXT "{secret.as_uri()}" }}}}{{\fldrslt own}}}}'
        rf'{{\field{{\*\fldinst {{ INCLUDEPICTURE "{address}/a.png" }}}}{{\fldrslt }}}}'
    )
    made = convert_to_docx(rf"{{\rtf1\ansi {fields} body}}".encode(), ".rtf")
    assert "body" in words_of(made)
    assert "secret words" not in words_of(made)
    assert paths == []
