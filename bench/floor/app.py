"""A Django site of three pages: bytes, a template, and REF: the template filled by one indexed 20-row query."""

from pathlib import Path

import environ
from django.conf import settings

from bench import stores

if not settings.configured:
    settings.configure(
        DEBUG=False,
        SECRET_KEY="floor-of-a-bench",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF="bench.floor.app",
        USE_TZ=True,
        INSTALLED_APPS=[
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "django.contrib.sessions",
            "django.contrib.messages",
            "bench.floor",
        ],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [Path(__file__).parent / "templates"],
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        DATABASES={"default": {**environ.Env.db_url_config(stores.url(stores.FLOOR)), "CONN_MAX_AGE": None}},
        LOGGING_CONFIG=None,
    )
    import django

    django.setup()

from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from bench.floor.models import Thread

COLUMNS = ("id", "title", "slug", "posts_count", "author_name", "last_name", "last_post_on", "category_id", "excerpt")
MENU = [{"id": number, "name": f"Category {number}"} for number in range(20)]


def page(request: HttpRequest, rows: list[dict]) -> HttpResponse:
    return render(request, "page.html", {"rows": rows, "menu": MENU})


def raw(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"x" * 30_000)


def page0(request: HttpRequest) -> HttpResponse:
    words = dict.fromkeys(COLUMNS, "some words of a title") | {"id": 1, "posts_count": 10, "excerpt": "words " * 20}
    return page(request, [words] * 20)


def ref(request: HttpRequest) -> HttpResponse:
    rows = list(Thread.objects.order_by("-last_post_on").values(*COLUMNS)[:20])
    for row in rows:
        row["last_post_on"] = row["last_post_on"].isoformat()
    return page(request, rows)


urlpatterns = [path("raw/", raw), path("page0/", page0), path("ref/", ref)]
application = get_wsgi_application()
