"""Abstract columns that many tables share. No tables here."""

import secrets

from django.db import models

from core import clock

# No vowels and no look-alikes: an id never spells a word and can be read aloud.
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
PUBLIC_ID_LENGTH = 12


def new_public_id() -> str:
    """Random, about 57 bits: enough that a secret group's id cannot be found by asking."""
    return "".join(secrets.choice(ALPHABET) for _ in range(PUBLIC_ID_LENGTH))


class PublicId(models.Model):
    """Addresses and the API show this id; row numbers would tell how busy a closed group is."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)

    class Meta:
        abstract = True


class Timestamped(models.Model):
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True
