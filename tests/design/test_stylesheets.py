from pathlib import Path

from django.contrib.staticfiles import finders

from mayorsclub.design import stylesheets


def test_the_joined_sheet_holds_every_component_in_its_layer():
    text = stylesheets.joined()

    assert text.startswith("@layer tokens, base, layout, components, utilities;")
    for path in stylesheets.sheets():
        assert "@layer" in path.read_text() or path.name == "fonts.css", path
    assert text.count("{") == text.count("}")
    assert "http" not in text.replace('[href^="http"]', "")


def test_a_component_of_an_app_is_joined(settings):
    apps = {path.relative_to(settings.BASE_DIR).parts[1] for path in stylesheets.sheets()}

    assert {"design", "content"} <= apps


def test_the_joined_sheet_is_found_as_a_file():
    found = finders.find(stylesheets.NAME)

    assert found is not None
    assert Path(found).read_text(encoding="utf-8") == stylesheets.joined()
