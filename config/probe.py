"""What a container asks of itself: `python -m config.probe web` (it answers) or `work` (someone is working)."""

import http.client
import os
import sys
from urllib.parse import urlsplit

from config.settings import env


def web_answers() -> bool:
    host = urlsplit(env.required("PLAZA_ORIGIN")).netloc
    connection = http.client.HTTPConnection("127.0.0.1", env.number("GRANIAN_PORT", 8000), timeout=5)
    # As the proxy asks, or the answer would be a redirect to TLS or a refusal of the name.
    connection.request("GET", "/healthz", headers={"Host": host, "X-Forwarded-Proto": "https"})
    return connection.getresponse().status == http.HTTPStatus.OK


def someone_works() -> bool:
    import django

    django.setup()
    from home.readiness import heartbeat

    return heartbeat().is_fine


PROBES = {"web": web_answers, "work": someone_works}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")
    sys.exit(0 if PROBES[sys.argv[1]]() else 1)
