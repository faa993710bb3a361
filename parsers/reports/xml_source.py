"""XML reports as expat reads them: element by element, bounded, no entity or reference ever followed.

A bare document type naming an external DTD is passed over unread, because JaCoCo and Cobertura write one
(https://www.jacoco.org/jacoco/trunk/coverage/report.dtd); one with declarations of its own is refused.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from xml.parsers import expat

from parsers.reports.model import Problem, Refused
from parsers.reports.numbers import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from parsers.reports.limits import Limits

Item = TypeVar("Item")
Attributes = dict[str, str]
_ENCODINGS = re.compile(
    r"utf-?8|utf-?16(?:le|be)?|(?:us-)?ascii|latin-?1|iso-?8859-(?:[1-9]|1[0-6])|(?:windows-|cp)125[0-8]|koi8-[ru]",
    re.IGNORECASE,
)


class XmlReader(Generic[Item]):
    """One format's reader: what to do where an element starts or ends; what it has read stands in `ready`."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.ready: list[Item | Problem] = []
        self.starts: dict[str, Callable[[Attributes], None]] = {}
        self.ends: dict[str, Callable[[], None]] = {}
        self.expat: Any = None
        self._heard: list[str] | None = None

    def finish(self) -> None:
        """Called after a sound end, to give out what only then is known."""

    def note(self, message: str) -> None:
        """A problem here that does not keep the rest from being read."""
        self.ready.append(_placed(Problem(message), self.expat))

    def listen(self) -> None:
        """Keep the text that follows, until `heard`."""
        self._heard = []
        self.expat.CharacterDataHandler = self._heard.append

    def heard(self) -> str:
        """The text since `listen`, stripped and cut."""
        self.expat.CharacterDataHandler = None
        return "".join(self._heard or ()).strip()[: self.limits.name]


def walk(reader: XmlReader[Item], blocks: Iterable[bytes], limits: Limits) -> Iterator[Item | Problem]:
    """What the reader makes of the elements, a block at a time; Refused with its place at a fault."""
    parser = _parser(reader, limits)
    given = 0
    try:
        for block in blocks:
            parser.Parse(block, False)
            given += len(block)
            yield from _taken(reader)
            if given - max(parser.CurrentByteIndex, 0) > limits.text:
                raise Refused(f"a tag or comment is longer than {limits.text:,} bytes")  # noqa: TRY301 - placed below
        parser.Parse(b"", True)
        reader.finish()
    except expat.ExpatError as error:
        yield from _taken(reader)
        raise Refused(
            _worded(error, ended=given and parser.ErrorByteIndex >= given),
            line=error.lineno,
            column=error.offset + 1,
            byte=parser.ErrorByteIndex,
        ) from None
    except Refused as refused:
        yield from _taken(reader)
        raise _refused(refused, parser) from None
    yield from _taken(reader)


def _parser(reader: XmlReader[Item], limits: Limits) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = _handlers(reader, limits)
    parser.XmlDeclHandler = _declaration
    parser.StartDoctypeDeclHandler = _doctype
    parser.EntityDeclHandler = _entity
    parser.SkippedEntityHandler = _skipped
    parser.ExternalEntityRefHandler = _external
    reader.expat = parser
    return parser


def _handlers(
    reader: XmlReader[Item], limits: Limits
) -> tuple[Callable[[str, Attributes], None], Callable[[str], None]]:
    """Closures over plain numbers: they run for every element, so nothing is looked up that need not be."""
    depth = 0
    deepest, widest = limits.depth, limits.attributes
    starts, ends = reader.starts.get, reader.ends.get

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > deepest:
            raise Refused(f"elements stand more than {deepest} deep")
        if len(attributes) > widest:
            raise Refused(f"an element has more than {widest} attributes")
        opened = starts(tag)
        if opened is not None:
            try:
                opened(attributes)
            except Refused as refused:
                raise _refused(refused, reader.expat) from None

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        closed = ends(tag)
        if closed is not None:
            closed()

    return start, end


def _declaration(_version: str, encoding: str | None, _standalone: int) -> None:
    """Only well-known encodings: Python would go looking for a codec by any name that a file gives."""
    if encoding and not _ENCODINGS.fullmatch(encoding):
        raise Refused(f"its encoding {shown(encoding)} is not read here")


def _doctype(_name: str, _system: str | None, _public: str | None, has_internal_subset: int) -> None:
    if has_internal_subset:
        raise Refused("it declares a document type of its own, which a report has no use for")


def _entity(*_declaration: object) -> None:
    raise Refused("it declares an entity, which a report has no use for")


def _skipped(*_reference: object) -> None:
    raise Refused("it refers to an entity that is not one of XML's own")


def _external(*_reference: object) -> int:
    raise Refused("it refers to something outside the file")


def _taken(reader: XmlReader[Item]) -> list[Item | Problem]:
    taken = reader.ready[:]
    reader.ready.clear()
    return taken


def _worded(error: expat.ExpatError, *, ended: object) -> str:
    reason = expat.ErrorString(error.code) or "unknown"
    return f"the file ends too early ({reason})" if ended else f"not well-formed XML: {reason}"


def _placed(problem: Problem, parser: Any) -> Problem:
    return replace(
        problem,
        line=parser.CurrentLineNumber,
        column=parser.CurrentColumnNumber + 1,
        byte=max(parser.CurrentByteIndex, 0),
    )


def _refused(refused: Refused, parser: Any) -> Refused:
    if refused.problem.line or refused.problem.byte is not None:
        return refused
    placed = Refused(refused.problem.message)
    placed.problem = _placed(refused.problem, parser)
    return placed
