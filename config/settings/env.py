"""The only reader of the environment. Fails loudly on what it cannot read."""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parents[2]
_env = environ.Env()

text = _env.str
flag = _env.bool
number = _env.int
listing = _env.list


def var_dir() -> Path:
    """The one folder that this install writes to: database, queue, media, mail, logs."""
    folder = Path(text("PLAZA_VAR", str(BASE_DIR / "var")))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # members' data: nobody else on this machine reads it
    return folder


def folder(name: str, default: Path) -> Path:
    return Path(text(name, str(default)))


def required(name: str) -> str:
    value = text(name, "")
    if not value:
        raise environ.ImproperlyConfigured(f"Set {name} in the environment; there is no safe default for it.")
    return value


def database(default: str) -> dict:
    """DATABASE_URL, or the parts one by one (a socket directory has no place in a URL)."""
    if host := text("DATABASE_HOST", ""):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": host,
            "PORT": text("DATABASE_PORT", ""),
            "NAME": text("DATABASE_NAME", "plaza"),
            "USER": text("DATABASE_USER", "plaza"),
            "PASSWORD": text("DATABASE_PASSWORD", ""),
        }
    config = environ.Env.db_url_config(text("DATABASE_URL", default))
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["ENGINE"] = "core.sqlite3"
    return config
