"""The topics of the expert sessions, in the club's order."""

from mayorsclub.content.texts import Both

TAGS = {
    "investment": Both("Інвестиції", "Investment"),
    "energy": Both("Енергетика", "Energy"),
    "land": Both("Земля і планування", "Land and planning"),
    "trade": Both("Торгівля та експорт", "Trade and export"),
    "international": Both("Міжнародне співробітництво", "International cooperation"),
    "business": Both("Малий і середній бізнес", "Small and medium-sized business"),
    "recovery": Both("Відбудова", "Recovery"),
    "digital": Both("Цифровізація", "Digitalisation"),
    "grants": Both("Гранти", "Grants"),
    "strategy": Both("Стратегія", "Strategy"),
    "ppp": Both("Публічно-приватне партнерство", "Public-private partnership"),
    "governance": Both("Місцеве самоврядування", "Local self-government"),
}


def _session(tags: str, title: Both, text: Both) -> dict:
    return {"title": title, "text": text, "tags": [TAGS[tag] for tag in tags.split()]}


SESSIONS = [
    _session(
        "investment energy land",
        Both(
            "Інвестиційна привабливість: вирощування міскантусу гігантського в громадах",
            "Investment appeal: growing giant miscanthus in communities",
        ),
        Both(
            "Міскантус гігантський — багаторічна енергетична культура, що росте й на малопродуктивних землях і дає тверде біопаливо для місцевих котелень. Спершу варто порахувати вартість закладання плантації, строк до повного врожаю та можливості збуту.",
            "Giant miscanthus is a perennial energy crop that grows even on poor land and gives solid biofuel for local boiler houses. First work out the cost of planting, the years to a full harvest and who will buy.",
        ),
    ),
    _session(
        "trade business international",
        Both(
            "World Trade Center (WTC) Kyiv: презентація та можливості для громад і бізнесу",
            "World Trade Center (WTC) Kyiv: what it offers communities and business",
        ),
        Both(
            "Мережа World Trade Centers об’єднує ділові центри багатьох країн. Через неї громада може показати свої проєкти за кордоном, а місцевий бізнес — знайти покупців і партнерів.",
            "World Trade Centers link business hubs in many countries. Through them a community can show its projects abroad and local firms can find buyers and partners.",
        ),
    ),
    _session(
        "investment international",
        Both(
            "Як підвищити інвестиційну привабливість українських міст для західних компаній",
            "Making Ukrainian cities attractive to Western companies",
        ),
        Both(
            "Для західної компанії важливі зрозумілі правила, готовий майданчик, кадри та швидка відповідь. Громада може підготувати дані англійською, призначити контактну особу й супроводжувати інвестора від першого листа.",
            "Western companies look for clear rules, a ready site, skilled people and a quick answer. A community can prepare data in English, name a contact and guide the investor from the first letter.",
        ),
    ),
    _session(
        "business investment",
        Both(
            "Кластерний розвиток: стан, виклики та можливості",
            "Cluster development: state of play, challenges and opportunities",
        ),
        Both(
            "Кластер об’єднує підприємства, навчальні заклади та владу навколо однієї галузі. Разом легше виходити на ринки, готувати кадри й ділити витрати, а громада дає майданчик і узгоджує інтереси.",
            "A cluster brings firms, schools and authorities together around one industry. Together it is easier to reach markets, train people and share costs; the community gives the place and balances interests.",
        ),
    ),
    _session(
        "recovery digital international",
        Both(
            "Відбудова України: передові технології для ефективної взаємодії та документообігу на міжнародному рівні",
            "Rebuilding Ukraine: technology for working together and exchanging documents internationally",
        ),
        Both(
            "У відбудові громади, донори й підрядники з різних країн працюють разом. Електронні документи, підписи та спільні платформи скорочують строки й лишають слід кожного рішення.",
            "In rebuilding, communities, donors and contractors from different countries work together. E-documents, signatures and shared platforms save time and leave a trace of every decision.",
        ),
    ),
    _session(
        "land",
        Both(
            "Планування території: генеральний план, детальний план",
            "Spatial planning: master plan and detailed plan",
        ),
        Both(
            "Містобудівна документація визначає, де бути житлу, виробництву, дорогам і зеленим зонам. Комплексний, генеральний і детальний плани мають узгоджуватися, інакше складно надати землю чи почати будівництво.",
            "Planning documents say where housing, industry, roads and green areas go. The integrated, master and detailed plans must agree, or it is hard to offer land or start building.",
        ),
    ),
    _session(
        "grants",
        Both(
            "Гранти для громад",
            "Grants for communities",
        ),
        Both(
            "Грант — безповоротні кошти на чітко описаний результат. Успіх залежить від відповідності умовам конкурсу, реалістичного бюджету, співфінансування та звітності.",
            "A grant is non-repayable money for a clearly described result. Success depends on fitting the call, a realistic budget, co-financing and reporting.",
        ),
    ),
    _session(
        "investment",
        Both(
            "Інвестиційний паспорт громади",
            "The community investment passport",
        ),
        Both(
            "Паспорт стисло показує ресурси, кадри, інфраструктуру та вільні майданчики громади. Він корисний, доки дані свіжі, перевірені й доступні також англійською.",
            "The passport sums up a community’s resources, people, infrastructure and vacant sites. It is useful while its data are fresh, checked and available in English too.",
        ),
    ),
    _session(
        "strategy governance",
        Both(
            "Стратегічне планування розвитку громад",
            "Strategic planning of community development",
        ),
        Both(
            "Стратегія визначає, якою громада хоче стати і що робитиме для цього щороку. Вона пов’язує бюджет, проєкти та просторові плани; готують її разом із мешканцями й бізнесом.",
            "A strategy says what a community wants to become and what it will do each year. It ties together budget, projects and spatial plans and is made with residents and business.",
        ),
    ),
    _session(
        "ppp investment",
        Both(
            "Державно-приватне партнерство",
            "Public-private partnership",
        ),
        Both(
            "Приватний партнер вкладає кошти й досвід у суспільну інфраструктуру, а сторони ділять ризики за довгостроковим договором. З 31 жовтня 2025 року закон називає таке партнерство публічно-приватним.",
            "A private partner puts money and experience into public infrastructure, and risks are shared under a long-term contract. Since 31 October 2025 Ukrainian law calls it “public-private”.",
        ),
    ),
    _session(
        "governance",
        Both(
            "Експерт-сесія Клубу Мерів",
            "Mayors’ Club expert session",
        ),
        Both(
            "Голови громад обговорюють спільні завдання місцевого самоврядування. Рішення, що спрацювало в одній громаді, заощаджує час іншим.",
            "Heads of communities discuss the shared tasks of local self-government. A solution that worked in one community saves time for others.",
        ),
    ),
    _session(
        "recovery international",
        Both(
            "Експерт-сесія за участю Rebuilding Ukraine Agency",
            "Expert session with the Rebuilding Ukraine Agency",
        ),
        Both(
            "Щоб знайти партнера для відбудови, громаді потрібні оцінка потреб, пріоритети й підготовлений проєкт. Посередники допомагають поєднати потреби з технологіями та коштами.",
            "To find a partner for rebuilding, a community needs assessed needs, priorities and a prepared project. Intermediaries help match needs with technology and money.",
        ),
    ),
]
