"""The embedded default: SQLite, an own queue file, no Redis, one machine. What `make run` starts."""

from django.core.management.utils import get_random_secret_key

from config.settings import env
from config.settings.base import *  # noqa: F403
from config.settings.base import VAR_DIR


def _kept_secret() -> str:
    """A secret made once for this install and kept beside its data, readable by its owner only."""
    path = VAR_DIR / "secret_key"
    if not path.exists() or not path.stat().st_size:
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text()


DEBUG = env.flag("PLAZA_DEBUG", False)
SECRET_KEY = env.text("SECRET_KEY", "") or _kept_secret()
SECRET_KEY_FALLBACKS = env.listing("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.listing("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
PLAZA_ORIGIN = env.text("PLAZA_ORIGIN", f"http://127.0.0.1:{env.number('PORT', 8000)}")
CSRF_TRUSTED_ORIGINS = [PLAZA_ORIGIN]

DATABASES = {"default": env.database(f"sqlite:///{VAR_DIR / 'plaza.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # WAL alone fails at once on read-then-write; IMMEDIATE makes writers queue (measured, docs/decisions).
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA temp_store=MEMORY;"
            "PRAGMA mmap_size=134217728;PRAGMA journal_size_limit=67108864;PRAGMA cache_size=-20000;"
        ),
    }
DATABASES["default"]["CONN_MAX_AGE"] = None

CELERY_BROKER_URL = env.text("BROKER_URL", "plaza://")
if CELERY_BROKER_URL.startswith("plaza:"):
    CELERY_BROKER_TRANSPORT = "core.sqlite_queue:Transport"
    CELERY_BROKER_TRANSPORT_OPTIONS = {"path": str(VAR_DIR / "queue.sqlite3"), "polling_interval": 0.3}
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600, "socket_connect_timeout": 2}

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
PLAZA_PRINT_ACCOUNT_LINKS = True
PLAZA_MAIL_CHANNEL = "file"
