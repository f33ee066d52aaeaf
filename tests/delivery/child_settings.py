"""Test settings for a child process that shares the mail folder of its parent."""

import os
from pathlib import Path

from config.settings.test import *  # noqa: F403

PLAZA_MAIL_DIR = Path(os.environ["CHILD_MAIL_DIR"])
PLAZA_MAIL_CHANNEL = os.environ.get("CHILD_MAIL_CHANNEL", "file")
# As a mail server without our keys: every hand-off is one more letter.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = os.environ["CHILD_MAIL_DIR"]
