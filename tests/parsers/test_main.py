"""`python -m parsers FILE` prints one document's claims as JSON."""

from __future__ import annotations

import json
import runpy
import sys

import pytest

from parsers.__main__ import main


def test_prints_the_claims_of_a_file(tmp_path, capsys):
    document = tmp_path / "STATUS.md"
    document.write_text("- [x] Größe\n", "utf-8")
    assert main([str(document)]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["document"] == "STATUS.md"
    assert [claim["subject"] for claim in printed["claims"]] == ["Größe"]


def test_without_a_file_it_says_how_it_is_called(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["parsers"])
    monkeypatch.delitem(sys.modules, "parsers.__main__", raising=False)
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("parsers", run_name="__main__")
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err
