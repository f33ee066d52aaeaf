"""Finding people by any part of their name, in any spelling."""

from typing import Any

from django.db.models import BooleanField, F, Func, Q, Value
from django.db.models.functions import Concat

from core.folding import fold, parts

HAN = "\u2e80"


def name_is_like(typed: str) -> Q:
    """
    Han text matches anywhere in a name, Latin from the beginning of a word; several words all have to match.

    SQLite compares the keys one by one. PostgreSQL asks its index for the parts first.
    """
    wanted = Q()
    for word in fold(typed).split():
        held = parts(word)
        like = (
            _Like(_spaced(), Value(f"% {word}%"))
            if held == [word] and word[0] < HAN
            else _Like(F("name_key"), Value(f"%{_plain(word)}%"))
        )
        wanted &= Q(like)
        if held:
            wanted &= Q(_Indexed(F("name_parts"), Value(_prefixes(held))))
    return wanted


def _spaced() -> Any:
    return Concat(Value(" "), F("name_parts"))


def _prefixes(held: list[str]) -> str:
    """Every pair has to be there; what ends the text may go on in the name."""
    return " & ".join(f"'{one}':*" for one in held if len(one) > 1 or len(held) == 1) or f"'{held[0]}':*"


def _plain(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


class _Like(Func):
    output_field = BooleanField()
    conditional = True
    arg_joiner = " LIKE "
    template = "%(expressions)s ESCAPE '\\'"


class _Indexed(Func):
    """The expression of the index `people_by_name`, letter for letter. Where there is no such index, all that is true."""

    output_field = BooleanField()
    conditional = True
    arg_joiner = ", ' ')) @@ ("
    template = "array_to_tsvector(string_to_array(%(expressions)s)::tsquery"

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return "1 = 1", ()
