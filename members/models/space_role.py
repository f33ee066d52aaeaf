"""The roles that are held in one space."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    ADMIN = "admin", pgettext_lazy("space role", "Admin")
    MODERATOR = "moderator", pgettext_lazy("space role", "Moderator")
    EXPERT = "expert", pgettext_lazy("space role", "Expert")
    MEMBER = "member", pgettext_lazy("space role", "Member")
