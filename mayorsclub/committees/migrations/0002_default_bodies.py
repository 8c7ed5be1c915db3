"""The two committees that the club's way in needs. Their rules are settings in the office."""

from django.db import migrations

BODIES = [
    ("membership", "Комітет з членства", "комітету з членства", "Membership Committee"),
    ("partnership", "Комітет з партнерства", "комітету з партнерства", "Partnership Committee"),
]


def create(apps, schema_editor):
    Body = apps.get_model("committees", "Body")
    for slug, name_uk, genitive, name_en in BODIES:
        Body.objects.get_or_create(
            slug=slug,
            defaults={"name_uk": name_uk, "name_uk_genitive": genitive, "name_en": name_en},
        )


class Migration(migrations.Migration):
    dependencies = [("committees", "0001_initial")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
