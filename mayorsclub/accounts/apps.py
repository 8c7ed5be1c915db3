from django.apps import AppConfig
from django.apps import apps as installed
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "mayorsclub.accounts"
    verbose_name = _("People")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mayorsclub.accounts import home, letters, own_data, sections, signals, strong
        from mayorsclub.files import readers

        letters.register_all()
        own_data.register(own_data.of_account, order=10)
        home.register_section(sections.own_data, order=90)
        signals.connect()
        readers.register_gate(strong.file_gate)
        # Of our apps and Wagtail's, auth comes last: all permissions exist by then.
        post_migrate.connect(_ensure_groups, sender=installed.get_app_config("auth"))


def _ensure_groups(**_kwargs: object) -> None:
    from mayorsclub.accounts.domain import groups

    groups.ensure()
