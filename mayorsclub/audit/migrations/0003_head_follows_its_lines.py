"""The head may go on over several lines at once, but only to a line that is there.

Before, it went on by one line, whatever seal it took. Many lines of one transaction would
need as many changes of one row, which PostgreSQL does in quadratic time.
"""

from django.db import migrations

SQLITE = """
CREATE TRIGGER audit_head_goes_on BEFORE UPDATE ON audit_head
WHEN NEW.number <= OLD.number
OR NOT EXISTS (SELECT 1 FROM audit_entry WHERE number = NEW.number AND seal = NEW.seal)
OR (SELECT COUNT(*) FROM audit_entry WHERE number > OLD.number AND number <= NEW.number)
<> NEW.number - OLD.number
BEGIN SELECT RAISE(ABORT, 'the audit log cannot be changed'); END;
"""

SQLITE_BEFORE = """
CREATE TRIGGER audit_head_goes_on BEFORE UPDATE ON audit_head WHEN NEW.number <> OLD.number + 1
BEGIN SELECT RAISE(ABORT, 'the audit log cannot be changed'); END;
"""

POSTGRESQL = """
CREATE FUNCTION audit_head_follows() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
IF NEW.number <= OLD.number
OR NOT EXISTS (SELECT 1 FROM audit_entry WHERE number = NEW.number AND seal = NEW.seal)
OR (SELECT COUNT(*) FROM audit_entry WHERE number > OLD.number AND number <= NEW.number)
<> NEW.number - OLD.number
THEN RAISE EXCEPTION 'the audit log cannot be changed'; END IF;
RETURN NEW;
END $$;
CREATE TRIGGER audit_head_goes_on BEFORE UPDATE ON audit_head
FOR EACH ROW EXECUTE FUNCTION audit_head_follows();
"""

POSTGRESQL_BEFORE = """
CREATE TRIGGER audit_head_goes_on BEFORE UPDATE ON audit_head
FOR EACH ROW WHEN (NEW.number <> OLD.number + 1) EXECUTE FUNCTION audit_refuse_change();
"""


def follow(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER audit_head_goes_on ON audit_head")
        schema_editor.execute(POSTGRESQL)
    else:
        schema_editor.execute("DROP TRIGGER audit_head_goes_on")
        schema_editor.execute(SQLITE)


def one_by_one(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER audit_head_goes_on ON audit_head")
        schema_editor.execute("DROP FUNCTION audit_head_follows()")
        schema_editor.execute(POSTGRESQL_BEFORE)
    else:
        schema_editor.execute("DROP TRIGGER audit_head_goes_on")
        schema_editor.execute(SQLITE_BEFORE)


class Migration(migrations.Migration):

    dependencies = [("audit", "0002_refuse_changes")]

    operations = [migrations.RunPython(follow, one_by_one)]
