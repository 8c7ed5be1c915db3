"""The menu and the footer: text, page, anchor on it."""

from mayorsclub.content.texts import Both

MENU = [
    (Both("Про Клуб", "About"), "home", "about"),
    (Both("Експерт-сесії", "Expert sessions"), "home", "sessions"),
    (Both("Послуги", "Services"), "home", "services"),
    (Both("Події", "Events"), "home", "events"),
    (Both("Вступ", "Join"), "join", ""),
    (Both("Партнерам", "For partners"), "partners", ""),
]
FOOTER = [
    (Both("Приватність", "Privacy"), "privacy", ""),
]
FOOTER_LINE = Both(
    "Клуб Мерів — всеукраїнська громадська організація",
    "Mayors’ Club, an all-Ukrainian public organisation",
)
