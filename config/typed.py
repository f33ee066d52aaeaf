"""Strict types where mistakes are dearest: core, and every rule, query and action. What `make check` runs."""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("rules", "queries", "actions")
# Strict, but for what Celery, kombu and Django's managers themselves leave untyped.
FLAGS = (
    "--strict",
    "--allow-untyped-calls",
    "--allow-untyped-decorators",
    "--allow-subclassing-any",
    "--allow-any-generics",
    "--no-warn-return-any",
)


def strict_paths() -> list[str]:
    layout = tomllib.loads((ROOT / "pyproject.toml").read_text())
    apps = [app for app in layout["tool"]["importlinter"]["root_packages"] if app not in ("config", "core")]
    parts = [ROOT / app / name for app in apps for part in PARTS for name in (part, f"{part}.py")]
    return ["core", *(str(part.relative_to(ROOT)) for part in parts if part.exists())]


if __name__ == "__main__":
    sys.exit(subprocess.run([sys.executable, "-m", "mypy", *FLAGS, *strict_paths()], cwd=ROOT).returncode)  # noqa: S603
