"""PostgreSQL: questions go by the index, always.

With a limit the planner believes that a scan of the table will soon have met enough rows; a
rare word then costs a reading of all of them.
"""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION search_found(question tsquery, most integer) RETURNS SETOF bigint
LANGUAGE sql STABLE SET enable_seqscan = off SET enable_indexscan = off SET jit = off
AS $$ SELECT id FROM search_entry WHERE term_vector @@ question LIMIT most $$
"""


def add(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FUNCTION)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION search_found(tsquery, integer)")


class Migration(migrations.Migration):

    dependencies = [("search", "0002_full_text_index")]

    operations = [migrations.RunPython(add, drop)]
