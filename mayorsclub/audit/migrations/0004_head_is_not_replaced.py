"""SQLite: the head cannot be put in anew.

INSERT OR REPLACE takes the old row out without asking the trigger on DELETE, so the head
could be set back with it. PostgreSQL knows no such statement.
"""

from django.db import migrations

TRIGGER = """
CREATE TRIGGER audit_head_no_replace BEFORE INSERT ON audit_head
WHEN EXISTS (SELECT 1 FROM audit_head)
BEGIN SELECT RAISE(ABORT, 'the audit log cannot be changed'); END;
"""


def add(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(TRIGGER)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER audit_head_no_replace")


class Migration(migrations.Migration):

    dependencies = [("audit", "0003_head_follows_its_lines")]

    operations = [migrations.RunPython(add, drop)]
