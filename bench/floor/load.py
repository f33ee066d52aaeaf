"""Fill the floor's table: `python -m bench.floor.load`."""

from django.core.management import call_command
from django.db import connection

import bench.floor.app  # noqa: F401 (sets Django up)
from bench import stores

ROWS = 100_000
FILL = """
INSERT INTO floor_thread (category_id, author_name, last_name, title, slug, excerpt, posts_count, last_post_on)
SELECT n %% 20, 'user' || n %% 1000, 'user' || (n * 7) %% 1000, initcap(w) || ' ' || n, replace(w, ' ', '-') || '-' || n,
       repeat(w || ' ', 4), n %% 40, timestamptz '2026-11-22 09:00+00' - n * interval '10 minutes'
FROM (SELECT n, substr(md5(n::text), 1, 6) || ' ' || substr(md5(n::text), 8, 9) || ' ' || substr(md5(n::text), 20, 7) AS w
      FROM generate_series(1, %s) AS n) AS words
"""


def load() -> None:
    call_command("migrate", run_syncdb=True, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute(FILL, [ROWS])
        cursor.execute("VACUUM ANALYZE floor_thread")


if __name__ == "__main__":
    stores.fresh(stores.FLOOR)
    load()
