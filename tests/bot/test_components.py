"""What a subject, a document or a check means; the near misses matter most."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.components import WHOLE, Component, Place, bound, discover, match, place_of, repository_words
from bot.policy import ComponentRule, Policy

PATHS = (
    *(
        "packages/auth-service/a.py",
        "packages/auth-client/b.py",
        "packages/payments/c.py",
        "services/orders/x.ts",
    ),
    *("apps/web/src/index.ts", "README.md", "src/only/x.py", "packages/readme.md", "docs/a/b.md"),
)
CHECKS = (
    "test (ubuntu-latest, 3.12)",
    "test (search, 3.11)",
    "billing / unit",
    "codecov/project/mobile",
    "lint",
)
POLICY = Policy(
    components=(ComponentRule("gw", names=("API Gateway",), paths=("gate/**",), checks=("edge*",)),)
)
REPOSITORY = repository_words("acme/shop")
COMPONENTS = discover(POLICY, PATHS, CHECKS, "acme/shop")
STATUS = place_of("STATUS.md", "Shop Status", COMPONENTS, REPOSITORY)


def meant(subject, *headings, place=STATUS, components=COMPONENTS):
    return match(subject, headings, components, place, REPOSITORY)


def key(found):
    return None if found.component is None else found.component.key or "WHOLE"


def test_parts_come_from_policy_folders_and_checks():
    assert [component.key for component in COMPONENTS] == [
        *("gw", "web", "auth-client", "auth-service", "payments", "orders"),
        *("billing", "mobile", "search"),
    ]


def test_folders_of_the_same_name_go_by_their_paths():
    found = discover(Policy(), ["packages/auth/x", "services/auth/y"], ())
    assert [(component.key, component.names) for component in found] == [
        ("packages/auth", ("auth",)),
        ("services/auth", ("auth",)),
    ]
    assert match("Auth", (), found, STATUS).candidates == found
    assert bound("test (auth)", found, frozenset()).component is None
    assert [component.label for component in (*found, WHOLE)] == [
        "packages/auth",
        "services/auth",
        "the whole repository",
    ]


def test_folders_below_src_count_when_there_are_several():
    assert [c.key for c in discover(Policy(), ["src/a1/x", "src/b1/x"], ())] == ["a1", "b1"]
    assert discover(Policy(), ["src/a1/x", "src/main.py"], ()) == ()


def test_a_configured_folder_is_not_discovered_again():
    policy = Policy(components=(ComponentRule("auth", paths=("packages/auth/**",)),))
    assert [c.key for c in discover(policy, ["packages/auth/x"], ["test (auth)"])] == ["auth"]


@pytest.mark.parametrize(
    ("check", "component", "kinds"),
    [
        ("test (payments)", "payments", ""),
        ("test (payments, 3.11, ubuntu-latest)", "payments", ""),
        ("payments / unit", "payments", "unit"),
        ("payments-e2e", "payments", "e2e"),
        ("Auth Service Tests", "auth-service", ""),
        ("order tests", "orders", ""),
        ("gateway tests", "gw", ""),
        ("codecov/project/mobile", "mobile", ""),
        ("edge-smoke", "gw", "smoke"),
        ("codecov/project", "WHOLE", ""),
        ("coverage/coveralls", "WHOLE", ""),
        ("CI", "WHOLE", ""),
        ("Continuous Integration / test (3.11)", "WHOLE", ""),
        ("pytest", "WHOLE", ""),
        ("Unit Test Results", "WHOLE", ""),
        ("acme shop tests", "WHOLE", ""),
        ("unit-tests", "WHOLE", "unit"),
        ("end-to-end", "WHOLE", "e2e"),
        ("lint", None, ""),
        ("backend", None, ""),
        ("test (payments, orders)", None, ""),
        ("payments / deploy-preview", None, ""),
        ("codecov/project/auth", None, ""),
        ("load-balancer", None, "load"),
    ],
)
def test_a_check_speaks_of(check, component, kinds):
    found = bound(check, COMPONENTS, REPOSITORY)
    assert (key(found), " ".join(sorted(found.kinds))) == (component, kinds)


def test_a_component_named_by_a_kind_of_test_is_a_component():
    components = discover(Policy(), ["packages/e2e/x"], ())
    found = bound("e2e", components, REPOSITORY)
    assert (key(found), found.kinds) == ("e2e", frozenset())


@pytest.mark.parametrize(
    ("subject", "component", "why"),
    [
        ("API Gateway", "gw", "configured name 'API Gateway'"),
        ("gw", "gw", "configured name 'API Gateway'"),
        ("Auth Service", "auth-service", "name 'auth-service'"),
        ("auth_service", "auth-service", "name 'auth-service'"),
        ("Payments", "payments", "name 'payments'"),
        ("Payment", "payments", "name 'payments'"),
        ("Order Service", "orders", "name 'orders' but for words such as service"),
        ("Gateway", "gw", "name 'API Gateway' but for words such as service"),
        ("Shop", "WHOLE", "the repository's name"),
        ("The Shop platform", "WHOLE", "the repository's name"),
        ("Overall Progress", "WHOLE", "the document speaks of the whole repository"),
        ("The platform", "WHOLE", "the document speaks of the whole repository"),
        ("Total tests", "WHOLE", "the document speaks of the whole repository"),
        ("Shop Status", "WHOLE", "the document speaks of the whole repository"),
        ("Project status", "WHOLE", "the document speaks of the whole repository"),
    ],
)
def test_a_subject_means(subject, component, why):
    found = meant(subject)
    assert (key(found), found.matched_by) == (component, why)


@pytest.mark.parametrize(
    "subject",
    [
        *(
            "Auth",
            "Authentication",
            "Payment processing",
            "Login page",
            "Orders and payments",
            "The",
            "Gateway timeout",
        ),
        *(
            "Phase 1",
            "OVERALL security review",
            "Database",
            "Platform team",
            "",
            "│ ═══",
            "Status",
            "Implementation",
            *("Tests", "Coverage", "Repository", "Repository package", "Project", "Type system"),
        ),
    ],
)
def test_a_subject_that_could_mean_something_else_means_nothing(subject):
    assert meant(subject).component is None


@pytest.mark.parametrize(
    ("subject", "component"), [("Auth App", None), ("Auth Service", "auth-service"), ("Auth", "auth-service")]
)
def test_a_part_of_another_kind_is_another_part(subject, component):
    components = discover(Policy(), ["packages/auth-service/x", "packages/web/x"], ())
    assert key(meant(subject, components=components)) == component


def test_candidates_are_named_when_none_is_clear():
    assert {component.key for component in meant("Auth").candidates} == {"auth-service", "auth-client"}


def test_likeness_decides_only_with_a_clear_lead():
    components = discover(Policy(), ["packages/user-profile-store/x", "packages/billing/x"], ())
    assert (
        meant("User profile store backend", components=components).matched_by
        == "likeness to 'user-profile-store'"
    )
    rivals = (*components, Component("b", ("user-profile-backend",)))
    assert meant("User profile store backend", components=rivals).component is None


@pytest.mark.parametrize(
    ("headings", "component"),
    [
        (("Shop Status", "Payments"), "payments"),
        (("Shop Status", "Payments", "Test results"), "payments"),
        (("Shop Status", "Login page"), None),
        (("Shop Status", "Payments", "Login page"), None),
        (("Shop Status", "Tests"), "WHOLE"),
        (("Shop Status", "What is left to do"), "WHOLE"),
        (("Auth", "Shop Status"), None),
    ],
)
@pytest.mark.parametrize("subject", ["Tests", "Code coverage", "Overall progress"])
def test_a_label_means_what_its_heading_means(subject, headings, component):
    assert key(meant(subject, *headings)) == component


def test_a_heading_of_two_parts_decides_nothing():
    components = discover(Policy(), ["packages/auth/x", "services/auth/y"], ())
    assert meant("Tests", "Auth", components=components).component is None


@pytest.mark.parametrize(
    ("subject", "headings", "component", "kinds"),
    [
        ("Unit tests", ("Shop Status",), "WHOLE", "unit"),
        ("Unit tests", (), None, "unit"),
        ("Integration Tests", ("Payments",), "payments", "integration"),
        ("Payments unit tests", (), "payments", "unit"),
        ("E2E", ("Testing",), "WHOLE", "e2e"),
        ("Load balancing", (), None, ""),
        ("Login unit tests", (), None, ""),
    ],
)
def test_a_kind_of_test_limits_what_a_subject_means(subject, headings, component, kinds):
    found = meant(subject, *headings)
    assert (key(found), " ".join(sorted(found.kinds))) == (component, kinds)


def test_a_part_called_platform_leaves_the_platform_open():
    components = discover(Policy(), ["packages/platform/x"], ())
    found = meant("The platform", components=components)
    assert (found.component, found.candidates) == (None, (WHOLE, components[0]))
    assert key(meant("Platform", components=components)) == "platform"
    configured = discover(Policy(components=(ComponentRule("platform", ("The platform",)),)), (), ())
    assert key(meant("The platform", components=configured)) == "platform"
    twice = discover(Policy(), ["packages/platform/x", "libs/platform/x"], ())
    assert meant("platform", components=twice).candidates == twice
    overall = discover(Policy(), ["packages/overall/x", "libs/overall/x"], ())
    assert meant("overall", components=overall).candidates == (WHOLE, *overall)


@pytest.mark.parametrize(
    ("title", "means"),
    [
        ("Shop", "WHOLE"),
        ("ORION Platform", "WHOLE"),
        ("Project Status", "WHOLE"),
        ("Audit fixes applied", None),
    ],
)
def test_a_title_means_everything_only_by_its_words(title, means):
    place = place_of("STATUS.md", title, COMPONENTS, REPOSITORY)
    assert key(meant(title, place=place)) == means


@pytest.mark.parametrize(
    ("path", "component"),
    [
        *(
            ("STATUS.md", "WHOLE"),
            ("docs/PROJECT_STATUS.md", "WHOLE"),
            ("WHATS_MISSING.md", "WHOLE"),
            ("TODO", "WHOLE"),
        ),
        *(("README.md", "WHOLE"), ("docs/COVERAGE_REPORT.md", "WHOLE"), ("shop-roadmap.md", "WHOLE")),
        *(("packages/payments/STATUS.md", "payments"), ("gate/docs/TODO.md", "gw")),
        *(
            ("docs/PAYMENTS_STATUS.md", "payments"),
            ("docs/LOGIN_STATUS.md", None),
            ("deep/folder/STATUS.md", None),
        ),
    ],
)
def test_a_document_speaks_of(path, component):
    assert key(place_of(path, None, COMPONENTS, REPOSITORY).scope) == component


def test_the_deepest_folder_counts():
    nested = (Component("a", ("a",), ("a/**",)), Component("ab", ("ab",), ("a/b/**",)))
    assert key(place_of("a/b/STATUS.md", None, nested, REPOSITORY).scope) == "ab"


def test_overall_means_what_its_document_speaks_of():
    folder = place_of("packages/payments/STATUS.md", None, COMPONENTS, REPOSITORY)
    assert key(meant("Overall", place=folder)) == "payments"
    login = place_of("docs/LOGIN_STATUS.md", "Login Status", COMPONENTS, REPOSITORY)
    assert meant("Overall", place=login).component is None
    assert meant("Login Status", place=login).component is None


@given(st.text(max_size=80), st.lists(st.text(max_size=20), max_size=3))
def test_any_words_end_in_a_match(subject, headings):
    found = match(subject, headings, COMPONENTS, Place("STATUS.md"), REPOSITORY)
    assert found.component is None or found.matched_by
    assert bound(subject, COMPONENTS, REPOSITORY).component in (None, WHOLE, *COMPONENTS)
