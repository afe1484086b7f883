"""Archives give their documents, and nothing that they should not."""

from __future__ import annotations

import gzip
import io
import os
import stat
import tarfile
import tracemalloc
import zipfile
import zlib

import pytest
from archives.making import MAKERS, a_tar_gz, a_zip, special
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.archives import Member, archive_kind, unpack
from extractor.errors import (
    DocumentTooLargeError,
    EmptyDocumentError,
    ExtractorError,
    InvalidArchiveError,
)
from extractor.settings import Limits

LIMITS = Limits(max_bytes=200_000)
KINDS = sorted(MAKERS)


@pytest.fixture
def unpacked(tmp_path):
    """Takes an archive apart; gives its members, with what was written of each."""
    number = 0

    def take_apart(data: bytes, limits: Limits = LIMITS) -> list[tuple[Member, bytes | None]]:
        nonlocal number
        number += 1
        folder = tmp_path / f"out-{number}"
        folder.mkdir()
        archive = tmp_path / f"archive-{number}"
        archive.write_bytes(data)
        members = list(unpack(archive, folder, limits))
        good = {member.path for member in members if member.error is None}
        assert set(folder.iterdir()) == good
        assert {p.name for p in tmp_path.iterdir()} == {
            f"{part}-{n}" for n in range(1, number + 1) for part in ("out", "archive")
        }
        return [(m, m.path.read_bytes() if m.path in good else None) for m in members]

    return take_apart


def outcomes(members) -> dict[str, object]:
    return {m.name: type(m.error) if m.error else data for m, data in members}


@pytest.mark.parametrize("kind", KINDS)
def test_documents_in_their_order(unpacked, kind):
    data = MAKERS[kind]({"b.pdf": b"two", "2025/a.pdf": b"one" * 50_000, "c.xml": b"<a/>"})
    members = unpacked(data)
    assert [(m.number, m.name, m.size) for m, _ in members] == [
        (1, "b.pdf", 3),
        (2, "2025/a.pdf", 150_000),
        (3, "c.xml", 4),
    ]
    assert [content for _, content in members] == [b"two", b"one" * 50_000, b"<a/>"]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_for_reading_is_passed_over(unpacked, kind):
    names = ("__MACOSX/._a.pdf", ".DS_Store", "x/Thumbs.db", "desktop.ini", "._b.pdf")
    data = MAKERS[kind](dict.fromkeys(names, b"noted") | {"a.pdf": b"read"})
    assert outcomes(unpacked(data)) == {"a.pdf": b"read"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_bad_member_does_not_cost_the_others(unpacked, kind):
    inner = a_zip({"a.pdf": b"x"})
    data = MAKERS[kind](
        {
            "first.pdf": b"first",
            "../out.pdf": b"x",
            "/etc/out.pdf": b"x",
            "C:\\out.pdf": b"x",
            "large.pdf": os.urandom(200_001),
            "nested.zip": inner,
            "nested.tar.gz": a_tar_gz({"a": b"x"}),
            "nested.7z": b"7z\xbc\xaf\x27\x1c" + bytes(20),
            "empty.pdf": b"",
            "last.pdf": b"last",
        }
    )
    assert outcomes(unpacked(data)) == {
        "first.pdf": b"first",
        "../out.pdf": InvalidArchiveError,
        "/etc/out.pdf": InvalidArchiveError,
        "C:/out.pdf": InvalidArchiveError,
        "large.pdf": DocumentTooLargeError,
        "nested.zip": InvalidArchiveError,
        "nested.tar.gz": InvalidArchiveError,
        "nested.7z": InvalidArchiveError,
        "empty.pdf": EmptyDocumentError,
        "last.pdf": b"last",
    }


def test_an_office_document_is_no_archive(unpacked):
    document = a_zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})
    assert archive_kind(document) is None
    assert outcomes(unpacked(a_zip({"lettre.docx": document}))) == {"lettre.docx": document}


@pytest.mark.parametrize("type_", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, b"6", b"S"])
def test_links_and_devices_of_a_tar_are_refused(unpacked, type_):
    data = a_tar_gz({"a.pdf": b"read"}, special("odd", type_, "/etc/passwd"))
    assert outcomes(unpacked(data)) == {"a.pdf": b"read", "odd": InvalidArchiveError}


def test_links_of_a_zip_are_refused(unpacked):
    buffer = io.BytesIO(a_zip({"a.pdf": b"read"}))
    with zipfile.ZipFile(buffer, "a") as archive:
        link = zipfile.ZipInfo("link.pdf")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert outcomes(unpacked(buffer.getvalue()))["link.pdf"] is InvalidArchiveError


def test_two_members_of_one_name_are_two_documents(unpacked):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for data in (b"one", b"two"):
            info = tarfile.TarInfo("a.pdf")
            info.size = 3
            archive.addfile(info, io.BytesIO(data))
    assert [data for _, data in unpacked(buffer.getvalue())] == [b"one", b"two"]


@pytest.mark.parametrize("raw", ["Facture août.pdf".encode(), "Facture août.pdf".encode("cp850")])
def test_names_of_a_zip_that_does_not_say_how_they_are_written(unpacked, raw):
    data = a_zip({"Facture aout.pdf".ljust(len(raw), "_"): b"x"})
    placeholder = b"Facture aout.pdf".ljust(len(raw), b"_")
    assert outcomes(unpacked(data.replace(placeholder, raw))) == {"Facture août.pdf": b"x"}


def test_long_names_of_a_tar(unpacked):
    name = "dossier/" * 30 + "août.pdf"
    assert outcomes(unpacked(a_tar_gz({name: b"x"}))) == {name: b"x"}


def test_encrypted_or_oddly_compressed_members_of_a_zip(unpacked):
    data = bytearray(a_zip({"locked.pdf": b"x" * 100, "b.pdf": b"read"}))
    for signature, flags_at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + flags_at] |= 1
    assert outcomes(unpacked(bytes(data))) == {"locked.pdf": InvalidArchiveError, "b.pdf": b"read"}
    odd = a_zip({"a.pdf": b"x"}, compression=zipfile.ZIP_BZIP2)
    ((member, _),) = unpacked(odd)
    assert member.error.detail == "Compression non prise en charge"


def test_a_damaged_member_of_a_zip_does_not_cost_the_others(unpacked):
    data = bytearray(
        a_zip({"a.pdf": b"first" * 9, "b.pdf": b"second" * 9}, compression=zipfile.ZIP_STORED)
    )
    data[data.index(b"first") + 2] ^= 0xFF
    assert outcomes(unpacked(bytes(data))) == {
        "a.pdf": InvalidArchiveError,
        "b.pdf": b"second" * 9,
    }


GOOD = {kind: maker({"a.pdf": os.urandom(3000), "b.pdf": b"b"}) for kind, maker in MAKERS.items()}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7",
        b"PK\x03\x04",
        gzip.compress(b"facture"),
        gzip.compress(b"facture" * 400),
        GOOD["zip"][:-30],
        GOOD["tar.gz"][:-1000],
        GOOD["tar.gz"][:-4],
        GOOD["tar.gz"][:-8] + bytes(8),
        a_zip({}),
        a_tar_gz({}),
        a_zip({"only/a/folder/": b""}),
        a_tar_gz({".DS_Store": b"x"}),
    ],
)
def test_damaged_or_empty_archives_are_refused(unpacked, data):
    with pytest.raises(InvalidArchiveError):
        unpacked(data)


def test_a_damaged_header_in_the_midst_of_a_tar_is_not_taken_for_its_end(unpacked):
    plain = bytearray(gzip.decompress(a_tar_gz({"a.pdf": b"a", "b.pdf": b"b"})))
    plain[1024 + 150] ^= 0xFF  # the check sum of the second header
    with pytest.raises(InvalidArchiveError):
        unpacked(gzip.compress(bytes(plain)))


def test_a_negative_size_in_a_tar_does_not_go_round_for_ever(unpacked):
    info = tarfile.TarInfo("a.pdf")
    header = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    header[124:136] = (b"\xff" * 10) + b"\xfe\x00"  # -512, base 256
    header[148:156] = b"%06o\0 " % tarfile.calc_chksums(bytes(header))[0]
    for before in (b"", a_plain_tar({"first.pdf": b"x"})):
        with pytest.raises(InvalidArchiveError):
            unpacked(gzip.compress(before + bytes(header) + bytes(1024)))


def a_plain_tar(members: dict[str, bytes]) -> bytes:
    return gzip.decompress(a_tar_gz(members))[: 1024 * len(members)]


@pytest.mark.parametrize("size", [4 << 30, 200_000, 5000])
def test_a_tar_header_of_endless_digits_costs_little(unpacked, size):
    extended = special("pax", tarfile.XHDTYPE)
    extended.size = size
    data = extended.tobuf(tarfile.GNU_FORMAT) + b"1" * (min(size, 300_000) // 512 * 512 + 512)
    with pytest.raises(InvalidArchiveError, match="démesuré"):
        unpacked(gzip.compress(data))


class TestBombs:
    limits = Limits(
        max_bytes=64 << 20,
        archive_max_unpacked_bytes=40 << 20,
        archive_max_ratio=100,
        archive_max_members=50,
    )

    @pytest.mark.parametrize("kind", KINDS)
    def test_many_members(self, unpacked, kind):
        data = MAKERS[kind]({f"{n}.pdf": b"x" for n in range(51)})
        with pytest.raises(InvalidArchiveError, match="50 fichiers"):
            unpacked(data, self.limits)

    @pytest.mark.parametrize("kind", KINDS)
    def test_much_from_little(self, unpacked, kind):
        data = MAKERS[kind]({"a.pdf": bytes(30 << 20)})
        assert len(data) < 100_000
        with pytest.raises(InvalidArchiveError, match="comprimée plus de 100 fois"):
            unpacked(data, self.limits)

    @pytest.mark.parametrize("kind", KINDS)
    def test_much(self, unpacked, kind):
        block = os.urandom(500_000)
        data = MAKERS[kind]({f"{n}.pdf": block + bytes(9_500_000) for n in range(5)})
        with pytest.raises(InvalidArchiveError, match="une fois décompressée"):
            unpacked(data, self.limits)

    def test_members_of_a_tar_that_are_passed_over_count_too(self, unpacked):
        data = a_tar_gz({"large.pdf": bytes(30 << 20), "b.pdf": b"x"})
        with pytest.raises(InvalidArchiveError, match="comprimée plus de 100 fois"):
            unpacked(data, self.limits.model_copy(update={"max_bytes": 1000}))

    def test_one_text_compressed_well_is_no_bomb(self, unpacked):
        data = a_zip({"a.tiff": bytes(10 << 20)})
        assert len(unpacked(data, self.limits)) == 1

    def test_members_of_a_zip_that_lie_over_one_another(self, unpacked):
        """One deflated kernel that many entries of the directory stand for."""
        data = a_zip({"a.pdf": bytes(4 << 20)})
        start = data.index(b"PK\x01\x02")
        end = data.index(b"PK\x05\x06")
        entry, trailer = data[start:end], bytearray(data[end:])
        trailer[8:12] = (30).to_bytes(2, "little") * 2
        trailer[12:16] = (30 * len(entry)).to_bytes(4, "little")
        with pytest.raises(InvalidArchiveError, match="comprimée plus de 100 fois"):
            unpacked(data[:start] + entry * 30 + bytes(trailer), self.limits)

    def test_a_size_that_is_a_lie(self, unpacked):
        data = bytearray(a_zip({"a.pdf": bytes(30 << 20)}))
        at = data.index(b"PK\x01\x02")
        data[at + 24 : at + 28] = (10).to_bytes(4, "little")
        members = unpacked(bytes(data), self.limits)
        assert [type(m.error) for m, _ in members] == [InvalidArchiveError]

    def test_a_directory_of_any_size_is_not_read_at_once(self, unpacked):
        data = bytearray(a_zip({"a.pdf": b"x"}))
        end = data.index(b"PK\x05\x06")
        start = data.index(b"PK\x01\x02")
        data[start:start] = bytes(20 << 20)
        end += 20 << 20
        data[end + 12 : end + 16] = (end - 60).to_bytes(4, "little")
        tracemalloc.start()
        try:
            with pytest.raises(InvalidArchiveError):
                unpacked(bytes(data), self.limits)
            assert tracemalloc.get_traced_memory()[1] < len(data) + (12 << 20)
        finally:
            tracemalloc.stop()


@pytest.mark.parametrize("kind", KINDS)
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(draw=st.data())
def test_whatever_is_wrong_is_said_in_our_terms(tmp_path_factory, kind, draw):
    folder = tmp_path_factory.mktemp("out")
    data = bytearray(MAKERS[kind]({"a.pdf": b"abc" * 100, "dossier/b.pdf": b"b", "c": b"c"}))
    if kind == "tar.gz":
        data = bytearray(gzip.decompress(bytes(data))[:5000])
    for _ in range(draw.draw(st.integers(1, 4))):
        data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    if draw.draw(st.booleans()):
        del data[draw.draw(st.integers(0, len(data) - 1)) :]
    archive = folder / "archive"
    archive.write_bytes(gzip.compress(bytes(data), 1) if kind == "tar.gz" else bytes(data))
    try:
        members = list(unpack(archive, folder, LIMITS))
    except InvalidArchiveError:
        return
    assert all(m.error is None or isinstance(m.error, ExtractorError) for m in members)


@settings(max_examples=60, deadline=None)
@given(draw=st.data())
def test_a_damaged_gzip_is_told(tmp_path_factory, draw):
    folder = tmp_path_factory.mktemp("out")
    good = a_tar_gz({"a.pdf": b"abc" * 100, "b.pdf": b"b"})
    data = bytearray(good)
    at = draw.draw(st.integers(10, len(data) - 1))  # the gzip header's ten bytes mean little
    data[at] ^= draw.draw(st.integers(1, 255))
    archive = folder / "archive"
    archive.write_bytes(bytes(data))
    try:
        list(unpack(archive, folder, LIMITS))
    except InvalidArchiveError:
        return
    # a flipped bit in deflate's padding changes nothing
    assert zlib.decompress(bytes(data), 31) == zlib.decompress(good, 31)
