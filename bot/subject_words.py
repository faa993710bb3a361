"""The words of subjects, folders and checks: which name something, and which could stand beside any name."""

from __future__ import annotations

from functools import lru_cache

from bot.document_names import speaks_of_status, words_of


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ARTICLES = _set("the a an our this of for and in")

_KINDS_OF_PART = _set(
    """
    service microservice module package component library lib app application server system subsystem
    engine layer api crate plugin project dienst modul servicio servico сервис
    """
)
_SHAPE = _ARTICLES | _KINDS_OF_PART
"""Words for a kind of part: they tell parts apart only where nothing else does."""

_LABELS = _set(
    """
    test testing coverage code statu progress completion state current currently result pass rate number
    count suite passing line statement branch function implementation percent badge ci build check
    summary overview metric report complete done todo readme development
    """
)
"""Words for what is said of a part, not for the part (plural s cut off)."""

_STATE_LABELS = _set(
    "statu progress completion state current currently implementation complete done percent development"
)
"""Labels for how far something is."""

_EVERYTHING = _set("overall total all whole everything entire global combined insgesamt gesamt ensemble")
"""Words that make a statement one about everything."""

_MAYBE_EVERYTHING = _set("platform project system codebase monorepo")
"""Words for everything when an article or a label stands beside them; alone they may name a part."""

_WHOLE = _EVERYTHING | _MAYBE_EVERYTHING

_RUN = _set(
    """
    ubuntu linux window macos mac darwin debian alpine latest x64 x86 arm64 amd64 python py node nodejs
    js java jdk go golang rust ruby php dotnet net stable nightly beta release debug chrome firefox
    webkit pytest jest vitest mocha junit tox nox maven gradle cargo npm yarn pnpm make codecov coverall
    github action workflow pipeline job main master push pull request pr default run runner matrix shard
    os version msrv lts cov and on with the verify publish project all full overall total travis
    circleci circle jenkin azure appveyor buildkite drone gitlab semaphore
    """
)
"""Words of a check's name that tell how it ran, not what it tested."""

KINDS_OF_TEST = _set(
    """
    unit integration e2e smoke functional acceptance regression performance load contract snapshot
    browser ui fuzz property stress security benchmark saga
    """
)
"""A kind of test is a part of all tests: its figures are never those of the whole."""

_FILLERS = _set(
    """
    what left piece work action task immediate plan update final item list production is s to do missing
    remaining roadmap blocker doc note open issue known gap
    """
)
"""Words of a status document's own name."""

_PHRASES = {
    "end to end": "e2e",
    "continuous integration": "ci",
    "unit test results": "test results",  # the old default name of a publisher of all kinds of tests
}


@lru_cache(maxsize=20_000)
def words(name: str) -> tuple[str, ...]:
    """The words of a name, lower case, without accents and plural `s`, some phrases as one word."""
    plain = f" {' '.join(words_of(name))} "
    for phrase, word in _PHRASES.items():
        plain = plain.replace(f" {phrase} ", f" {word} ")
    return tuple(_singular(word) for word in plain.split())


@lru_cache(maxsize=20_000)
def core(name: str) -> frozenset[str]:
    """The words of a name that tell what it is, without kinds of part and labels."""
    return frozenset(words(name)) - _SHAPE - _LABELS


def generic(word: str) -> bool:
    """Whether a word says only what kind of part is meant."""
    return word in _SHAPE or word in _LABELS


def kinds_of_test(name: str) -> frozenset[str]:
    """The kinds of test a subject is limited to, where it speaks of tests at all."""
    found = frozenset(words(name))
    about_tests = "test" in found or found <= KINDS_OF_TEST | _LABELS | _SHAPE
    return found & KINDS_OF_TEST if about_tests else frozenset()


def of_the_whole(name: str) -> bool:
    """Whether a name means everything: by a word for it beside nothing but labels and articles."""
    found = frozenset(words(name))
    if not found <= _WHOLE | _LABELS | _ARTICLES:
        return False
    return bool(found & _EVERYTHING or (found & _MAYBE_EVERYTHING and found & (_LABELS | _ARTICLES)))


def speaks_of_everything(title: str, repository: frozenset[str]) -> bool:
    """Whether a title means everything: by a word for it, or by naming nothing but the repository."""
    found = frozenset(words(title))
    return bool(found & (_EVERYTHING | {"platform", "project"})) or document_core(title) <= repository


def says_nothing(name: str) -> bool:
    """Whether a name holds only labels and numbers (`Tests`, `Code coverage`, `Status`)."""
    return all(word in _LABELS or word.isdigit() for word in words(name))


def said_of(name: str) -> str:
    """What a subject of labels alone is about: `tests`, `checks`, `other`, or nothing special (empty)."""
    labels = frozenset(words(name)) - _WHOLE
    if not labels <= _LABELS | _SHAPE | KINDS_OF_TEST:
        return ""
    if labels & {"test", "testing", "suite", "passing"} or labels & KINDS_OF_TEST:
        return "tests"
    if labels & {"ci", "check"}:
        return "checks"
    return "" if labels <= _STATE_LABELS | _SHAPE else "other"


def document_core(name: str) -> frozenset[str]:
    """What a document's file name or a heading speaks of besides status, progress and everything."""
    left = core(name) - _WHOLE - _FILLERS
    return frozenset(word for word in left if not speaks_of_status(word) and not word.isdigit())


def run_words(name: str, repository: frozenset[str]) -> frozenset[str]:
    """What a part of a check's name says besides how it ran; `repository` are the repository's own words."""
    found = frozenset(words(name)) - _RUN - _LABELS - repository
    return frozenset(word for word in found if not word[0].isdigit() and len(word) > 1)


def of_one_shape(one: str, other: str) -> bool:
    """Whether two names could be of one kind of part: a `User App` is no `user-service`."""
    shapes = frozenset(words(one)) & _KINDS_OF_PART, frozenset(words(other)) & _KINDS_OF_PART
    return not all(shapes) or not shapes[0].isdisjoint(shapes[1])


def without_shape(found: frozenset[str]) -> frozenset[str]:
    """Of some words those that are not for a kind of part."""
    return found - _SHAPE


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
