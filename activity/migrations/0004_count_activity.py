"""Segments count what people did in a window, and find whoever did nothing: two indexes, built beside the writers."""

from django.db import migrations, models

ACTED = models.Q(("actor_id__isnull", False))
INDEXES = (
    models.Index(fields=["brand_id", "verb", "at", "actor_id", "space_id"], name="activity_counted", condition=ACTED),
    models.Index(fields=["actor_id", "at"], name="activity_by_actor", condition=ACTED),
)


def build(apps, schema_editor):
    """PostgreSQL builds beside the writers. An index that was interrupted is left invalid, so it goes first."""
    for index in INDEXES:
        if schema_editor.connection.vendor == "postgresql":
            columns = ", ".join(index.fields)
            schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {index.name}")
            schema_editor.execute(
                f"CREATE INDEX CONCURRENTLY {index.name} ON activity_activity ({columns}) WHERE actor_id IS NOT NULL"
            )
        else:
            schema_editor.add_index(apps.get_model("activity", "Activity"), index)


def drop(apps, schema_editor):
    for index in INDEXES:
        schema_editor.remove_index(apps.get_model("activity", "Activity"), index)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("activity", "0003_inspections_index")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.AddIndex("activity", index) for index in INDEXES],
            database_operations=[migrations.RunPython(build, drop)],
        )
    ]
