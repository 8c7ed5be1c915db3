"""Lists that more than one page shows."""

from mayorsclub.content.texts import Both

JOIN_CLUB = Both("Вступити до Клубу", "Join the club")
BECOME_PARTNER = Both("Стати партнером", "Become a partner")

WHO_MAY_JOIN = [
    Both("Чинні та колишні міські голови України", "Current and former mayors of Ukrainian cities"),
    Both(
        "Чинні та колишні голови територіальних громад",
        "Current and former heads of territorial communities",
    ),
]
WHO_MAY_PARTNER = [
    Both("Підприємці та підприємства України", "Ukrainian entrepreneurs and enterprises"),
    Both("Міжнародні компанії", "International companies"),
    Both("Інвестиційні фонди та приватні інвестори", "Investment funds and individual investors"),
]
STEPS = [
    Both("Подайте заяву", "Apply"),
    Both("Її розгляне наш комітет", "Our committee reviews the application"),
    Both(
        "Рішення надійде електронною поштою, а далі — лист із наступними кроками",
        "The decision comes by e-mail, then a letter with next steps",
    ),
]
PRIVILEGES = [
    Both(
        "Партнерства та ділові контакти по всій Україні",
        "Partnerships and contacts throughout Ukraine",
    ),
    Both("Запрошення на закриті заходи Клубу", "Invitations to the club’s closed events"),
    Both(
        "Ви першими дізнаєтеся про заплановані відкриті заходи", "First news of planned open events"
    ),
    Both("Фахові консультації наших експертів", "Professional advice from our experts"),
    Both(
        "Розповідь про Вас і Ваш бізнес у нашому періодичному виданні",
        "A place for you and your business in our periodical",
    ),
]
CONTACT = {
    "heading": Both("Маєте запитання?", "Any questions?"),
    "label": Both("Напишіть нам", "Write to us"),
}
