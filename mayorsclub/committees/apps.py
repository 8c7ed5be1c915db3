from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommitteesConfig(AppConfig):
    name = "mayorsclub.committees"
    verbose_name = _("Committees")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mayorsclub.accounts import home as home_page
        from mayorsclub.accounts import strong
        from mayorsclub.committees import home, letters, rules, tasks  # noqa: F401
        from mayorsclub.files import readers

        strong.register(rules.sits_today)
        readers.register("minutes", rules.may_read_minutes)
        home_page.register(home.items, order=10)
        home_page.register_section(home.sections, order=20)
