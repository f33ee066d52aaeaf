"""A person who can sign in: an e-mail address, a language and a time zone. What they are to a brand is in members."""

from typing import Any

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower

from core import clock
from core.models import PublicId


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(PublicId, AbstractBaseUser, PermissionsMixin):
    """`is_staff` marks an operator of the install: they may open brands and use /admin/. It gives no power in a brand."""

    email = models.EmailField(max_length=254, unique=True)
    display_name = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=8, blank=True, help_text="Empty: follow the brand.")
    time_zone = models.CharField(max_length=48, blank=True, help_text="Empty: follow the brand.")
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=clock.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_per_email")]

    def __str__(self) -> str:
        return self.public_id

    @property
    def name(self) -> str:
        return self.display_name or self.email.partition("@")[0]

    def get_full_name(self) -> str:
        return self.name
