from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommitteesConfig(AppConfig):
    name = "mayorsclub.committees"
    verbose_name = _("Committees")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mayorsclub.accounts import own_data as data
        from mayorsclub.committees import own_data

        data.register(own_data.parts, order=50)
        from mayorsclub.accounts import home as home_page
        from mayorsclub.accounts import strong
        from mayorsclub.committees import (  # noqa: F401
            home,
            letters,
            rules,
            sitting_rules,
            tasks,
        )
        from mayorsclub.files import readers

        strong.register(rules.sits_today)
        readers.register("minutes", rules.may_read_minutes)
        readers.register("sitting_minutes", sitting_rules.may_read_minutes)
        home_page.register(home.items, order=10)
        home_page.register(home.sittings, order=15)
        home_page.register_section(home.sections, order=20)
