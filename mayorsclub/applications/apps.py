from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApplicationsConfig(AppConfig):
    name = "mayorsclub.applications"
    verbose_name = _("Applications")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mayorsclub.accounts import own_data as data
        from mayorsclub.applications import own_data

        data.register(own_data.parts, order=20)
        from mayorsclub.accounts import home
        from mayorsclub.applications import letters, queries, subject, tasks, waiting  # noqa: F401
        from mayorsclub.applications.domain.drafting import PURPOSE
        from mayorsclub.applications.models import Application
        from mayorsclub.committees import subjects
        from mayorsclub.files import readers

        subjects.register(Application, subject.handler)
        readers.register(PURPOSE, queries.may_read_file)
        home.register(waiting.items, order=20)
        home.register_section(waiting.sections, order=20)
