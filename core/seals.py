"""Opaque words for row numbers: they count what happens in closed groups and in other brands, and nobody may read that."""

from django.utils.crypto import constant_time_compare, salted_hmac

from core.tenancy import active

_ROUNDS = 4
_HALF = 32
_MASK = (1 << _HALF) - 1
_MARK = 8


def seal(position: int, about: str) -> str:
    """
    Sixteen hexadecimal digits that say nothing of the order, and eight that only we can make.

    `about` is the sequence that is counted: the same number of another one has another word.
    """
    left, right = position >> _HALF, position & _MASK
    for number in range(_ROUNDS):
        left, right = right, left ^ _mixed(about, number, right)
    body = f"{(left << _HALF) | right:016x}"
    return body + _mark(about, body)


def unseal(word: str, about: str) -> int | None:
    """The position, or None for a word that is not ours or of another brand or sequence."""
    body, mark = word[:-_MARK], word[-_MARK:]
    if len(body) != 16 or not word.isascii() or not constant_time_compare(mark, _mark(about, body)):
        return None
    sealed = int(body, 16)
    left, right = sealed >> _HALF, sealed & _MASK
    for number in reversed(range(_ROUNDS)):
        left, right = right ^ _mixed(about, number, left), left
    return (left << _HALF) | right


def _mixed(about: str, number: int, half: int) -> int:
    return int.from_bytes(_hmac(about, f"{number}:{half}")[:4], "big")


def _mark(about: str, body: str) -> str:
    return _hmac(about, body).hex()[:_MARK]


def _hmac(about: str, text: str) -> bytes:
    return salted_hmac(f"plaza.{about}.position", f"{active().pk}:{text}", algorithm="sha256").digest()
