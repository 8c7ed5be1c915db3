from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificatesConfig(AppConfig):
    name = "mayorsclub.certificates"
    verbose_name = _("Certificates")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mayorsclub.certificates import rules, signals, tasks
        from mayorsclub.certificates.domain.issuing import PURPOSE
        from mayorsclub.files import readers

        readers.register(PURPOSE, rules.may_read_file)
        signals.certificate_issued.connect(tasks.enqueue, dispatch_uid="certificates.make")
