from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.TextChoices):
    """The codifier's own letters (KATOTTG), in Latin."""

    OBLAST = "O", _("oblast")
    SPECIAL_CITY = "K", _("city with special status")
    RAION = "P", _("raion")
    HROMADA = "H", _("territorial community")
    CITY = "M", _("city")
    RURAL_SETTLEMENT = "X", _("rural settlement")
    VILLAGE = "C", _("village")
    CITY_DISTRICT = "B", _("city district")


class Territory(models.Model):
    """One row of the codifier of administrative units (KATOTTG).

    A code that vanishes from a newer edition is kept with `vanished_on`.
    """

    code = models.CharField(max_length=19, unique=True)
    category = models.CharField(max_length=1, choices=Category)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    oblast = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    raion = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    hromada = models.ForeignKey("self", models.PROTECT, null=True, related_name="settlements")
    sort_key = models.CharField(max_length=240, db_index=True)
    search_key = models.CharField(max_length=160, db_index=True)
    search_key_latin = models.CharField(max_length=160, db_index=True)
    edition = models.DateField()
    vanished_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["sort_key"]
        verbose_name_plural = "territories"
        indexes = [
            models.Index(fields=["category", "search_key"], name="territory_search"),
            models.Index(fields=["category", "search_key_latin"], name="territory_search_latin"),
        ]

    def __str__(self) -> str:
        return self.name


class Alias(models.Model):
    """Another name that people know a territory by: an old, Russian or merged one."""

    territory = models.ForeignKey(Territory, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=120)
    search_key = models.CharField(max_length=160, db_index=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "aliases"
        constraints = [
            models.UniqueConstraint(fields=["territory", "name"], name="alias_one_per_name")
        ]

    def __str__(self) -> str:
        return self.name
