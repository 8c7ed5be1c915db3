"""About the club: since when, what for, who leads it."""

from mayorsclub.content.texts import Both, PageLink, Rich, shared
from mayorsclub.content.texts.home import ABOUT, MISSIONS, PURPOSE

PAGE = {
    "title": Both("Про Клуб", "About the club"),
    "intro": Both(
        PURPOSE.uk.replace("Клуб ", "Клуб Мерів ", 1),
        "Mayors’ Club unites current and former mayors and heads of territorial communities to meet the challenges of local self-government.",
    ),
    "body": [
        (
            "text",
            Rich(
                [
                    ("p", ABOUT),
                    (
                        "p",
                        Both(
                            "Членами Клубу є особи, а не громади: чинні та колишні міські голови й голови територіальних громад. Членство безоплатне й безстрокове.",
                            "Its members are persons, not communities: current and former mayors and heads of territorial communities. Membership is free and has no end date.",
                        ),
                    ),
                    ("h2", Both("Місія", "Mission")),
                    *(("li", mission) for mission in MISSIONS),
                    ("h2", Both("Що дає Клуб", "What the club gives")),
                    (
                        "li",
                        Both(
                            "Експерт-сесії кожні два тижні — зустрічі членів Клубу з фахівцями.",
                            "Expert sessions every two weeks: members meet specialists.",
                        ),
                    ),
                    (
                        "li",
                        Both(
                            "Допомога з проєктами та їх фінансуванням, пошук партнерів.",
                            "Help with projects and their financing, and with finding partners.",
                        ),
                    ),
                    (
                        "li",
                        Both(
                            "Обмін досвідом, навчання, менторство, торгові місії.",
                            "Exchange of experience, training, mentoring, trade missions.",
                        ),
                    ),
                    (
                        "li",
                        Both(
                            "Спільний голос громад у питаннях місцевого самоврядування.",
                            "A common voice of communities on local self-government.",
                        ),
                    ),
                ]
            ),
        ),
        (
            "call",
            {
                "heading": Both("Органи Клубу", "Bodies of the club"),
                "text": Both(
                    "Заяви на членство й партнерство розглядають комітети Клубу. Їхній склад — на сторінці «Люди».",
                    "Applications for membership and partnership are reviewed by committees of the club. Who sits in them is on the page “People”.",
                ),
                "action": {
                    "label": Both("Люди Клубу", "People of the club"),
                    "page": None,
                    "place": "people",
                    "look": "",
                },
            },
        ),
        (
            "call",
            {
                "heading": Both("Як долучитися", "How to take part"),
                "text": Both(
                    "Голови міст і громад подають заяву на членство, підприємства та інвестори — на партнерство.",
                    "Heads of cities and communities apply for membership, businesses and investors for partnership.",
                ),
                "action": {
                    "label": shared.JOIN_CLUB,
                    "page": PageLink("join"),
                    "place": "",
                    "look": "wheat",
                },
            },
        ),
        ("contact", shared.CONTACT),
    ],
}
