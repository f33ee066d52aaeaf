"""
The migrated SQLite database of the tests, kept from one run to the next while no migration changes.

Going through all the migrations takes longer than most of what one runs at a desk. CI starts without a kept one, so
there every migration runs.
"""

import hashlib
import os
import sqlite3
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.architecture.layers import ROOT


def _kept() -> Path:
    """Named after every file that has a say in what the migrations make."""
    written = hashlib.sha256()
    ours = sorted(ROOT.glob("*/migrations/*.py"))
    for path in (*ours, *sorted(ROOT.glob("core/**/*.py")), ROOT / "requirements.lock"):
        written.update(path.read_bytes())
    written.update(sqlite3.sqlite_version.encode())
    return ROOT / "var" / "tests" / f"{written.hexdigest()[:16]}.sqlite3"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    if connection.vendor == "sqlite" and _kept().exists():
        settings.DATABASES["default"]["TEST"]["MIGRATE"] = False  # bare tables, which what was kept then replaces


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> None:
    if connection.vendor != "sqlite":
        return
    kept = _kept()
    with django_db_blocker.unblock():
        connection.ensure_connection()
        if kept.exists():
            with sqlite3.connect(kept) as source:
                source.backup(connection.connection)
            return
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(f".{os.getpid()}.part")
        with sqlite3.connect(part) as target:
            connection.connection.backup(target)
        for older in kept.parent.glob("*.sqlite3"):
            older.unlink(missing_ok=True)
        part.replace(kept)
