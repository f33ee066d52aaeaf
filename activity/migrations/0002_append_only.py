"""The database itself keeps the log append-only: a position is set once, and nothing else ever changes."""

from django.db import migrations

COLUMNS = ("brand_id", "space_id", "verb", "actor_id", "target_type", "target_id", "detail", "at", "local_on")

POSTGRES = """
CREATE FUNCTION activity_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the log of facts is append-only' USING ERRCODE = 'check_violation'; END $$;
CREATE TRIGGER activity_append_only BEFORE UPDATE ON activity_activity FOR EACH ROW
WHEN (OLD.position IS NOT NULL OR ({old}) IS DISTINCT FROM ({new})) EXECUTE FUNCTION activity_is_append_only();
"""
SQLITE = """
CREATE TRIGGER activity_append_only BEFORE UPDATE ON activity_activity FOR EACH ROW
WHEN OLD.position IS NOT NULL OR {changed}
BEGIN SELECT RAISE(ABORT, 'the log of facts is append-only'); END
"""


def forbid(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        old, new = (", ".join(f"{row}.{column}" for column in COLUMNS) for row in ("OLD", "NEW"))
        schema_editor.execute(POSTGRES.format(old=old, new=new))
    elif vendor == "sqlite":
        changed = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in COLUMNS)
        schema_editor.execute(SQLITE.format(changed=changed))


def allow(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    on_table = " ON activity_activity" if vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER activity_append_only{on_table}")
    if vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION activity_is_append_only()")


class Migration(migrations.Migration):
    dependencies = [("activity", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
