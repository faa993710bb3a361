"""Print what one document claims, as JSON: `python -m parsers FILE`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from parsers import document_json, read


def main(arguments: list[str]) -> int:
    """Read the one file named; 0 when it could be read, 2 when called wrongly."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m parsers FILE\n")
        return 2
    path = Path(arguments[0])
    sys.stdout.write(json.dumps(document_json(read(path.name, path.read_bytes())), ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
