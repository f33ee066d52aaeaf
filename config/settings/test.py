"""Tests: SQLite by default, PostgreSQL when DATABASE_URL names it. Nothing leaves the machine, nothing runs eagerly."""

import tempfile
from pathlib import Path

from config.settings import env
from config.settings.base import *  # noqa: F403

DEBUG = False
SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["*"]
PLAZA_ORIGIN = "http://testserver"
VAR_DIR = Path(tempfile.mkdtemp(prefix="plaza-test-"))
MEDIA_ROOT = VAR_DIR / "media"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir()
PLAZA_MAIL_DIR = VAR_DIR / "mail"
PLAZA_ERASURE_LEDGER = VAR_DIR / "erasures"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": MEDIA_ROOT}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATABASES = {"default": env.database("sqlite://:memory:")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20}
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # said, or workers side by side would make files
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_BROKER_URL = env.text("BROKER_URL", "memory://")
PLAZA_PRINT_ACCOUNT_LINKS = False
PLAZA_MAIL_CHANNEL = "file"
PLAZA_NUDGE = False
ACCOUNT_RATE_LIMITS = False
MFA_RATE_LIMITS = False
LANGUAGE_CODE = "en"
