from django.contrib.auth.models import AnonymousUser

from mayorsclub.content import communities
from mayorsclub.search import vocabulary
from mayorsclub.search.queries import find
from tests.factories.territories import load_small_codifier


def hits(text, language="uk"):
    results = find(text, language=language, user=AnonymousUser(), limit=10)
    return [(hit.url, str(hit.title)) for group in results.groups for hit in group.hits]


def test_communities_and_oblasts_lead_to_the_page_of_their_oblast(db):
    vocabulary.forget()
    load_small_codifier()
    communities.rebuild()
    communities.rebuild()

    assert hits("Лебединська") == [
        ("/communities/sumy/", "<mark>Лебединська</mark> територіальна громада")
    ]
    assert hits("лебедина") == [("/communities/sumy/", "Лебединська територіальна громада")]
    assert [url for url, _title in hits("lebedyn", "en")] == ["/en/communities/sumy/"]
    assert ("/communities/lviv/", "<mark>Львівська</mark> область") in hits("львівської")
