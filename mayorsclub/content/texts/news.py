"""The list of news, and the tags that articles get (those of the expert sessions)."""

from mayorsclub.content.texts import Both
from mayorsclub.content.texts.sessions import TAGS

INDEX = {
    "title": Both("Новини", "News"),
    "intro": Both(
        "Що відбувається в Клубі та що важливо для громад.",
        "What happens in the club and what matters to communities.",
    ),
    "empty_title": Both("Новин поки немає", "No news yet"),
    "empty_text": Both(
        "Тут з’являтимуться повідомлення Клубу. Підпишіться на стрічку, щоб не пропустити першого.",
        "The club’s news will appear here. Follow the feed so as not to miss the first.",
    ),
}
CLUB = Both("Життя Клубу", "Club life")
NEWS_TAGS = {"club": CLUB, **TAGS}
