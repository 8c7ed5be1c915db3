"""The full-text index over the entries, kept by the database itself.

SQLite: an FTS5 table over the columns of the entries, written by triggers. PostgreSQL: a
column of terms made from them, with a GIN index. Both hold our own terms as they are, so no
language or locale of the database plays a part.
"""

from django.db import migrations

SQLITE = [
    """
    CREATE VIRTUAL TABLE search_index USING fts5(
        scope, terms, content='search_entry', content_rowid='id',
        tokenize='unicode61 remove_diacritics 0', detail=none
    )
    """,
    """
    CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN
        INSERT INTO search_index (rowid, scope, terms)
        VALUES (NEW.id, NEW.scope, NEW.terms);
    END
    """,
    """
    CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entry BEGIN
        INSERT INTO search_index (search_index, rowid, scope, terms)
        VALUES ('delete', OLD.id, OLD.scope, OLD.terms);
    END
    """,
    """
    CREATE TRIGGER search_entry_changed AFTER UPDATE OF scope, terms
    ON search_entry BEGIN
        INSERT INTO search_index (search_index, rowid, scope, terms)
        VALUES ('delete', OLD.id, OLD.scope, OLD.terms);
        INSERT INTO search_index (rowid, scope, terms)
        VALUES (NEW.id, NEW.scope, NEW.terms);
    END
    """,
]
POSTGRESQL = [
    """
    ALTER TABLE search_entry ADD COLUMN term_vector tsvector GENERATED ALWAYS AS (
        array_to_tsvector(string_to_array(trim(terms || ' ' || scope), ' '))
    ) STORED
    """,
    # Without the pending list, which would have to be read through at each question.
    "CREATE INDEX search_terms ON search_entry USING gin (term_vector) WITH (fastupdate = off)",
]


def add(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE if is_sqlite else POSTGRESQL:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in ("added", "removed", "changed"):
            schema_editor.execute(f"DROP TRIGGER search_entry_{name}")
        schema_editor.execute("DROP TABLE search_index")
    else:
        schema_editor.execute("ALTER TABLE search_entry DROP COLUMN term_vector")


class Migration(migrations.Migration):

    dependencies = [("search", "0001_entries_and_words")]

    operations = [migrations.RunPython(add, drop)]
