from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembershipConfig(AppConfig):
    name = "mayorsclub.membership"
    verbose_name = _("Members")
    default_auto_field = "django.db.models.BigAutoField"
