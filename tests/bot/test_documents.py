"""Which documents are read when the policy does not say, and how each is to be held."""

from __future__ import annotations

import pytest

from bot.documents import (
    MAX_DOCUMENTS,
    by_content,
    content_candidates,
    document_paths,
    kind_of,
    left_out,
    narrowed,
)
from bot.policy import DocumentRule, Policy
from parsers.model import Coverage, PathReference, Progress, Stamp
from tests.builders import claim, document


def chosen(*paths: str, policy: Policy | None = None) -> dict[str, str]:
    return dict(document_paths(paths, policy or Policy()))


@pytest.mark.parametrize(
    "path",
    [
        *(
            "STATUS.md",
            "docs/status.md",
            "ProjectStatus.md",
            "IMPLEMENTATION_SUMMARY.txt",
            "docs/coverage.MARKDOWN",
        ),
        *(
            "TODO",
            "docs/Roadmap",
            "to-do.md",
            "REMAINING_WORK.md",
            "docs/WHATS_MISSING.md",
            "readiness-report.md",
        ),
        *("BLOCKERS.md", "completion_plan.md", "README.md", "ReadMe", "docs/ROADMAP_2025.md"),
        *(
            "docs/Projektstand.md",
            "docs/état.md",
            "À_FAIRE.md",
            "hoja-de-ruta.md",
            "docs/进度.md",
            "進捗.txt",
        ),
        *("Состояние.md", "현황.md", "docs/AVANÇAMENTO/stato.md"),
    ],
)
def test_a_file_is_read_when_its_name_speaks_of_status(path):
    assert chosen(path) == {path: "living"}


@pytest.mark.parametrize(
    "path",
    [
        *("main.py", "status.py", "coverage.html", "todo.json", "status.20"),
        *("todo", "bin/STATUS", "src/Roadmap", "docs/guide.md", "docs/README.md", "statusproof.md"),
        *(
            "CHANGELOG.md",
            "changes/STATUS_CHANGES.md",
            "NEWS_SUMMARY.md",
            "STATUS_TEMPLATE.md",
            "LICENSE_STATUS",
        ),
        *("node_modules/x/TODO.md", "vendor/STATUS.md", "third_party/a/ROADMAP.md", "dist/TODO.md"),
        *(
            ".github/ISSUE_TEMPLATE/status.md",
            "tests/STATUS.md",
            "pkg/testdata/TODO.md",
            "a/Fixtures/status.md",
        ),
        *("coverage/summary.md", "generated/STATUS.md"),
    ],
)
def test_a_file_is_not_read_when_it_is_something_else(path):
    assert chosen(path) == {}


@pytest.mark.parametrize(
    "path",
    [
        *(
            "docs/status-2025-11-08.md",
            "20251108_progress.md",
            "docs/2025-11/STATUS.md",
            "docs/2025/progress.md",
        ),
        *("status_08.11.2025.md", "november-2025-status.md", "Nov_8_2025-summary.md", "2025-nov-status.md"),
        *("reports/STATUS.md", "docs/archive/TODO.md", "History/ROADMAP.md", "berichte/stand.md"),
    ],
)
def test_a_dated_or_filed_path_is_a_record(path):
    assert chosen(path) == {path: "record"}


@pytest.mark.parametrize("path", ["status-v1.2.2024.md", "docs/STATUS_20251399.md", "mayor-2025/STATUS.md"])
def test_a_number_that_is_no_date_makes_no_record(path):
    assert chosen(path) == {path: "living"}


def test_the_policy_names_exactly_what_is_read():
    policy = Policy(
        documents=(
            DocumentRule("notes/*.md"),
            DocumentRule("docs/2025", "living"),
            DocumentRule("P.md", "record"),
        ),
        exclude=("notes/old.md",),
    )
    paths = (
        "STATUS.md",
        "notes/a.md",
        "notes/old.md",
        "notes/b.py",
        "docs/2025/x.md",
        "P.md",
        "tests/STATUS.md",
    )
    assert chosen(*paths, policy=policy) == {
        "notes/a.md": "living",
        "docs/2025/x.md": "living",
        "P.md": "record",
    }
    assert content_candidates(paths, policy) == ()


def test_an_empty_list_in_the_policy_reads_nothing():
    assert chosen("STATUS.md", policy=Policy(documents=())) == {}


def test_excluded_documents_are_not_read():
    policy = Policy(exclude=("docs/archive/**", "old"))
    assert chosen("docs/archive/STATUS.md", "old/a/TODO.md", "STATUS.md", policy=policy) == {
        "STATUS.md": "living"
    }


def test_the_deepest_are_left_out_when_there_are_too_many():
    paths = [f"docs/deep/{number}/STATUS.md" for number in range(MAX_DOCUMENTS + 5)]
    assert len(chosen(*paths, "STATUS.md")) == MAX_DOCUMENTS
    assert left_out([*paths, "STATUS.md", "setup.py", "vendor/STATUS.md"], Policy()) == 6
    assert left_out(paths[:MAX_DOCUMENTS], Policy()) == 0
    assert "STATUS.md" in chosen(*paths, "STATUS.md")


@pytest.mark.parametrize(
    "line",
    [
        *(
            "> **Superseded by** [the new plan](PLAN.md)",
            "⚠️ This document is outdated.",
            "**ARCHIVED** - see STATUS.md",
        ),
        *(
            "This report has been superseded.",
            "Obsolete",
            "# DEPRECATED: old status",
            "> Veraltet!",
            "This page is no longer maintained.",
        ),
    ],
)
def test_a_notice_makes_a_record(line):
    assert kind_of("STATUS.md", Policy(), ("# Status", "", line)) == "record"


@pytest.mark.parametrize(
    "line",
    [
        *(
            "- Deprecated: old login",
            "| Archived | yes |",
            "Deprecated endpoints are listed below",
            "This supersedes PLAN.md",
        ),
        "The API of v1 is deprecated",
    ],
)
def test_a_statement_about_something_else_makes_no_record(line):
    assert kind_of("STATUS.md", Policy(), ("# Status", line)) == "living"


def test_a_notice_further_down_makes_no_record():
    assert kind_of("STATUS.md", Policy(), ("text",) * 20 + ("Superseded by X",)) == "living"


def test_an_unnamed_markdown_file_is_a_candidate_for_reading():
    paths = ("docs/guide.md", "STATUS.md", "a.txt", "tests/x.md", "docs/old/x.md", "CHANGELOG.md")
    assert content_candidates(paths, Policy(exclude=("docs/old",))) == ("docs/guide.md",)


def test_enough_claims_of_enough_kinds_make_a_status_document():
    claims = (claim(), claim(), claim(), claim(Progress(50)), claim(Coverage(80)))
    status = document(*claims, path="docs/guide.md").document
    record = document(*claims, path="docs/2024-01-02.md").document
    assert by_content((status, record), Policy()) == ((status, "living"), (record, "record"))


@pytest.mark.parametrize(
    "claims",
    [
        (claim(), claim(), claim(), claim(Progress(50))),
        (claim(),) * 9,
        (*((claim(PathReference("a.py")),) * 5), claim(Stamp("date", "2025"))),
    ],
)
def test_few_claims_or_paths_alone_make_no_status_document(claims):
    assert by_content((document(*claims, path="guide.md").document,), Policy()) == ()


def test_of_a_readme_only_badges_and_status_sections_count():
    readme = document(
        claim(line=1, text="![coverage](x.svg)"),
        claim(line=2, subject="A", headings=("Shop", "Features")),
        claim(line=3, subject="B", headings=("Shop", "Project status")),
        claim(line=9, subject="C", text="<IMG src=x>"),
        path="README.md",
        lines=("![coverage](x.svg)", "- [x] A", "- [x] B"),
    ).document
    assert [kept.line for kept in narrowed(readme, Policy()).claims] == [1, 3, 9]
    assert narrowed(readme, Policy(documents=(DocumentRule("README.md"),))) == readme


def test_a_readmes_sections_are_found_without_the_claims_naming_them():
    lines = ("# Shop", "## Features", "- [x] A", "## Status", "- [x] B")
    readme = document(claim(line=3), claim(line=5), path="README.md", lines=lines).document
    assert [kept.line for kept in narrowed(readme, Policy()).claims] == [5]


def test_any_other_document_counts_whole():
    status = document(claim(), path="STATUS.md").document
    assert narrowed(status, Policy()) is status
