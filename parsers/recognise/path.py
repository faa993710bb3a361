"""Path: a file or folder of the repository that the document says is there, or is not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.claims import make
from parsers.model import Claim, PathReference
from parsers.statements import Reading, Statement
from parsers.vocabulary import tokens
from parsers.vocabulary.concepts import Concept as C

_EXTENSIONS = (
    "py|pyi|ts|tsx|js|jsx|mjs|cjs|vue|svelte|go|rs|java|kt|kts|scala|c|h|cc|cpp|hpp|cxx|cs|fs|vb|rb|php|swift|m|mm|dart|ex|exs|erl|hs|lhs|ml|mli|clj|lua|pl|pm|r|jl|nim|zig|sol|"
    "md|mdx|rst|txt|adoc|org|tex|pdf|html|htm|css|scss|sass|less|json|jsonc|json5|yaml|yml|toml|ini|cfg|conf|xml|csv|tsv|sql|prisma|graphql|gql|proto|tf|tfvars|sh|bash|zsh|fish|ps1|psm1|psd1|bat|cmd|"
    "gradle|lock|env\\.example|ipynb|svg|png|jpg|jpeg|gif|webp|ico|wasm|asm|s|cbl|cob|cpy|trx|typus|feature|spec|nix|cmake|mk|dockerfile|backend|frontend|plist|storyboard|xib|sln|csproj|service|hwp|log|snap|golden|tmpl|j2|hbs|ejs"
)
_FILE = rf"(?:[\w@~.+*\[\]{{}}-]+/)*[\w@.+*\[\]{{}}-]*[\w*\]}}]\.(?:{_EXTENSIONS})"
_WELL_KNOWN = r"(?:[\w.-]+/)*(?:Dockerfile(?:\.\w+)?|Makefile|LICENSE|Procfile|Jenkinsfile|Vagrantfile|Gemfile|Rakefile|CODEOWNERS|Justfile|Cargo\.lock|BUILD|WORKSPACE)"
_FOLDER = r"(?:\.?[\w@+*-][\w@.+*-]*/)+(?:[\w@+*.-]+)?"
_BARE = re.compile(
    rf"(?<![\w/.:@$#~=\\<{{-])(?:\./)?({_FILE}|{_WELL_KNOWN})(?![\w/=(\\-]|\.\w)(?::[A-Za-z_0-9,.-]+)?"
)
_CODE = re.compile(rf"(?:\./)?({_FILE}|{_WELL_KNOWN}|{_FOLDER})(?:[:#][\w.,:()-]+)?/?")
_MAYBE = re.compile(r"[./]|[Dd]ockerfile|Makefile|LICENSE|Procfile|Jenkinsfile")
_NOT_PATHS = re.compile(
    r"^(?:https?:|www\.|/|~|[A-Z]:)|\s|^\d+(?:\.\d+)*/?\d*$|YYYY|XX|<|\$|^(?:application|text|image|audio|video|multipart)/[\w+.-]+$|^(?:and|either|true|yes|on|read|input|client|tcp|km|n|w)/\w+$",
    re.IGNORECASE,
)
_HOSTS = re.compile(r"^[\w-]+\.(?:com|org|io|dev|net|ai|app|co)(?:/|$)")
_PRODUCTS = {
    "node.js",
    "next.js",
    "vue.js",
    "react.js",
    "express.js",
    "three.js",
    "d3.js",
    "nuxt.js",
    "chart.js",
    "socket.io",
    "discord.js",
    "ember.js",
    "backbone.js",
    "angular.js",
    "p5.js",
    "alpine.js",
    "nest.js",
    "asp.net",
    "require.js",
    "moment.js",
    "babylon.js",
    "matter.js",
    "pixi.js",
    "ml.net",
    "deck.gl",
}


def recognise(statement: Statement, reading: Reading) -> Iterator[Claim]:
    """Each path the statement names, once a line."""
    text = statement.text
    if statement.section.history or not (_MAYBE.search(text) or statement.plain.links):
        return
    if statement.block.tree and not _marked(statement, reading):
        return
    seen: set[tuple[int, str]] = set()
    for start, path in sorted(_paths(statement)):
        line, _ = statement.plain.place(start)
        key = (line, path.strip("./").lower())
        if key in seen:
            continue
        seen.add(key)
        yield make(
            statement,
            PathReference(path, _expectation(statement, reading, start)),
            at=start,  # type: ignore[arg-type]
            subject=statement.name or path,
        )


def _paths(statement: Statement) -> Iterator[tuple[int, str]]:
    plain, text = statement.plain, statement.text
    for start, end in plain.code:
        found = _CODE.fullmatch(text[start:end].strip())
        if found and _is_path(found[1]):
            yield start, found[1]
    for start, end, target in plain.links:
        clean = target.split("#")[0].split("?")[0]
        if (
            clean
            and not re.match(r"[a-z]+:|/|#", target)
            and (_CODE.fullmatch(clean) or _CODE.fullmatch(text[start:end]))
        ):
            label = text[start:end].strip("`")
            yield start, label if _CODE.fullmatch(label) and "/" in label else clean.lstrip("./") or clean
    covered = [*plain.code, *((s, e) for s, e, _ in plain.links)]
    for found in _BARE.finditer(text):
        if _is_path(found[1]) and not any(s <= found.start() < e for s, e in covered):
            yield found.start(1), found[1]


def _is_path(path: str) -> bool:
    return not (
        _NOT_PATHS.search(path)
        or _HOSTS.match(path)
        or path.lower() in _PRODUCTS
        or path.strip("./*") in {"", "env"}
    )


def _expectation(statement: Statement, reading: Reading, start: int) -> str:
    """Missing only where the line creates the path or says that it is absent; existing otherwise."""
    bits = 0
    for _, _, concept in tokens(statement.text):
        bits |= concept
    if bits & C.GONE and not statement.block.box == "x":
        return "missing"
    state = reading.state(statement)
    if state in {"todo"} and (
        bits & C.MAKES or start <= 3 or (statement.section.state == "todo" and not statement.cell)
    ):
        return "missing"
    return "exists"


def _marked(statement: Statement, reading: Reading) -> bool:
    return reading.state(statement) is not None
