"""The services and a page for each of them."""

from mayorsclub.content.texts import Both, Rich, shared
from mayorsclub.content.texts.home import MISSIONS, SERVICES

WHO = [
    Both("Члени Клубу", "Members of the club"),
    Both(
        "Відповідальні особи, яких член Клубу уповноважив діяти за нього",
        "Delegates whom a member lets act for them",
    ),
]
STEPS = [
    Both(
        "Натисніть «Запитати про послугу» й опишіть, що потрібно Вашій громаді",
        "Press “Ask for this service” and describe what your community needs",
    ),
    Both(
        "Звернення надійде секретаріату Клубу, а Ви отримаєте його номер",
        "Your message reaches the club’s secretariat, and you get its number",
    ),
    Both(
        "Секретаріат відповість електронною поштою та запропонує наступні кроки",
        "The secretariat answers by e-mail and proposes the next steps",
    ),
]
MISSION = Both("Якій меті це служить", "The purpose it serves")

INDEX = {
    "title": Both("Послуги", "Services"),
    "intro": Both(
        "Шість напрямів, у яких Клуб допомагає своїм членам. Оберіть потрібний і напишіть нам.",
        "Six ways in which the club helps its members. Choose one and write to us.",
    ),
    "body": [("contact", shared.CONTACT)],
}


def _service(
    title: Both, index: int, what: list[Both], mission: int, summary: Both | None = None
) -> dict:
    """summary: where the service's words are its title already."""
    return {
        "title": title,
        "summary": summary or SERVICES[index],
        "what": Rich([("p", text) for text in what]),
        "who": WHO,
        "steps": STEPS,
        "body": [("text", Rich([("h2", MISSION), ("p", MISSIONS[mission])]))],
    }


PROJECTS = _service(
    Both("Проєкти та фінансування", "Projects and finance"),
    0,
    [
        Both(
            "Клуб допомагає розвивати муніципальні та приватні проєкти й шукати для них кошти: гранти, позики, приватні інвестиції.",
            "The club helps to develop municipal and private projects and to look for money for them: grants, loans, private investment.",
        ),
        Both(
            "Теми наших експерт-сесій про це: гранти для громад, інвестиційний паспорт громади, публічно-приватне партнерство.",
            "Topics of our expert sessions on this: grants for communities, the community investment passport, public-private partnership.",
        ),
    ],
    2,
)
PARTNERS = _service(
    Both("Стратегічні партнери", "Strategic partners"),
    1,
    [
        Both(
            "Клуб знайомить громади з українськими та міжнародними партнерами: підприємствами, компаніями, інвестиційними фондами, приватними інвесторами.",
            "The club introduces communities to Ukrainian and international partners: enterprises, companies, investment funds, individual investors.",
        ),
        Both(
            "Так громада знаходить, з ким розвивати місцевий малий і середній бізнес.",
            "So a community finds with whom to develop its small and medium-sized businesses.",
        ),
    ],
    3,
)
STRATEGY = _service(
    Both("Стратегічний розвиток", "Strategic development"),
    2,
    [
        Both(
            "Голови громад разом обговорюють спільні завдання місцевого самоврядування та планують розвиток своїх громад.",
            "Heads of communities discuss the shared tasks of local self-government and plan the development of their communities together.",
        ),
        Both(
            "Теми наших експерт-сесій про це: стратегічне планування розвитку громад, планування території.",
            "Topics of our expert sessions on this: strategic planning of community development, spatial planning.",
        ),
    ],
    5,
)
EXCHANGE = _service(
    Both("Обмін досвідом, навчання, менторство", "Exchange, training, mentoring"),
    3,
    [
        Both(
            "Рішення, яке спрацювало в одній громаді, заощаджує час іншим.",
            "A solution that worked in one community saves time for others.",
        ),
        Both(
            "Для цього є експерт-сесії кожні два тижні, навчання та менторство.",
            "For this there are expert sessions every two weeks, training and mentoring.",
        ),
    ],
    0,
    Both(
        "Чинні та колишні голови діляться тим, що спрацювало в їхніх громадах.",
        "Current and former heads share what worked in their communities.",
    ),
)
TRADE_MISSIONS = _service(
    Both("Торгові місії та заходи", "Trade missions and events"),
    4,
    [
        Both(
            "Під час торгової місії голови громад і місцеві підприємства зустрічаються з партнерами з інших країн — там або в Україні.",
            "On a trade mission, heads of communities and local firms meet partners from other countries, there or in Ukraine.",
        ),
        Both(
            "Експерт-сесії, конференції та форуми дають знання й знайомства вдома.",
            "Expert sessions, conferences and forums give knowledge and contacts at home.",
        ),
    ],
    4,
)
CITY_SERVICES = _service(
    Both("Послуги для міст і громад", "Services for cities and communities"),
    5,
    [
        Both(
            "Якщо потрібне виходить за межі інших напрямів, опишіть завдання своїми словами: секретаріат підкаже, чим Клуб може допомогти місту, громаді чи їхній адміністрації.",
            "If your need fits none of the other services, describe the task in your own words: the secretariat will say how the club can help a city, a community or its administration.",
        ),
    ],
    1,
    Both(
        "Допомога містам, громадам та їхнім адміністраціям у тому, чого не охоплюють інші послуги.",
        "Help for cities, communities and their administrations with what the other services do not cover.",
    ),
)
