"""One key for every way of writing a name: traditional or simplified, full or half width, upper or lower case."""

import re
import unicodedata
from functools import cache
from pathlib import Path

_VARIANTS = Path(__file__).with_name("han_variants.txt")
_HAN = r"\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
_RUNS = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")


class _Letters(dict):
    """Filled as characters are met. Each is folded on its own, so a name folds alike in a query and in a row."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _letter(chr(code))
        return folded


def _letter(char: str) -> str:
    plain = unicodedata.normalize("NFKC", char).casefold()
    kept = []
    for one in plain:
        if unicodedata.category(one) in ("Cf", "Mn"):  # zero width, variation selectors, marks left alone
            continue
        base = unicodedata.normalize("NFD", one)[0]
        kept.append(base if "LATIN" in unicodedata.name(one, "") else _han().get(one, one))
    return "".join(kept)


@cache
def _han() -> dict[str, str]:
    lines = _VARIANTS.read_text("utf-8").splitlines()
    return {variant: line[0] for line in lines if not line.startswith("#") for variant in line[1:]}


_letters = _Letters()


def fold(text: str) -> str:
    """The key: compare keys, show the text. Folding a key again changes nothing."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_letters).split())


def parts(key: str) -> list[str]:
    """
    What an index holds of a key: whole words of Latin, and of Han pairs with the tail, so that every part of a name is
    the beginning of something: 王小明 → 王小 小明 明.
    """
    found: dict[str, None] = {}
    for run in _RUNS.findall(key):
        if _is_han(run):
            found.update(dict.fromkeys(run[at : at + 2] for at in range(len(run))))
        else:
            found[run] = None
    return list(found)


def _is_han(run: str) -> bool:
    return run[0] >= "\u2e80"
