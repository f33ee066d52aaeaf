"""The stack of apps as import-linter holds it: one source, read from pyproject.toml."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def levels() -> dict[str, int]:
    """App → height; core is 0. Apps side by side share a height."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["id"] == "apps")
    return {app.strip(): height for height, line in enumerate(reversed(layers)) for app in line.split("|")}


LEVELS = levels()
