"""Names that are there get their keys; on PostgreSQL an index finds any part of them."""

from django.db import migrations

from core.folding import fold, parts

BATCH = 1000


def fill(apps, schema_editor):
    """In batches by key. What is filled is left alone, so it may be started again."""
    member = apps.get_model("members", "BrandMember")
    last = 0
    while rows := list(member.objects.filter(pk__gt=last, name_key="").order_by("pk")[:BATCH]):
        for row in rows:
            row.name_key = fold(row.display_name)[:200]
            row.name_parts = " ".join(parts(row.name_key))
        member.objects.bulk_update(rows, ["name_key", "name_parts"])
        last = rows[-1].pk


def build(apps, schema_editor):
    """Beside the writers. SQLite reads the keys one by one, which 100,000 short names bear."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX CONCURRENTLY IF EXISTS people_by_name")
        schema_editor.execute(
            "CREATE INDEX CONCURRENTLY people_by_name ON members_brandmember "
            "USING gin (array_to_tsvector(string_to_array(name_parts, ' '))) WITH (fastupdate = off)"
        )


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS people_by_name")


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("members", "0002_keep_the_member_record")]
    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(build, drop),
    ]
