import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import parsers
from bot.reading.packing import pack, unpack
from parsers.model import Claim, Count, Document, Encoding, Figure, Limits, Problem, Stamp

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"

WHOLE = Document(
    "docs/STATUS.md",
    Encoding("cp1252", repaired=True),
    lines=("a \ud800 half", "\u2028 \x00 NUL", ""),
    claims=(
        Claim(
            line=3,
            subject="API",
            value=Count(n=3, of=4.0, unit="pages"),
            text="3/4 pages",
            approx=True,
            figures=(Figure("n", (0, 1), (3, None)), Figure("of", (2, 3), (float("-inf"), 4.5), decimals=1)),
            headings=("Status", "Pages"),
        ),
        Claim(line=4, subject="", value=Stamp("date", "2026-01-02")),
    ),
    problems=(Problem(1, "half a pair"),),
    extras=({"kind": "url", "tuple": ["list", ("tuple", 1)], "none": None, "deep": {"a": []}},),
)


def test_a_document_comes_back_as_it_was():
    """To the type of each number and sequence: 3 is not 3.0 when it is shown again, a list no tuple."""
    assert repr(unpack(pack(WHOLE))) == repr(WHOLE)


@given(
    st.binary(max_size=300)
    | st.text(alphabet="# |-*%/✅❌0123456789\n[x] testspasing", max_size=300).map(str.encode)
)
def test_whatever_is_read_comes_back(data):
    document = parsers.read("STATUS.md", data, Limits())
    assert repr(unpack(pack(document))) == repr(document)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared documents are not beside the checkout")
def test_real_documents_come_back():
    documents = [
        parsers.read(path.name, path.read_bytes(), Limits()) for path in SEEDS.rglob("*") if path.is_file()
    ]
    assert sum(len(document.claims) for document in documents) > 100
    assert [repr(unpack(pack(document))) for document in documents] == list(map(repr, documents))


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b"\xff",
        b"3",
        b"[]",
        b'["tuple"]',
        b'["Document"]',
        b'["Popen","ls"]',
        b'[["tuple"],1]',
        b'["Problem",1,"another type than a document"]',
        b"[" * 100_000,
        json.dumps(["Encoding", "utf-8", True, "one field too many"]).encode(),
    ],
)
def test_what_is_no_document_is_refused(packed):
    with pytest.raises(ValueError):
        unpack(packed)


def test_only_values_can_be_sent():
    with pytest.raises(TypeError, match="holds a set"):
        pack(Document("a", Encoding("utf-8"), extras=({"a": {1, 2}},)))
