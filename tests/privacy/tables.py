"""Where a text lies in the database."""

from django.apps import apps
from django.db import connection


def tables_with(text: str) -> set[str]:
    """Every table in which some row holds the text, whatever the column."""
    found = set()
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            columns = [field.column for field in model._meta.concrete_fields]
            cast = " || ' ' || ".join(f"coalesce(cast(\"{column}\" as text), '')" for column in columns)
            cursor.execute(f'SELECT count(*) FROM "{model._meta.db_table}" WHERE {cast} LIKE %s', [f"%{text}%"])
            if cursor.fetchone()[0]:
                found.add(model._meta.label)
    return found
