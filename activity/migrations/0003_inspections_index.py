"""Each look of a manager into a group asks whether today's is noted already: not by walking the log of the brand."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("activity", "0002_append_only")]
    operations = [
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(
                fields=["actor_id", "local_on", "space_id"],
                name="inspections",
                condition=models.Q(verb="space.inspected"),
            ),
        )
    ]
