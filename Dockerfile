# Two stages: what builds stays behind, what runs is not root and has no compiler.
FROM python:3.11-slim-bookworm AS build

ENV PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/plaza
COPY requirements.run.lock /tmp/
RUN /opt/plaza/bin/pip install --require-hashes -r /tmp/requirements.run.lock

WORKDIR /app
COPY . .
# Catalogues and static files are part of the image, never of a volume: an upgrade replaces them with the code.
RUN /opt/plaza/bin/python -m config.catalogues \
    && PLAZA_VAR=/tmp/plaza PLAZA_STATIC=/app/staticfiles PLAZA_ORIGIN=https://build.invalid SECRET_KEY=only-for-building \
       DJANGO_SETTINGS_MODULE=config.settings.prod /opt/plaza/bin/python manage.py collectstatic --noinput -v 0

FROM python:3.11-slim-bookworm

RUN groupadd --gid 10001 plaza \
    && useradd --uid 10001 --gid plaza --no-create-home --home-dir /app --shell /usr/sbin/nologin plaza \
    && install -d -o plaza -g plaza /data
COPY --from=build /opt/plaza /opt/plaza
COPY --from=build /app /app

ENV PATH=/opt/plaza/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=config.settings.prod \
    PLAZA_VAR=/data \
    PLAZA_STATIC=/app/staticfiles \
    GRANIAN_HOST=0.0.0.0 \
    GRANIAN_PORT=8000
WORKDIR /app
USER plaza
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s CMD ["python", "-m", "config.probe", "web"]
CMD ["granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "8", "--respawn-failed-workers", "config.wsgi:application"]
