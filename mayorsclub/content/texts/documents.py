"""The page of documents before the club has put any on it."""

from mayorsclub.content.texts import Both

PAGE = {
    "title": Both("Документи", "Documents"),
    "intro": Both(
        "Статут та інші документи Клубу: чинна редакція кожного й попередні.",
        "The charter and other documents of the club: the version in force of each, and earlier ones.",
    ),
    "empty_title": Both("Документів ще не оприлюднено", "No documents have been published yet"),
    "empty_text": Both(
        "Вони з’являться тут, щойно секретаріат їх опублікує. Якщо документ потрібен Вам зараз, напишіть нам.",
        "They will be here as soon as the secretariat publishes them. If you need a document now, write to us.",
    ),
    "body": [],
}
