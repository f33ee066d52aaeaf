"""The web application for a WSGI server."""

import os

from config.lifeline import follow_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
follow_parent()
