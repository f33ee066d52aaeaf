"""The name of somebody who may have been erased."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _


class PersonName(models.CharField):
    """
    Erased people have the empty name, and every reader gets the placeholder in their own language, through whichever
    query: pages, cards made of plain columns, REST and letters need not know.
    """

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return _("Former member") if value == "" else value

    def deconstruct(self) -> Any:
        """A plain column: the database knows nothing of placeholders."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs
