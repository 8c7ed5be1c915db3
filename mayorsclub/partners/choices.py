"""What partners may be interested in: sectors of OC4IDS, kinds of projects."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sector(models.TextChoices):
    """The first level of OC4IDS projectSector, with its codes."""

    EDUCATION = "education", _("Education")
    HEALTH = "health", _("Health care")
    ENERGY = "energy", _("Energy")
    COMMUNICATIONS = "communications", _("Communications")
    WATER_AND_WASTE = "waterAndWaste", _("Water and waste")
    GOVERNANCE = "governance", _("Governance and safety")
    ECONOMY = "economy", _("Economy")
    CULTURE = "cultureSportsAndRecreation", _("Culture, sport and recreation")
    TRANSPORT = "transport", _("Transport")
    SOCIAL_HOUSING = "socialHousing", _("Social housing")
    NATURAL_RESOURCES = "naturalResources", _("Natural resources")


class ProjectKind(models.TextChoices):
    INVESTMENT = "investment", _("investment projects")
    PPP = "ppp", _("public-private partnership")
    SUPPLY = "supply", _("supply of equipment and technology")
    SERVICES = "services", _("services and consulting")
    TRADE = "trade", _("trade and export")
    FINANCING = "financing", _("financing: loans, guarantees, grants")
