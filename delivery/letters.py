"""The way from a letter to its settings without signing in: a sealed word that names one mailbox in one brand."""

from dataclasses import dataclass
from typing import Any

from django.core import signing

from accounts.models import User
from brands.links import brand_url
from core.mailboxes import masked
from core.tenancy import active

SALT = "plaza.letters"
REFUSAL_SALT = "plaza.letters.refusal"
YEARS_SECONDS = 2 * 366 * 24 * 3600  # letters are kept for long, and the way out has to work for as long


@dataclass(frozen=True)
class Addressee:
    """Whose mailbox it is, and which kind of letter the word was in ("" for none in particular)."""

    account: Any
    kind: str = ""

    @property
    def account_id(self) -> int:
        return int(self.account.pk)

    @property
    def is_authenticated(self) -> bool:
        """For the one action behind the word: it is them, as far as their own letters go."""
        return True

    @property
    def masked_address(self) -> str:
        """Enough to know one's own, too little for whoever finds the letter."""
        return masked(self.account.email)


def letters_path(account: Any, kind: str = "") -> str:
    word = signing.dumps([active().pk, account.public_id, kind], salt=SALT, compress=True)
    return brand_url("delivery:letters", word=word)


def addressee(word: str) -> Addressee | None:
    """None for a word that is not ours, is too old, is of another brand, or whose person is gone."""
    try:
        brand_id, public_id, kind = signing.loads(word, salt=SALT, max_age=YEARS_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if brand_id != active().pk:
        return None
    account = User.objects.filter(public_id=public_id, is_active=True).first()
    return Addressee(account, kind) if account is not None else None


def refusal_path(digest: str) -> str:
    """The way out for whoever has no account here: the word names the mailbox by its keyed hash only."""
    word = signing.dumps([active().pk, digest], salt=REFUSAL_SALT)
    return brand_url("delivery:refuse", word=word)


def refused_digest(word: str) -> str | None:
    """None for a word that is not ours, or of another brand. It has no end: a no counts for good."""
    try:
        brand_id, digest = signing.loads(word, salt=REFUSAL_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return digest if brand_id == active().pk else None
