"""Reading the policy file: every key, every mistake with its place, and two files laid over each other."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import bot
from bot.policy import (
    ComponentRule,
    CountRule,
    DocumentRule,
    Policy,
    merge,
    policy_schema,
    read_policy,
    speaks_for,
)

PATH = ".github/statusproof.yml"
EVERYTHING = """\
version: 1
mode: active             # observe: the check run and nothing else
documents: ["STATUS.md", {path: "docs/PHASE_1.md", kind: record}]
exclude: ["docs/archive/**"]
components:
  auth: {names: ["Auth Service"], paths: ["packages/auth/**"], checks: ["test (auth)"], reports: ["packages/auth/**"]}
evidence: {wait: 90m, apps: [github-actions, codecov], statuses: [codecov/project], artifacts: ["junit-*"]}
tolerance: {coverage: 1.5, tests: 2, progress: 10}
done: {tests: null, checks: success, coverage: 80, blockers: none}
counts: {"Docker images": {files: "**/Dockerfile"}}
pull_requests: {comment: drift, check_over: failing, check_under: off, description: false, suggest: true}
issues: {blockers: false, drift: true, drift_after: 2d, on_deleted_line: close, labels: [status], severity_labels: {high: P1}, limit: 3, per_hour: 2, assign: none, dashboard: true}
commands: {allow: admin}
fix: {pull_request: true}
limits: {document_bytes: 500000, document_lines: 5000}
repositories: {include: ["shop-*"], exclude: [shop-old]}
enforced: [tolerance]
"""


def problems(text: str | bytes) -> list[str]:
    return [problem.message for problem in read_policy(text, PATH)[1]]


def read(text: str | bytes) -> Policy:
    return read_policy(text, PATH)[0]


def test_every_key_of_the_contract_is_read():
    policy, found = read_policy(EVERYTHING, PATH)
    assert found == ()
    assert policy.mode == "active"
    assert policy.documents == (DocumentRule("STATUS.md"), DocumentRule("docs/PHASE_1.md", "record"))
    assert policy.components == (
        ComponentRule(
            "auth", ("Auth Service",), ("packages/auth/**",), ("test (auth)",), ("packages/auth/**",)
        ),
    )
    assert policy.evidence.wait == timedelta(minutes=90)
    assert policy.evidence.apps == ("github-actions", "codecov")
    assert (policy.tolerance.coverage, policy.tolerance.tests, policy.tolerance.progress) == (1.5, 2.0, 10.0)
    assert (policy.done.tests, policy.done.coverage) == (None, 80.0)
    assert policy.counts == (CountRule("Docker images", "**/Dockerfile"),)
    assert policy.pull_requests.check_under == "off", "off is a word here, as YAML 1.2 has it"
    assert policy.issues.drift_after == timedelta(days=2)
    assert policy.issues.severity_labels == (("high", "P1"),)
    assert policy.commands.allow == "admin"
    assert policy.fix.pull_request
    assert policy.limits.document_lines == 5000
    assert policy.repositories.include == ("shop-*",)
    assert policy.enforced == ("tolerance",)


def test_every_key_of_the_contract_is_in_that_example():
    """A key added to the reader without a line above fails here."""
    written = yaml.safe_load(EVERYTHING)
    sections = policy_schema()["properties"]
    assert set(written) == set(sections)
    for name, section in sections.items():
        if "properties" in section:
            assert set(written[name]) == set(section["properties"]), name


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n", b"\xef\xbb\xbf"])
def test_an_empty_file_gives_the_defaults(text):
    assert read_policy(text, PATH) == (Policy(), ())


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("version: 1\ntolerence: {}\n", 2, "`tolerence` is not a key; did you mean `tolerance`?"),
        ("wait: 5m\n", 1, "`wait` is not a key; did you mean `evidence.wait`?"),
        ("evidence:\n  wiat: 5m\n", 2, "`wiat` is not a key under `evidence`; did you mean `wait`?"),
        ("fix:\n  zzz: 5m\n", 2, "`zzz` is not a key under `fix`; there are `pull_request`"),
        (
            "evidence: {wait: soon}\n",
            1,
            "`evidence.wait` must be a time such as 60m, 36h or 7d (at most 14d), not `soon`",
        ),
        ("evidence: {wait: 99d}\n", 1, "at most 14d"),
        ("evidence: {wait: [1]}\n", 1, "not a list"),
        ("tolerance: {coverage: -1}\n", 1, "`tolerance.coverage` must be a number from 0 to 100, not `-1`"),
        ("tolerance: {coverage: true}\n", 1, "not true"),
        ("tolerance: {coverage: }\n", 1, "not empty"),
        ("tolerance: {tests: .nan}\n", 1, "not `.nan`"),
        ("issues: {limit: 2.5}\n", 1, "`issues.limit` must be a whole number from 0 to 1000, not `2.5`"),
        ("issues: {drift: yes}\n", 1, "`issues.drift` must be true or false, not `yes`"),
        ("issues: {drift: {a: b}}\n", 1, "not a mapping"),
        ("done: {tests: green}\n", 1, "`done.tests` must be one of `passing`, `null`, not `green`"),
        ("issues: {assign: false}\n", 1, "`issues.assign` must be `none`, not false"),
        ("exclude: docs\n", 1, "`exclude` must be a list, not `docs`"),
        (
            "exclude: [7]\n",
            1,
            "`exclude[0]` must be text of 1 to 300 characters (in quotes if it is a number), not `7`",
        ),
        ("documents:\n- {kind: record}\n", 2, "`documents[0]` needs `path`; it is left out"),
        ("counts: [a]\n", 1, "`counts` must be a mapping, not a list"),
        ("components:\n  '': {}\n", 2, "a name under `components` must have 1 to 300 characters"),
        ("components:\n  auth: 3\n", 2, "`components.auth` must be a mapping, not `3`"),
        ("mode: active\nexclude: []\nmode: observe\n", 3, "`mode` is given twice; line 1 counts"),
    ],
)
def test_a_mistake_is_named_with_its_place_and_the_way_out(text, line, said):
    _, found = read_policy(text, PATH)
    assert [problem.line for problem in found] == [line]
    assert found[0].message.startswith(f"{PATH}:{line}: ")
    assert said in found[0].message


def test_null_leaves_a_condition_of_done_out():
    policy, found = read_policy("done: {tests: null, coverage: null, checks: ~, blockers: null}\n", PATH)
    assert found == ()
    assert (policy.done.tests, policy.done.checks, policy.done.coverage, policy.done.blockers) == (None,) * 4


def test_the_rest_of_a_file_with_a_mistake_still_counts():
    policy = read("mode: active\ntolerance: {coverage: lots, tests: 3}\nexclude: [7, docs/**]\nnonsense: 1\n")
    assert (policy.mode, policy.tolerance.tests, policy.exclude) == ("active", 3.0, ("docs/**",))
    assert policy.tolerance.coverage == Policy().tolerance.coverage


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: &x [1]\nb: *x\n", f"{PATH}:1: anchors and aliases"),
        ("a: *x\n", f"{PATH}:1: anchors and aliases"),
        ("a: !!python/object:os.system x\n", f"{PATH}:1: tags"),
        ("a: " + "[" * 500, f"{PATH}:1: nested more than 12 deep"),
        ("x" * 64_001, f"{PATH}: larger than 64,000 bytes"),
        ("- a\n" * 15_000, f"{PATH}:1: the file must be a mapping"),
        ("[" + "a," * 25_000 + "]", f"{PATH}:1: more than 20,000 entries"),
        ("mode: [active\n", f"{PATH}:2: not valid YAML"),
        ("mode: active\n---\nmode: observe\n", f"{PATH}:2: not valid YAML"),
        ('a: "\\UFFFFFFFF"', f"{PATH}: not valid YAML"),
        ("a: b\x00", f"{PATH}: not valid YAML"),
        ("mode: active\n[a]: 1\n", f"{PATH}:2: a key must be a word"),
        (b"mode: active\n\xff\n", f"{PATH}:2: not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_asks_for_silence(text, said):
    policy, found = read_policy(text, PATH)
    assert len(found) == 1
    assert found[0].message.startswith(said)
    assert merge(None, policy, "active").mode == "observe"


@pytest.mark.parametrize("text", ["mode: obs\n", "moed: active\n", "mode:\n"])
def test_a_mode_that_cannot_be_read_asks_for_silence(text):
    assert merge(None, read(text)).mode == "observe"


def test_long_lists_and_many_mistakes_are_cut():
    assert len(read("exclude: [" + "a," * 400 + "]").exclude) == 300
    assert len(read("components: {" + ", ".join(f"c{n}: {{}}" for n in range(400)) + "}").components) == 300
    assert len(problems("".join(f"zzzzzzzz{n}: 1\n" for n in range(200)))) == 50


def test_the_published_schema_is_the_readers_own():
    published = Path(bot.__file__).parent / "policy.schema.json"
    assert json.loads(published.read_text("utf-8")) == policy_schema()
    jsonschema.Draft202012Validator.check_schema(policy_schema())


_LEAVES = st.one_of(
    st.sampled_from(
        [
            "active",
            "observe",
            "record",
            "60m",
            "7d",
            "x",
            "",
            "passing",
            "none",
            "off",
            "drift",
            "write",
            "y" * 51,
        ]
    ),
    st.booleans(),
    st.none(),
    st.sampled_from([0, 1, 2, 0.5, 80, -1, 1e9, 2500, 12.5]),
)
_SECTIONS = policy_schema()["properties"]


def _section(name: str) -> st.SearchStrategy[object]:
    described = _SECTIONS[name]
    if "properties" in described:
        keys = st.sampled_from([*described["properties"], "other"])
        return st.one_of(
            _LEAVES, st.dictionaries(keys, st.one_of(_LEAVES, st.lists(_LEAVES, max_size=2)), max_size=3)
        )
    inner = st.dictionaries(st.sampled_from(["path", "kind", "files", "names", "other"]), _LEAVES, max_size=2)
    return st.one_of(
        _LEAVES,
        st.lists(st.one_of(_LEAVES, inner), max_size=3),
        st.dictionaries(st.sampled_from(["auth", "", "a b"]), st.one_of(_LEAVES, inner), max_size=2),
    )


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(sorted(_SECTIONS)), unique=True, max_size=3).flatmap(
        lambda names: st.fixed_dictionaries({name: _section(name) for name in names})
    )
)
def test_schema_and_reader_agree(content):
    """Any content: the reader finds nothing wrong exactly when the published schema does."""
    valid = jsonschema.Draft202012Validator(policy_schema()).is_valid(content)
    _, found = read_policy(json.dumps(content), PATH)
    assert (found == ()) == valid, found


def test_without_any_file_the_services_default_counts():
    assert merge(None, None).mode == "observe"
    assert merge(None, None, "active").mode == "active"


def test_a_repository_with_a_file_of_its_own_is_active():
    assert merge(None, read("exclude: [a]")).mode == "active"
    assert merge(None, read("mode: observe")).mode == "observe"


def test_an_organisations_file_activates_only_by_saying_so():
    assert merge(read("exclude: [a]"), None).mode == "observe"
    assert merge(read("mode: active"), None).mode == "active"
    assert merge(read("mode: observe"), read("exclude: [a]")).mode == "observe"


def test_a_repositorys_keys_win_one_by_one():
    organisation = read("tolerance: {coverage: 2, tests: 5}\nexclude: [old/**]\n")
    policy = merge(organisation, read("tolerance: {coverage: 1}\nissues: {limit: 4}\n"))
    assert (policy.tolerance.coverage, policy.tolerance.tests) == (1.0, 5.0)
    assert (policy.exclude, policy.issues.limit) == (("old/**",), 4)
    assert "issues.limit" in policy.given


def test_components_and_counts_are_joined_by_name():
    organisation = read("components: {auth: {names: [A]}, web: {names: [W]}}\ncounts: {x: {files: a}}\n")
    policy = merge(organisation, read("components: {auth: {names: [B]}}\ncounts: {y: {files: b}}\n"))
    assert policy.components == (ComponentRule("auth", ("B",)), ComponentRule("web", ("W",)))
    assert [count.name for count in policy.counts] == ["x", "y"]


@pytest.mark.parametrize("enforced", ["tolerance", "tolerance.coverage"])
def test_what_an_organisation_enforces_stands(enforced):
    organisation = read(
        f"tolerance: {{coverage: 0.1}}\nenforced: [{enforced}, mode, components]\nmode: observe\n"
    )
    policy = merge(
        organisation, read("mode: active\ntolerance: {coverage: 50}\ncomponents: {a: {}}\nenforced: []\n")
    )
    assert (policy.tolerance.coverage, policy.mode, policy.components) == (0.1, "observe", ())
    assert policy.enforced == organisation.enforced


def test_enforcing_one_key_leaves_its_neighbours_open():
    policy = merge(read("enforced: [tolerance.coverage]"), read("tolerance: {coverage: 50, tests: 3}"))
    assert (policy.tolerance.coverage, policy.tolerance.tests) == (0.5, 3.0)


def test_an_organisations_file_speaks_for_the_repositories_it_names():
    policy = read("repositories: {include: ['shop-*'], exclude: [shop-old]}")
    assert speaks_for(policy, "shop-web")
    assert not speaks_for(policy, "shop-old")
    assert not speaks_for(policy, "site")
    assert speaks_for(replace(policy, repositories=Policy().repositories), "site")
