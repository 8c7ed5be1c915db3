from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    name = "mayorsclub.mail"
    verbose_name = _("Mail")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mayorsclub.mail import checks, letters  # noqa: F401
        from mayorsclub.mail.domain.delivery import Courier
        from mayorsclub.worker import loops

        loops.register("outbox", Courier)
