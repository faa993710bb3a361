"""How found claims are held against labelled ones: the rules of the shared scorer, small enough to run every time."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from parsers import claim_json, read

if TYPE_CHECKING:
    from pathlib import Path

COMPARED = {
    "progress": ("percent",),
    "coverage": ("percent",),
    "tests": ("passing", "total", "failing", "skipped"),
    "count": ("n", "of"),
    "target": ("of", "percent", "n"),
    "state": ("state",),
    "blocker": (),
    "path": ("path",),
    "stamp": ("field", "value"),
}
SMALL_WORDS = frozenset({"the", "a", "an", "of", "and", "status", "progress", "overall"})


class Tally(NamedTuple):
    """Matched, missed and extra claims of each group, and the subjects that agree among those compared."""

    matched: Counter
    missed: Counter
    extra: Counter
    subjects: tuple[int, int]

    def precision(self, group):
        return _share(self.matched[group], self.extra[group])

    def recall(self, group):
        return _share(self.matched[group], self.missed[group])

    def f1(self, group):
        precision, recall = self.precision(group), self.recall(group)
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def subject(self):
        right, compared = self.subjects
        return right / compared if compared else 1.0


def tally(*folders: Path) -> Tally:
    """Read every labelled document of some folders and pool the outcome."""
    matched, missed, extra, right, compared = Counter(), Counter(), Counter(), 0, 0
    for labels in sorted(path for folder in folders for path in folder.glob("*.gold.jsonl")):
        gold = [json.loads(line) for line in labels.read_text("utf-8").splitlines() if line.strip()]
        kinds = set(gold.pop(0)["only"]) if gold and "only" in gold[0] else set(COMPARED)
        pairs, lost, more = pair(gold, [claim for claim in _found(labels) if claim["kind"] in kinds])
        matched.update(_group(label) for label, _ in pairs)
        missed.update(map(_group, lost))
        extra.update(map(_group, more))
        named = [agree(label, claim) for label, claim in pairs if label["kind"] != "stamp"]
        right, compared = right + sum(named), compared + len(named)
    return Tally(matched, missed, extra, (right, compared))


def pair(gold, found):
    """Claims matched one to one, those whose subjects agree first; then the missed and the extra ones."""
    possible = [
        (not agree(label, claim), i, j)
        for i, label in enumerate(gold)
        for j, claim in enumerate(found)
        if _same(label, claim)
    ]
    labels, claims = {}, set()
    for _, i, j in sorted(possible):
        if i not in labels and j not in claims:
            labels[i] = j
            claims.add(j)
    lost = [label for i, label in enumerate(gold) if i not in labels]
    more = [claim for j, claim in enumerate(found) if j not in claims]
    return [(gold[i], found[j]) for i, j in labels.items()], lost, more


def agree(label, claim):
    """Whether two subjects share three fifths of their words, small words aside."""
    ours, theirs = _words(label.get("subject")), _words(claim.get("subject"))
    if not ours or not theirs:
        return not ours
    return len(ours & theirs) >= 0.6 * max(len(ours), len(theirs))


def _found(labels):
    stem = labels.name.removesuffix(".gold.jsonl")
    (document,) = (path for path in labels.parent.glob(f"{stem}.*") if path != labels)
    return [claim_json(claim) for claim in read(document.name, document.read_bytes()).claims]


def _same(label, claim):
    if (label["line"], label["kind"]) != (claim["line"], claim["kind"]):
        return False
    names = COMPARED[label["kind"]]
    if label["kind"] == "tests" and not any(name in label for name in names):
        names = ("percent",)
    return all(_equal(label.get(name), claim.get(name)) for name in names)


def _equal(one, other):
    if one is None or other is None:
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= 0.05
    return _plain(one) == _plain(other)


def _plain(value):
    text = str(value).strip().strip("`./").lower()
    return text[1:] if re.fullmatch(r"v\d.*", text) else text


def _words(text):
    folded = unicodedata.normalize("NFKC", str(text or "")).casefold()
    return set(re.findall(r"\w+", folded)) - SMALL_WORDS


def _group(claim):
    if claim["kind"] in {"progress", "coverage", "tests", "count", "target"}:
        return "numbers"
    return "inherited" if claim["kind"] == "state" and claim.get("inherited") else claim["kind"]


def _share(part, rest):
    return part / (part + rest) if part + rest else 1.0
