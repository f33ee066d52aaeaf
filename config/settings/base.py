"""What every install shares. Policy of a brand is data in its own row, never a setting."""

from django.utils.translation import gettext_lazy as _

from config.settings import env
from config.settings.parts.accounts import *  # noqa: F403
from config.settings.parts.api import *  # noqa: F403
from config.settings.parts.celery import *  # noqa: F403
from config.settings.parts.logging import *  # noqa: F403
from config.settings.parts.security import *  # noqa: F403
from config.settings.parts.social import *  # noqa: F403

BASE_DIR = env.BASE_DIR
VAR_DIR = env.var_dir()
VERSION = "0.1.0"

INSTALLED_APPS = [
    "core",
    "activity",
    "accounts",
    "brands",
    "spaces",
    "delivery",
    "members",
    "content",
    "analytics",
    "campaigns",
    "communities",
    "groups",
    "home",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.facebook",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.request_log.RequestLogMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.middleware.BadInputMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.LastSeenMiddleware",
    "accounts.middleware.FailedFormMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "brands.middleware.BrandMiddleware",
    "members.middleware.ViewerMiddleware",
    "home.middleware.SignInMiddleware",
    "core.middleware.ErrorMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context_processors.page",
                "config.console.context",
            ],
            "builtins": [
                "core.templatetags.ui",
                "brands.templatetags.brand_tags",
                "content.templatetags.content_tags",
                "spaces.templatetags.space_tags",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
        },
    }
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS = []

LANGUAGE_CODE = "zh-hant"
LANGUAGES = [("zh-hant", _("Traditional Chinese")), ("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = env.folder("PLAZA_STATIC", VAR_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": MEDIA_ROOT}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Ports: lower apps find their upper parts by dotted path, so that imports only go down.
PLAZA_READERS = "config.subscriptions.READERS"
PLAZA_VIEWER_CLASS = "members.viewer.Viewer"
PLAZA_VIEWER_FACTORY = "members.viewer.viewer_for_account"
PLAZA_MAIL_DIR = VAR_DIR / "mail"
PLAZA_ERASURE_LEDGER = VAR_DIR / "erasures"
PLAZA_VERSION = VERSION
# `host:port` inside the house that core.outbound may speak to, also without TLS; everything else has to be public.
PLAZA_OUTBOUND_PRIVATE_HOSTS = env.listing("PLAZA_OUTBOUND_PRIVATE_HOSTS", default=[])
DEFAULT_FROM_EMAIL = "plaza@localhost"
