from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembershipConfig(AppConfig):
    name = "mayorsclub.membership"
    verbose_name = _("Members")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mayorsclub.accounts import own_data as data
        from mayorsclub.membership import own_data

        data.register(own_data.parts, order=30)
        from mayorsclub.accounts import home as home_page
        from mayorsclub.applications import bars, kinds
        from mayorsclub.certificates import holders
        from mayorsclub.inbox import writers
        from mayorsclub.membership import home, letters
        from mayorsclub.membership.holder import HANDLER
        from mayorsclub.membership.kind import MEMBERSHIP, own_community
        from mayorsclub.membership.models import Member

        letters.register_all()
        kinds.register(MEMBERSHIP)
        bars.register(own_community)
        holders.register(Member, HANDLER)
        writers.register(home.who)
        home_page.register_section(home.own_sections, order=30)
        home_page.register_section(home.delegate_sections, order=50)
