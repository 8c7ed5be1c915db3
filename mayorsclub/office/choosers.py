"""Wagtail's choosers of pages, pictures and documents, without their inline script."""

import json
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.widgets import BaseChooser

START = (
    '{}<template data-controller="office-start" data-office-start-name-value="{}"'
    ' data-office-start-arguments-value="{}"></template>'
)


def render(
    self: BaseChooser,
    name: str,
    value: Any,
    attrs: dict[str, Any] | None = None,
    renderer: Any = None,
) -> SafeString:
    """The widget, and the name of what office/start.js starts for it."""
    attrs = attrs or {}
    value_data = self.get_value_data(value)
    options = self.get_js_init_options(attrs["id"], name, value_data)
    return format_html(
        START,
        self.render_html(name, value_data, attrs),
        self.js_constructor,
        json.dumps([attrs["id"], options]),
    )


def replace() -> None:
    """Wagtail writes this script in Python and offers no other place to change it."""
    BaseChooser.render = render
