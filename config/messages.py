"""Every message that the code asks to translate, found without xgettext: a fresh machine has none."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
OUTSIDE = {"tests", "bench", "static", "locale", "docs", "var", "node_modules", "staticfiles"}
# Function name → which arguments are context, message and plural.
SHAPES = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
# What Django's templatize() leaves of a template: calls with literals, in a soup of X.
CALL = re.compile(r"""\b(n?p?gettext|_)\(((?:u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")(?:,\s*)?)+)(?:count)?\)""", re.S)


class Message(NamedTuple):
    context: str | None
    text: str
    plural: str | None


def found() -> dict[Message, list[str]]:
    """Message → the files that use it."""
    places: dict[Message, list[str]] = defaultdict(list)
    for file in sorted(_files()):
        read = in_python if file.suffix == ".py" else in_template
        for message in read(file.read_text()):
            places[message].append(str(file.relative_to(ROOT)))
    return dict(places)


def _files() -> Iterator[Path]:
    for folder in ROOT.iterdir():
        if folder.is_dir() and folder.name not in OUTSIDE and not folder.name.startswith("."):
            yield from (file for file in folder.rglob("*") if file.suffix in (".py", ".html", ".txt") and _counts(file))


def _counts(file: Path) -> bool:
    """A text file is a template only under templates/."""
    parts = file.relative_to(ROOT).parts
    return "migrations" not in parts and (file.suffix == ".py" or "templates" in parts)


def in_python(source: str) -> Iterable[Message]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            literals = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args]
            yield from _message(re.sub("_(lazy|noop)$", "", name), literals)


def in_template(source: str) -> Iterable[Message]:
    for call in CALL.finditer(templatize(source)):
        yield from _message(call[1], list(ast.literal_eval(f"({call[2].rstrip(', ')},)")))


def _message(name: str, literals: list[object]) -> Iterator[Message]:
    if name in SHAPES:
        values = [literals[i] if i is not None and i < len(literals) else None for i in SHAPES[name]]
        context, text, plural = (value if isinstance(value, str) else None for value in values)
        if text:
            yield Message(context, text, plural)
