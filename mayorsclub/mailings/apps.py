from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailingsConfig(AppConfig):
    name = "mayorsclub.mailings"
    verbose_name = _("Mailings")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mayorsclub.accounts import home as home_page
        from mayorsclub.accounts import own_data as data
        from mayorsclub.mailings import home, letters, own_data, tasks  # noqa: F401

        data.register(own_data.parts, order=80)
        home_page.register_section(home.sections, order=80)
