"""The words of the invented events, in both languages. All of it is invented, and says so."""

from typing import Any

NOTE_UK = "Цю подію вигадано: вона показує, як працює календар."
NOTE_EN = "This event is invented: it shows how the calendar works."

SESSION: dict[str, Any] = {
    "title_uk": "Приклад: як підготувати проєкт до фінансування",
    "title_en": "Example: how to prepare a project for funding",
    "summary_uk": "Експерт-сесія для членів Клубу: від ідеї до заявки, яку приймуть.",
    "summary_en": "An expert session for members: from an idea to an application that is taken.",
    "text_uk": f"{NOTE_UK}\n\nЗапитання можна надіслати заздалегідь.",
    "text_en": f"{NOTE_EN}\n\nQuestions may be sent beforehand.",
}

FORUM: dict[str, Any] = {
    "title_uk": "Приклад: форум відновлення громад",
    "title_en": "Example: forum on the recovery of communities",
    "summary_uk": "Голови громад, партнери й фахівці говорять про відновлення, яке триватиме.",
    "summary_en": "Heads of communities, partners and specialists on a recovery that lasts.",
    "text_uk": (
        f"{NOTE_UK}\n\nТри теми: інженерні мережі, житло, робота. Після кожної є час на запитання."
    ),
    "text_en": (
        f"{NOTE_EN}\n\nThree themes: utilities, housing, jobs. After each there is time for "
        "questions."
    ),
    "place_uk": "м. Київ, Зразкова вулиця, 1",
    "place_en": "1 Zrazkova Street, Kyiv",
}
FORUM_ALT = {
    "alt_uk": "Сині та пшеничні плитки на синьому тлі",
    "alt_en": "Blue and wheat-coloured tiles on a blue ground",
}
# Hours after the beginning, hours that it takes, the words.
FORUM_PROGRAMME: tuple[tuple[float, float, dict[str, str]], ...] = (
    (0, 0.5, {"title_uk": "Відкриття", "title_en": "Opening"}),
    (
        0.5,
        1.5,
        {
            "title_uk": "Інженерні мережі: що лагодити спершу",
            "title_en": "Utilities: what to mend first",
            "speakers_uk": "Приклад Іван, голова громади (вигадана особа)",
            "speakers_en": "Ivan Pryklad, head of a community (an invented person)",
        },
    ),
    (2.5, 1, {"title_uk": "Перерва", "title_en": "Break"}),
    (
        3.5,
        2,
        {
            "title_uk": "Житло та робота: досвід трьох громад",
            "title_en": "Housing and jobs: three communities",
            "speakers_uk": "Зразкова Оксана, голова громади (вигадана особа)",
            "speakers_en": "Oksana Zrazkova, head of a community (an invented person)",
        },
    ),
    (6, 1, {"title_uk": "Запитання й домовленості", "title_en": "Questions and agreements"}),
)
FORUM_QUESTIONS: tuple[dict[str, Any], ...] = (
    {
        "kind": "choice",
        "label_uk": "Яка тема для Вас головна?",
        "label_en": "Which theme matters most to you?",
        "choices_uk": "Інженерні мережі\nЖитло\nРобота",
        "choices_en": "Utilities\nHousing\nJobs",
        "is_required": True,
    },
    {
        "kind": "consent",
        "label_uk": "Погоджуюся, що на форумі фотографують",
        "label_en": "I agree that photographs are taken at the forum",
    },
)
# Name, address before the @, organisation: all invented.
GUESTS = (
    ("Гостинний Тарас", "guest1", "Зразкова громада"),
    ("Відкрита Марта", "guest2", "Навчальний університет"),
    ("Охочий Назар", "guest3", "Демонстраційна спілка"),
)

CONFERENCE: dict[str, Any] = {
    "title_uk": "Приклад: конференція про енергію громад",
    "title_en": "Example: conference on the energy of communities",
    "summary_uk": "Як громади готуються до зими: власне тепло, власне світло.",
    "summary_en": "How communities get ready for winter: heat and light of their own.",
    "text_uk": NOTE_UK,
    "text_en": NOTE_EN,
    "place_uk": "м. Львів, Прикладна площа, 2",
    "place_en": "2 Prykladna Square, Lviv",
}
FEEDBACK: tuple[tuple[dict[str, int | None], str], ...] = (
    ({"overall": 5, "usefulness": 5, "speakers": 5, "organisation": 4}, "Дякую, було корисно."),
    ({"overall": 4, "usefulness": 5, "speakers": 4, "organisation": 4}, ""),
    ({"overall": 5, "usefulness": 4, "speakers": 5, "organisation": 5}, ""),
    (
        {"overall": 3, "usefulness": 4, "speakers": None, "organisation": 2},
        "Бракувало часу на запитання.",
    ),
)

MEETING: dict[str, Any] = {
    "title_uk": "Приклад: зустріч із партнерами",
    "title_en": "Example: a meeting with partners",
    "summary_uk": "Розмова за зачиненими дверима про спільні проєкти.",
    "summary_en": "A talk behind closed doors on common projects.",
    "text_uk": NOTE_UK,
    "text_en": NOTE_EN,
    "place_uk": "м. Київ, Зразкова вулиця, 1",
    "place_en": "1 Zrazkova Street, Kyiv",
}
MEETING_REASON = {
    "reason_uk": "Частина запрошених не може приїхати. Про нову зустріч повідомимо.",
    "reason_en": "Some of those invited cannot come. We shall write about another meeting.",
}

MISSION: dict[str, Any] = {
    "title_uk": "Приклад: торгова місія",
    "title_en": "Example: a trade mission",
    "summary_uk": "Громади й підприємства шукають партнерів за кордоном.",
    "summary_en": "Communities and enterprises look for partners abroad.",
    "text_uk": NOTE_UK,
    "text_en": NOTE_EN,
}
