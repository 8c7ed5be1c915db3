from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    name = "mayorsclub.partners"
    verbose_name = _("Partners")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mayorsclub.accounts import own_data as data
        from mayorsclub.partners import own_data

        data.register(own_data.parts, order=40)
        from mayorsclub.accounts import home as home_page
        from mayorsclub.applications import kinds
        from mayorsclub.certificates import holders
        from mayorsclub.inbox import writers
        from mayorsclub.partners import home, letters
        from mayorsclub.partners.holder import HANDLER
        from mayorsclub.partners.kind import PARTNERSHIP
        from mayorsclub.partners.models import Partner

        letters.register_all()
        kinds.register(PARTNERSHIP)
        holders.register(Partner, HANDLER)
        writers.register(home.who)
        home_page.register_section(home.sections, order=40)
