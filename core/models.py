"""Abstract columns that many tables share. No tables here."""

import secrets
from typing import Any

from django.db import models

from core import clock
from core.folding import fold

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


class Folded(models.CharField):
    """`Folded(of="name", max_length=80)`: the key of another column, made anew whenever the row is saved."""

    def __init__(self, *args: Any, of: str = "", **options: Any) -> None:
        self.of = of
        options.setdefault("editable", False)
        super().__init__(*args, **options)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = fold(getattr(model_instance, self.of))[: self.max_length]
        setattr(model_instance, self.attname, value)
        return value

    def deconstruct(self) -> Any:
        """For the database and for migrations it is a plain column."""
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options


class Timestamped(models.Model):
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True
