"""What somebody does on a record's page, and what the page answers."""

from html import unescape
from html.parser import HTMLParser

from django.http import HttpResponse
from django.test import Client

from mayorsclub.audit.models import Entry

WORD = "підтверджую"


def do(client: Client, page: str, action: str, **values: object) -> HttpResponse:
    """Send the form of this action, filled in; with the word for what asks for it."""
    typed = {f"{action}-{name}": value for name, value in {"confirm": WORD, **values}.items()}
    return client.post(page, {"action": action, **typed})


def done(client: Client, page: str, action: str, **values: object) -> None:
    """Do it; the page must lead back to itself and say there that it is done."""
    offered = {each.name: each for each, _form in client.get(page).context["every"]}
    answer = do(client, page, action, **values)
    assert (answer.status_code, answer.get("Location")) == (302, page), errors(answer)
    assert str(offered[action].done) in unescape(client.get(page).content.decode())


def refused(client: Client, page: str, action: str, sentence: str, **values: object) -> None:
    """The page refuses with this sentence, keeps what was typed, and nothing is recorded."""
    before = Entry.objects.count()
    answer = do(client, page, action, **values)
    text = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert [each for each in errors(answer) if sentence in each and each in text], errors(answer)
    assert [value for value in values.values() if value and str(value) not in text] == []
    assert Entry.objects.count() == before


def errors(answer: HttpResponse) -> list[str]:
    """Why a form was not taken, in the words of the page."""
    offered = answer.context["every"] if answer.context else []
    forms = [form for _action, form in offered if form.is_bound]
    return [str(each) for form in forms for found in form.errors.values() for each in found]


def offers(client: Client, page: str) -> list[str]:
    """The names of the actions that a page offers."""
    return [action.name for action, _form in client.get(page).context["offered"]]


def last_actions(count: int = 1) -> list[str]:
    """The newest lines of the log, the newest first."""
    return list(Entry.objects.order_by("-number").values_list("action", flat=True)[:count])


def framed(page: str) -> str:
    """What a browser shows in the frame of a page: the document that `srcdoc` holds."""
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag == "iframe":
                found.append(dict(attrs)["srcdoc"] or "")

    Reader().feed(page)
    (document,) = found
    return document
