"""The menu and the footer: text, page (or '@' and a place of the site), anchor on it."""

from mayorsclub.content.texts import Both

Links = list[tuple[Both, str, str]]

MENU: Links = [
    (Both("Про Клуб", "About"), "about", ""),
    (Both("Події", "Events"), "@events", ""),
    (Both("Експерт-сесії", "Expert sessions"), "@sessions", ""),
    (Both("Послуги", "Services"), "services", ""),
    (Both("Новини", "News"), "news", ""),
    (Both("Вступ", "Join"), "join", ""),
    (Both("Партнерам", "For partners"), "partners", ""),
]
FOOTER: Links = [
    (Both("Запитання та відповіді", "Questions and answers"), "faq", ""),
    (Both("Документи", "Documents"), "documents", ""),
    (Both("Люди", "People"), "@people", ""),
    (Both("Громади", "Communities"), "@communities", ""),
    (Both("Партнери Клубу", "Partners of the club"), "@partners", ""),
    (Both("Написати нам", "Contact"), "@contact", ""),
    (Both("Доступність", "Accessibility"), "accessibility", ""),
    (Both("Приватність", "Privacy"), "privacy", ""),
]
FOOTER_LINE = Both(
    "Клуб Мерів — всеукраїнська громадська організація",
    "Mayors’ Club, an all-Ukrainian public organisation",
)

# As earlier releases began: where they stand unchanged, the new ones take their place.
EARLIER_MENUS: list[Links] = [
    [
        (Both("Про Клуб", "About"), "about", ""),
        (Both("Експерт-сесії", "Expert sessions"), "home", "sessions"),
        (Both("Послуги", "Services"), "services", ""),
        (Both("Новини", "News"), "news", ""),
        (Both("Вступ", "Join"), "join", ""),
        (Both("Партнерам", "For partners"), "partners", ""),
    ],
    [
        (Both("Про Клуб", "About"), "home", "about"),
        (Both("Експерт-сесії", "Expert sessions"), "home", "sessions"),
        (Both("Послуги", "Services"), "home", "services"),
        (Both("Події", "Events"), "home", "events"),
        (Both("Вступ", "Join"), "join", ""),
        (Both("Партнерам", "For partners"), "partners", ""),
    ],
]
EARLIER_FOOTERS: list[Links] = [[(Both("Приватність", "Privacy"), "privacy", "")]]
