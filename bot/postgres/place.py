"""Where the embedded server keeps its data."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

if TYPE_CHECKING:
    from collections.abc import Mapping


def default_data_dir(environ: Mapping[str, str]) -> Path:
    """STATUSPROOF_DATA_DIR if set; /var/lib/statusproof for root; else the platform's data directory."""
    told = environ.get("STATUSPROOF_DATA_DIR", "")
    if told:
        return Path(told).expanduser().absolute()
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return Path("/var/lib/statusproof")
    return platformdirs.user_data_path("statusproof", appauthor=False)
