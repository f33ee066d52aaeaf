"""Production: PostgreSQL, Redis, TLS in front. Every secret comes from the environment or start-up fails."""

from config.settings import env
from config.settings.base import *  # noqa: F403
from config.settings.base import REST_FRAMEWORK
from core.logs import logging_for

LOGGING = logging_for(machines=True)
DEBUG = False
SECRET_KEY = env.required("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.listing("SECRET_KEY_FALLBACKS", default=[])
PLAZA_ORIGIN = env.required("PLAZA_ORIGIN")
ALLOWED_HOSTS = env.listing("ALLOWED_HOSTS", default=[PLAZA_ORIGIN.split("://")[-1].split(":")[0]])
CSRF_TRUSTED_ORIGINS = [PLAZA_ORIGIN]
DATABASES = {"default": env.database("postgres://plaza@127.0.0.1:5432/plaza")}
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = True  # PgBouncer in transaction mode

CELERY_BROKER_URL = env.text("BROKER_URL", "redis://127.0.0.1:6379/0")
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600, "socket_connect_timeout": 2}
CACHES = {
    "default": {
        "BACKEND": "core.cache.ForgetfulRedisCache",
        "LOCATION": CELERY_BROKER_URL,
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
    }
}

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "plaza@localhost")
PLAZA_MAIL_CHANNEL = "smtp"
PLAZA_PRINT_ACCOUNT_LINKS = False

SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", True)
# How many of our own proxies stand in front: with too few, everybody shares one address and its limits.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", 1)
REST_FRAMEWORK = REST_FRAMEWORK | {"NUM_PROXIES": ALLAUTH_TRUSTED_PROXY_COUNT}
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
