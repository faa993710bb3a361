"""xUnit.net v2 results: https://xunit.net/docs/format-xml-v2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.reports.items import Broken, Stated, TestItem
from parsers.reports.model import Case, Outcome, Problem, Totals
from parsers.reports.numbers import count, seconds
from parsers.reports.xml_source import Attributes, XmlReader

if TYPE_CHECKING:
    from parsers.reports.limits import Limits

_OUTCOMES: dict[str, Outcome] = {"Pass": "passed", "Fail": "failed", "Skip": "skipped", "NotRun": "skipped"}


class XUnit2(XmlReader[TestItem]):
    """Cases as they start, by assembly and collection; the assemblies' totals added up."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.starts = {"assembly": self._assembly, "collection": self._collection, "test": self._test}
        self._suite = ""

    def _assembly(self, attributes: Attributes) -> None:
        number = {
            name: count(attributes.get(name, "0"), f"the number of {name}")
            for name in ("passed", "failed", "skipped", "not-run", "errors")
        }
        self._suite = attributes.get("name", "").replace("\\", "/").rsplit("/", 1)[-1]
        self.ready.append(
            Stated(Totals(number["passed"], number["failed"], 0, number["skipped"] + number["not-run"]))
        )
        if number["errors"]:
            text = f"{number['errors']} errors outside the tests of {self._suite[:200]!r}"
            self.ready.append(Broken(Problem(text, self.expat.CurrentLineNumber)))

    def _collection(self, attributes: Attributes) -> None:
        self._suite = attributes.get("name", "")[: self.limits.name]

    def _test(self, attributes: Attributes) -> None:
        most = self.limits.name
        self.ready.append(
            Case(
                attributes.get("name", "")[:most],
                _OUTCOMES.get(attributes.get("result", ""), "error"),
                self._suite,
                attributes.get("type", "")[:most],
                seconds=seconds(attributes.get("time")),
            )
        )
