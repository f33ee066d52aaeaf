"""Modules are small, say what they are for, and are named after one thing."""

import re

from tests.architecture.layers import LEVELS, ROOT

FOLDERS = (*LEVELS, "tests", "bench")
LONGEST = 250
# Tables are read by row, so their length is not that of a thought; the story is told in one piece.
TABLES = {"tests/permissions/matrix.py", "tests/permissions/urls.py", "tests/flows/test_story_browser.py"}
VAGUE = re.compile(r"(^|[/_])(utils?|helpers?|services?|managers?|base|misc|common)\.py$")


def modules() -> dict[str, str]:
    found = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts)
    return {path.relative_to(ROOT).as_posix(): path.read_text() for path in found}


def test_no_module_is_above_250_lines():
    assert [name for name, text in modules().items() if text.count("\n") > LONGEST and name not in TABLES] == []


def test_every_module_begins_with_what_it_is_for():
    assert [name for name, text in modules().items() if text.strip() and not text.startswith(('"""', "#!"))] == []


def test_no_module_has_a_name_for_anything():
    # Django looks for a store's `base`; settings have theirs by the layout.
    given = {"config/settings/base.py", "core/sqlite3/base.py"}
    assert [name for name in modules() if VAGUE.search(name) and name not in given] == []
