"""The pages under /me/partner/, in each role."""

import pytest

from mayorsclub.accounts.home import sections_for
from mayorsclub.certificates.models import Certificate
from mayorsclub.partners.models import Status
from tests.factories.accounts import SecretariatFactory, UserFactory
from tests.factories.partners import PartnerFactory, RepresentativeFactory
from tests.membership.test_pages import status
from tests.moments import NOON
from tests.partners.answers import oblast_ids
from tests.sign_in import sign_in

PAGES = ["", "interests/", "certificate/"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_representative_opens_the_own_pages_and_nobody_elses(db, client, page, prefix):
    speaker, other = RepresentativeFactory(), RepresentativeFactory()
    own = f"{prefix}/me/partner/{speaker.partner_id}/{page}"
    assert status(client, speaker.user, own) == 200
    assert status(client, other.user, own) == 404
    assert status(client, SecretariatFactory(), own) == 404
    speaker.removed_at = NOON
    speaker.save()
    assert status(client, speaker.user, own) == 404
    client.logout()
    assert client.get(own).status_code == 302


def test_the_short_address_leads_to_the_one_or_lists_several(db, client):
    speaker = RepresentativeFactory()
    sign_in(client, speaker.user)
    assert client.get("/me/partner/").url == f"/me/partner/{speaker.partner_id}/"
    RepresentativeFactory(partner=PartnerFactory(name_uk="Інше"), user=speaker.user)
    page = client.get("/me/partner/").content.decode()
    assert "Інше" in page
    assert status(client, UserFactory(), "/me/partner/") == 404


def test_interests_are_changed(db, client):
    speaker = RepresentativeFactory()
    sign_in(client, speaker.user)
    address = f"/me/partner/{speaker.partner_id}/interests/"
    form = {"sectors": ["energy"], "project_kinds": ["ppp"], "offer": "Досвід <b>"}
    assert client.post(address, {**form, "oblasts": oblast_ids()}).status_code == 302
    page = client.get(f"/me/partner/{speaker.partner_id}/").content.decode()
    assert "Сумська область" in page
    assert "Досвід &lt;b&gt;" in page
    assert client.post(address, {**form, "sectors": ["oil"]}).status_code == 200

    speaker.partner.status = Status.SUSPENDED
    speaker.partner.save()
    assert client.post(address, form).status_code == 404


def test_a_certificate_is_renewed_while_the_partnership_is_active(db, client):
    speaker = RepresentativeFactory()
    sign_in(client, speaker.user)
    address = f"/me/partner/{speaker.partner_id}/certificate/"
    client.post(address)
    assert Certificate.objects.get().shown_code in client.get(address).content.decode()

    speaker.partner.status = Status.ENDED
    speaker.partner.save()
    client.post(address)
    assert Certificate.objects.count() == 1


def test_home_tells_representatives_what_is_theirs(db):
    speaker = RepresentativeFactory()
    titles = [str(section.title) for section in sections_for(speaker.user, NOON)]
    assert "Партнер: ТОВ «Приклад»" in titles
