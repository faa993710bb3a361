"""Path: a file or folder of the repository that the document says is there, or is not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from parsers.claims import make
from parsers.model import Claim, PathReference
from parsers.subjects import is_attribute, name_span
from parsers.vocabulary import tokens
from parsers.vocabulary.concepts import C

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.statements import Reading, Statement

_EXTENSIONS = (
    "py|pyi|ts|tsx|js|jsx|mjs|cjs|vue|svelte|go|rs|java|kt|kts|scala|c|h|cc|cpp|hpp|cxx|cs|fs|vb|rb|php|swift|m|mm|dart|ex|exs|erl"
    "|hs|lhs|ml|mli|clj|lua|pl|pm|r|jl|nim|zig|sol|f90|pas|rkt|scm|el|vim|gd|tscn|md|mdx|rst|txt|adoc|org|tex|pdf|html|htm|css|scss"
    "|sass|less|json|jsonc|json5|jsonl|yaml|yml|toml|ini|cfg|conf|xml|csv|tsv|sql|prisma|graphql|gql|proto|tf|tfvars|sh|bash|zsh"
    "|fish|ps1|psm1|psd1|bat|cmd|gradle|lock|ipynb|svg|png|jpg|jpeg|gif|webp|ico|wasm|asm|s|cbl|cob|cpy|trx|typus|feature|nix"
    "|cmake|mk|dockerfile|backend|frontend|plist|storyboard|xib|sln|csproj|service|hwp|log|snap|golden|tmpl|j2|hbs|ejs|po|pot|arb"
    "|strings|xlsx|docx|pptx|db|sqlite|robot|env\\.example|properties|gitignore|dockerignore|editorconfig|eslintrc|prettierrc|MD|TXT|JSON|YML|PDF"
)
_PART = r"[\w@~.+*-]+"
_FILE = rf"(?:(?:{_PART}|\{{[\w,-]+\}})/){{0,20}}[\w@.+*-]{{0,100}}[\w*]\.(?:{_EXTENSIONS})"
_WELL_KNOWN = rf"(?:{_PART}/){{0,20}}(?:\.gitignore|\.dockerignore|\.editorconfig|\.gitattributes|Dockerfile(?:\.\w+)?|Makefile|LICENSE|Procfile|Jenkinsfile|Vagrantfile|Gemfile|Rakefile|CODEOWNERS|Justfile)"  # noqa: E501
_FOLDER = r"(?:\.?[\w@+*-][\w@.+*-]*/){1,20}(?:[\w@+*.-]+)?"
_BARE = re.compile(
    rf"(?<![\w/.@$#~=\\<{{*-])(?:\./)?(?P<path>{_FILE}|{_WELL_KNOWN})(?![\w/=(\\*-]|\.\w)"
    r"|(?<![^\s(,:*])(?P<folder>(?:\.?[\w-]{2,}/)+)(?![^\s),;:.*])",
)
_CODE = re.compile(rf"(?:\./)?({_FILE}|{_WELL_KNOWN}|{_FOLDER})(?:[:#][\w.,:()-]+)?/?")
_MAYBE = re.compile(r"\w/|/\w|\.\w|[Dd]ockerfile|Makefile|LICENSE|Procfile|Jenkinsfile|Gemfile|Rakefile")
_NOT_PATHS = re.compile(
    r"^(?:https?:|www\.|/|~|[A-Z]:|\.env\b)|\s|^\d+(?:\.\d+)*/?\d*$|YYYY|XX|<|\$|^(?:application|text|image|audio|video|multipart)/[\w+.-]+$"
)
_HOSTS = re.compile(r"^[\w-]+\.(?:com|org|io|dev|net|ai|app|co)(?:/|$)")
_MEMBERS = re.compile(
    r"(?:console|math|logger|response|res|req|request|body|np|json|os|sys|string|array|object|this|self|process|module|window|document|event|node|np|torch|api|page|data|result|client|db|app|router|config)"
    r"\.(?:log|json|html|test|feature|service|lock|map|c|h|m|s|r|env|db|text|org|pm|go|cs|js)"
)
_PRODUCTS = re.compile(
    r"(?:node|next|vue|react|express|three|d3|nuxt|chart|discord|ember|backbone|angular|p5|alpine|nest|require|moment|babylon|matter|pixi|video|solid|preact|phaser|tensorflow|transformers|fuse|electron|socket|asp|ml|deck|plotly|mermaid|leaflet|handlebars|underscore|knex|hono|bun|deno)\.(?:js|io|net|gl)|asp\.net",
    re.IGNORECASE,
)
_MENTIONED = re.compile(
    r"\b(?:tests?|docs?|support|coverage|entry|case|field|section|types?)\s+(?:for|to|of|in|with|from)\s`?$",
    re.IGNORECASE,
)
_ROOTS = frozenset(
    [
        "src",
        "lib",
        "libs",
        "app",
        "apps",
        "packages",
        "package",
        "tests",
        "test",
        "spec",
        "specs",
        "docs",
        "doc",
        "scripts",
        "script",
        "config",
        "configs",
        "services",
        "service",
        "internal",
        "cmd",
        "pkg",
        "crates",
        "crate",
        "examples",
        "example",
        ".github",
        ".claude",
        ".vscode",
        ".circleci",
        "k8s",
        "helm",
        "infra",
        "infrastructure",
        "deploy",
        "deployment",
        "deployments",
        "tools",
        "tool",
        "bin",
        "assets",
        "public",
        "static",
        "migrations",
        "prisma",
        "api",
        "web",
        "client",
        "server",
        "frontend",
        "backend",
        "core",
        "modules",
        "module",
        "plugins",
        "components",
        "utils",
        "include",
        "includes",
        "source",
        "sources",
        "benches",
        "benchmarks",
        "bench",
        "fixtures",
        "data",
        "resources",
        "templates",
        "locales",
        "i18n",
        "audit",
        "feasibility",
        "desktop",
        "mobile",
        "android",
        "ios",
        "node",
        "contracts",
        "terraform",
        "ansible",
        "docker",
        "build",
        "dist",
        "ci",
        ".ci",
        "hack",
        "third_party",
        "vendor",
        "website",
    ]
)


def recognise(statement: Statement, reading: Reading) -> Iterator[Claim]:
    """Each path the statement names, once a line."""
    text = statement.text
    if not statement.plain.links and not (
        ("." in text or "/" in text or "file" in text or "LICENSE" in text) and _MAYBE.search(text)
    ):
        return
    if statement.block.tree and reading.state(statement) is None and "files" not in statement.roles:
        return
    if statement.block.role in {"lead", "text"} and text.strip().endswith("/") and " " not in text.strip():
        return
    seen: set[tuple[int, str]] = set()
    for start, path in sorted(_paths(statement, reading)):
        line, _ = statement.plain.place(start)
        key = (line, path.strip("./").lower())
        if key not in seen:
            seen.add(key)
            value = PathReference(path, _expectation(statement, reading, start))
            yield make(
                statement, value, at=start, subject=_subject(statement, start, path, first=len(seen) == 1)
            )


def roots(reading: Reading) -> frozenset[str]:
    """First folders of the repository: the usual ones and those of the files the document names."""
    found = set(_ROOTS)
    for block in reading.blocks:
        for plain in block.cells or (block.plain,):
            for start, end in plain.code:
                code = _CODE.fullmatch(plain.text[start:end])
                if code and "/" in code[1] and re.fullmatch(_FILE, code[1]):
                    found.add(code[1].lstrip("./").split("/")[0].lower())
    return frozenset(found)


def _paths(statement: Statement, reading: Reading) -> Iterator[tuple[int, str]]:
    plain, text = statement.plain, statement.text
    for start, end in plain.code:
        found = _CODE.fullmatch(text[start:end].strip())
        if found and _is_path(found[1]) and _belongs(found[1], reading):
            yield start, found[1]
    for start, end, target in plain.links:
        clean = target.split("#")[0].split("?")[0]
        label = text[start:end].strip("`")
        if (
            clean
            and not re.match(r"[a-z]+:|/|#", target)
            and (_CODE.fullmatch(clean) or _CODE.fullmatch(label))
        ):
            yield (
                start,
                label if "/" in label and _CODE.fullmatch(label) else re.sub(r"^(?:\.{1,2}/)+", "", clean),
            )
    covered = [*plain.code, *((s, e) for s, e, _ in plain.links)]
    for found in _BARE.finditer(text):
        path = found["path"] or found["folder"]
        known = (
            found["path"]
            or path.split("/")[0].lower() in reading.roots
            or (statement.cell and path == text.strip())
        )
        if known and _is_path(path) and not any(s <= found.start() < e for s, e in covered):
            yield found.start("path" if found["path"] else "folder"), path


def _is_path(path: str) -> bool:
    return not (
        _NOT_PATHS.search(path)
        or _HOSTS.match(path)
        or _PRODUCTS.fullmatch(path)
        or _MEMBERS.fullmatch(path)
        or path.strip("./*") in {"", "env"}
        or (path.endswith(".pdf") and "/" not in path)
        or (path.startswith("@") and path.count("/") == 1)
    )


def _belongs(path: str, reading: Reading) -> bool:
    """Whether code with a slash and no extension is a folder of the repository rather than a pair of names."""  # noqa: E501
    if re.fullmatch(rf"{_FILE}|{_WELL_KNOWN}", path) or path.endswith("/") or "*" in path:
        return True
    return path.lstrip("./").split("/")[0].lower() in reading.roots


def _subject(statement: Statement, start: int, path: str, *, first: bool) -> str:
    """The name beside the path; the path itself where it is the name, or where prose or a link only mentions it."""  # noqa: E501
    if statement.cell or statement.block.role == "heading":
        return statement.name or path
    begin, end, _ = name_span(statement.plain)
    words = len(statement.name.split())
    if begin <= start < end:
        return statement.name if 0 < words <= 4 and start > begin + 1 else path
    if is_attribute(statement.label):
        return statement.owner or path
    linked = not first and any(s <= start < e for s, e, _ in statement.plain.links)
    prose = words > 12 or (statement.block.role == "text" and statement.value >= len(statement.text))
    return path if linked or prose or not statement.name else statement.name


def _expectation(statement: Statement, reading: Reading, start: int) -> Literal["exists", "missing"]:
    """Missing only where the line creates the path or says that it is absent; existing otherwise."""
    clause = re.split(r"\.\s|;\s", statement.text[max(0, start - 120) :])
    bits = 0
    for _, _, concept in tokens(clause[0] if len(statement.text) > 120 else statement.text):
        bits |= concept
    if bits & C.GONE and statement.block.box != "x":
        return "missing"
    todo = reading.state(statement) == "todo"
    before, after = statement.text[:start], statement.text[start:]
    if re.search(r"(?:→|->|=>)\s*`?$", before):
        return "missing" if todo else "exists"
    if _MENTIONED.search(before) or re.match(r"\S+\s*(?:→|->|=>)\s", after):
        return "exists"
    if todo and (bits & C.MAKES or start <= 3 or (statement.section.state == "todo" and not statement.cell)):
        return "missing"
    return "exists"
