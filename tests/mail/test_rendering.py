import pytest

from mayorsclub.mail import rendering


@pytest.fixture(autouse=True)
def _base_url(settings):
    settings.BASE_URL = "https://club.example"


def test_values_are_escaped_in_html_and_as_they_are_in_text():
    letter = rendering.render("Тема {name}", "Ось {name}.", {"name": "<b>Іван & Ко</b>"}, "uk")
    assert letter.subject == "Тема <b>Іван & Ко</b>"
    assert letter.text == "Ось <b>Іван & Ко</b>."
    assert "Ось &lt;b&gt;Іван &amp; Ко&lt;/b&gt;." in letter.html
    assert "<b>" not in letter.html


def test_a_button_leads_to_our_site_only():
    body = "[[Далі]]({link})"
    ours = rendering.render("Т", body, {"link": "https://club.example/me/"}, "uk").html
    assert 'href="https://club.example/me/"' in ours
    for link in (
        "https://evil.example/",
        "https://club.example.evil.example/",
        "https://club.example@evil.example/",
        "javascript:alert(1)",
        '/me/"onclick="x',
    ):
        html = rendering.render("Т", body, {"link": link}, "uk").html
        assert html.count("href=") == 1, link  # the one in the footer


def test_a_list_becomes_a_list():
    html = rendering.render("Т", "- {a}\n- два", {"a": "один"}, "uk").html
    assert "<li>один</li>" in html
    assert "<li>два</li>" in html


def test_a_value_of_several_lines_keeps_its_lines():
    html = rendering.render("Т", "{a}", {"a": "один\nдва"}, "uk").html
    assert "".join(html.split()).count("<br>") == 1


def test_a_subject_is_one_line_of_limited_length():
    letter = rendering.render("{a}", "{a}", {"a": "Тема\r\nBcc: x@example.org " + "я" * 300}, "uk")
    assert "\n" not in letter.subject
    assert letter.subject.startswith("Тема Bcc: x@example.org я")
    assert len(letter.subject) == rendering.SUBJECT_LIMIT


@pytest.mark.parametrize(
    ("language", "name", "other"), [("uk", "Клуб Мерів", "en"), ("en", "Mayors’ Club", "uk")]
)
def test_the_letterhead_speaks_the_letters_language(language, name, other):
    html = rendering.render("Т", "Текст", {}, language).html
    assert f'<html lang="{language}">' in html
    assert f">{name}</strong>" in html
    assert f'lang="{other}"' in html
    footer = {"uk": "Цей лист написала платформа", "en": "This letter was written by the platform"}
    assert footer[language] in html


def test_a_letter_loads_nothing_from_elsewhere():
    html = rendering.render("Т", "Текст", {}, "uk").html
    assert "<img" not in html
    assert "src=" not in html
    assert "url(" not in html


def test_the_plain_part_shows_addresses_and_who_writes():
    plain = rendering.plain_part("Текст\n\n[[Далі]](https://club.example/me/)", "uk")
    assert plain == (
        "Текст\n\nДалі:\nhttps://club.example/me/\n\n-- \nКлуб Мерів\nhttps://club.example\n"
    )
