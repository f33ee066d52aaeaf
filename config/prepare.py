"""Everything a start needs once, in one process: catalogues, migrations, static files, demo. Prints the demo's sign-ins."""

import hashlib
import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command, get_commands

from config.catalogues import compile_catalogues


def prepare() -> None:
    compile_catalogues()
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    _collect_static()
    # Another app's command: called when it is there and wanted. It may run again and again.
    if os.environ.get("DEMO", "1") != "0" and "load_demo" in get_commands():
        call_command("load_demo")


def _collect_static() -> None:
    """Hashing and compressing costs seconds, so it is done again only when a file changed."""
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    state = _state_of_static()
    if stamp.exists() and stamp.read_text() == state:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(state)


def _state_of_static() -> str:
    state = hashlib.sha256((settings.BASE_DIR / "requirements.lock").read_bytes())
    for folder in settings.STATICFILES_DIRS:
        for file in sorted(Path(folder).rglob("*")):
            facts = file.stat()
            state.update(f"{file} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return state.hexdigest()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    try:
        prepare()
    except KeyboardInterrupt:
        sys.exit(130)
