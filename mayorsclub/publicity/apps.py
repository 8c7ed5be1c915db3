from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicityConfig(AppConfig):
    name = "mayorsclub.publicity"
    verbose_name = _("Publicity")
    default_auto_field = "django.db.models.BigAutoField"
