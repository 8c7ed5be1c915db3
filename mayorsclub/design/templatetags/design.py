from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.urls import translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of our sprite (icons.svg) beside a text; hidden from screen readers."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("design/icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def languages(context: dict[str, Any]) -> list[dict[str, object]]:
    """Each language of the site with the address of this page in it.

    A page that knows its translations puts `translations` (code -> path) in the
    context; for every other address the same view answers in both languages.
    """
    request = context.get("request")
    here = get_language() or settings.LANGUAGE_CODE
    known: dict[str, str] | None = context.get("translations")
    found = []
    for code, _name in settings.LANGUAGES:
        if known is not None:
            url = known.get(code) or ("/" if code == settings.LANGUAGE_CODE else f"/{code}/")
        else:
            url = translate_url(request.get_full_path() if request else "/", code)
        found.append(
            {
                "code": code,
                "short": {"uk": "УКР", "en": "ENG"}[code],
                "name": get_language_info(code)["name_local"].capitalize(),
                "url": url,
                "is_current": code == here,
                "is_translated": known is None or code in known,
            }
        )
    return found


@register.filter
def error_anchor(bound_field: Any) -> str:
    """The id that a link in the error summary leads to: a group's first choice, else the input."""
    widget = bound_field.field.widget
    if getattr(widget, "use_fieldset", False) and hasattr(widget, "optgroups"):
        return f"{bound_field.auto_id}_0"
    return bound_field.id_for_label or bound_field.auto_id
