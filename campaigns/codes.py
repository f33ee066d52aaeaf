"""The code on a coupon: random, readable aloud, forgiving when typed."""

import secrets
import unicodedata

# Crockford's 32 symbols: no I, L, O, U, so none is taken for another. 12 of them are 60 random bits: at ten tries per
# ten minutes and account, guessing one of a million live codes takes a thousand accounts two thousand years.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
GROUP = 4
_LOOKALIKES = str.maketrans("OIL", "011")


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def grouped(code: str) -> str:
    """7Q4K-2M8D-W9TX"""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read(typed: str) -> str:
    """What was meant: any width, case and grouping. Empty when it cannot be a code."""
    if len(typed) > 100:
        return ""
    plain = "".join(unicodedata.normalize("NFKC", typed).upper().split()).replace("-", "").translate(_LOOKALIKES)
    return plain if len(plain) == LENGTH and all(symbol in ALPHABET for symbol in plain) else ""
