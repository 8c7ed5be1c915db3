"""The home page: every section of the club's own page."""

from mayorsclub.content.texts import Both, PageLink, Rich, shared
from mayorsclub.content.texts.sessions import SESSIONS

MISSIONS = [
    Both(
        "Сприяти розбудові правової держави, демократичного суспільства, відкритого й прозорого місцевого самоврядування в Україні.",
        "Help build the rule of law, a democratic society and open, transparent local self-government in Ukraine.",
    ),
    Both(
        "Налагоджувати взаємодію працівників місцевого самоврядування з органами державної влади, політичними партіями та громадськими організаціями в питаннях місцевого й регіонального розвитку.",
        "Help people in local government work with state authorities, political parties and public organisations on local and regional development.",
    ),
    Both(
        "Полегшувати доступ до міжнародних фінансових установ для розвитку громад і приватних проєктів у громадах.",
        "Open access to international financial institutions for the development of communities and private projects in them.",
    ),
    Both(
        "Підтримувати розвиток малого й середнього бізнесу в громадах.",
        "Support small and medium-sized businesses in communities.",
    ),
    Both(
        "Розвивати міжнародні зв’язки, співробітництво та партнерства для розв’язання завдань місцевого самоврядування.",
        "Build international ties, cooperation and partnerships that help local self-government.",
    ),
    Both(
        "Стратегічно планувати економічний та інфраструктурний розвиток міст і громад України.",
        "Plan strategically the economic and infrastructure development of Ukraine’s cities and communities.",
    ),
]

SERVICES = [
    Both(
        "Розвиток і фінансування муніципальних та приватних проєктів міст і громад, які очолюють наші члени.",
        "Developing and financing municipal and private projects of the cities and communities our members head.",
    ),
    Both(
        "Залучення стратегічних партнерів, українських і міжнародних, для підтримки малого й середнього бізнесу в цих містах і громадах.",
        "Bringing in strategic partners, Ukrainian and international, to support small and medium-sized businesses there.",
    ),
    Both(
        "Безпосередня участь у стратегічному розвитку місцевого самоврядування.",
        "A direct part in the strategic development of local self-government.",
    ),
    Both(
        "Обмін досвідом, навчання, менторство.",
        "Exchange of experience, training, mentoring.",
    ),
    Both(
        "Міжнародні торгові місії та заходи: експерт-сесії, конференції, форуми.",
        "International trade missions and events: expert sessions, conferences, forums.",
    ),
    Both(
        "Послуги для міст, громад та їхніх адміністрацій.",
        "Services for cities, communities and their administrations.",
    ),
]

PURPOSE = Both(
    "Клуб об’єднує чинних і колишніх міських голів та голів територіальних громад, щоб разом вирішувати питання місцевого самоврядування.",
    "It unites current and former mayors and heads of territorial communities to meet the challenges of local self-government.",
)
ABOUT = Both(
    "«Клуб Мерів» — всеукраїнська громадська організація, зареєстрована 2005 року; діє за Конституцією та законами України.",
    "Mayors’ Club is an all-Ukrainian public organisation registered in 2005, working under the Constitution and laws of Ukraine.",
)

TITLE = Both("Клуб Мерів", "Mayors’ Club")

HOME = [
    (
        "hero",
        {
            "eyebrow": Both(
                "Всеукраїнська громадська організація · з 2005 року",
                "All-Ukrainian public organisation · since 2005",
            ),
            "title": Both(
                "Чинні й колишні мери та голови громад — разом",
                "Mayors and heads of communities, current and former, together",
            ),
            "text": Both(
                "Разом вирішуємо питання місцевого самоврядування: проєкти, інвестиції, досвід і спільний голос громад.",
                "Together we meet the challenges of local self-government: projects, investment, experience and a common voice.",
            ),
            "actions": [
                {"label": shared.JOIN_CLUB, "page": PageLink("join"), "look": "wheat"},
                {"label": shared.BECOME_PARTNER, "page": PageLink("partners"), "look": "ghost"},
            ],
            "map_caption": Both(
                "Число на плитці — кількість територіальних громад, у жовтому куточку — членів Клубу.",
                "The number on a tile is that of territorial communities, in the yellow corner that of members.",
            ),
        },
    ),
    (
        "prose",
        {
            "anchor": "about",
            "eyebrow": Both("Хто ми", "Who we are"),
            "heading": Both("Про нас", "About us"),
            "text": Rich([("p", ABOUT), ("p", PURPOSE)]),
        },
    ),
    (
        "missions",
        {
            "anchor": "mission",
            "eyebrow": Both("Для чого ми є", "What we are for"),
            "heading": Both("Місія", "Mission"),
            "entries": MISSIONS,
        },
    ),
    (
        "sessions",
        {
            "anchor": "sessions",
            "eyebrow": Both(
                "Кожні два тижні, для членів Клубу", "Every two weeks, for members of the club"
            ),
            "heading": Both("Експерт-сесії", "Expert sessions"),
            "entries": SESSIONS,
        },
    ),
    (
        "services",
        {
            "anchor": "services",
            "eyebrow": Both("", ""),
            "heading": Both("Послуги для членів Клубу", "Services for members"),
            "entries": SERVICES,
            "label": Both("Докладніше про послуги", "More about the services"),
        },
    ),
    (
        "events",
        {
            "anchor": "events",
            "eyebrow": Both("Календар подій", "Calendar of events"),
            "heading": Both("Поточні події", "Current events"),
            "empty_title": Both("Найближчих подій немає", "No upcoming events"),
            "empty_text": Both(
                "Тут з’являтимуться відкриті заходи Клубу. Партнери дізнаються про них першими.",
                "The club’s open events will appear here. Partners hear of them first.",
            ),
        },
    ),
    (
        "news",
        {
            "anchor": "news",
            "eyebrow": Both("", ""),
            "heading": Both("Новини", "News"),
            "label": Both("Усі новини", "All news"),
        },
    ),
    (
        "ways_in",
        {
            "anchor": "membership",
            "eyebrow": Both("", ""),
            "heading": Both("Членство і партнерство", "Membership and partnership"),
            "entries": [
                {
                    "title": Both("Хто може стати членом", "Who may join"),
                    "who": shared.WHO_MAY_JOIN,
                    "steps_title": Both("Як вступити", "How to join"),
                    "steps": shared.STEPS,
                    "action": {"label": shared.JOIN_CLUB, "page": PageLink("join"), "look": ""},
                },
                {
                    "title": Both("Хто може стати партнером", "Who may become a partner"),
                    "who": shared.WHO_MAY_PARTNER,
                    "steps_title": Both("Як стати партнером", "How to become a partner"),
                    "steps": shared.STEPS,
                    "action": {
                        "label": shared.BECOME_PARTNER,
                        "page": PageLink("partners"),
                        "look": "",
                    },
                },
            ],
        },
    ),
    (
        "privileges",
        {
            "anchor": "privileges",
            "eyebrow": Both("", ""),
            "heading": Both("Переваги для партнерів", "Privileges of partners"),
            "entries": shared.PRIVILEGES,
        },
    ),
    ("contact", shared.CONTACT),
]
