"""What every app stands on."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        # Catalogues: lower apps serve higher ones without knowing them, as admin.py does in Django.
        autodiscover_modules("capabilities", "verbs", "notices", "privacy", "receivers", "segments", "webhooks")
