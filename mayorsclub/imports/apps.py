from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    name = "mayorsclub.imports"
    verbose_name = _("Imports")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mayorsclub.accounts import own_data as data
        from mayorsclub.imports import own_data

        data.register(own_data.parts, order=80)
        from mayorsclub.files import readers
        from mayorsclub.imports import rules, signals, tasks
        from mayorsclub.imports.models import PURPOSE

        readers.register(PURPOSE, rules.may_read_file)
        signals.work_waits.connect(tasks.enqueue, dispatch_uid="imports.work")
