from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfficeConfig(AppConfig):
    name = "mayorsclub.office"
    verbose_name = _("Office")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mayorsclub.accounts import own_data as data
        from mayorsclub.office import own_data

        data.register(own_data.parts, order=90)
        from mayorsclub.accounts.domain import groups
        from mayorsclub.files import readers
        from mayorsclub.office import choosers, letter_kinds, tasks  # noqa: F401
        from mayorsclub.office.domain import exports

        letter_kinds.register_all()
        readers.register(exports.PURPOSE, exports.may_read_file)
        choosers.replace()
        # Whoever writes pages brings a new one into English, and writes menu and footer.
        groups.allow("wagtail_localize.submit_translation", "content.change_surroundings")
        # And where old addresses lead.
        groups.allow(*(f"wagtailredirects.{verb}_redirect" for verb in ("add", "change", "delete")))
