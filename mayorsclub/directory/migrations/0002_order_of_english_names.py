"""English readers find names in the order of their own alphabet."""

from django.db import migrations, models

from mayorsclub.ukrainian.alphabet import sort_key
from mayorsclub.ukrainian.romanise import romanise


def fill(apps, schema_editor):
    """As directory.domain.profiles.keys_of does it."""
    profiles = apps.get_model("directory", "Profile").objects.select_related("member__user")
    for profile in profiles.only(
        "pk", "member__user__name_en", "member__user__given_name", "member__user__surname"
    ):
        user = profile.member.user
        name = user.name_en or romanise(f"{user.given_name} {user.surname}".strip())
        given, _space, surname = name.rpartition(" ")
        profile.order_en = sort_key(f"{surname} {given}")[:900]
        profile.save(update_fields=["order_en"])
    partners = apps.get_model("directory", "PartnerProfile").objects.select_related("partner")
    for profile in partners.only("pk", "partner__name_en"):
        profile.order_en = sort_key(profile.partner.name_en)[:900]
        profile.save(update_fields=["order_en"])


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0001_profiles"),
        ("membership", "0002_merged_entries"),
        ("partners", "0001_initial"),
        ("accounts", "0002_corrections_and_merged_accounts"),
    ]

    operations = [
        migrations.AddField(
            "partnerprofile", "order_en", models.CharField(blank=True, max_length=900),
        ),
        migrations.AddField(
            "profile", "order_en", models.CharField(blank=True, max_length=900),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
