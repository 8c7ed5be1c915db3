"""Entries of the register of partners and the people who speak for them."""

from mayorsclub.audit.models import Entry
from mayorsclub.certificates.models import Certificate
from mayorsclub.mail.models import Letter
from mayorsclub.partners.domain import partners, representatives
from mayorsclub.partners.domain.refusals import PartnerRefused
from mayorsclub.partners.facts import PartnerFacts
from mayorsclub.partners.models import Partner, PartnerKind, Status
from mayorsclub.partners.rules import is_partner, represents
from tests.factories.accounts import EditorFactory, SecretariatFactory, UserFactory
from tests.factories.partners import PartnerFactory, RepresentativeFactory
from tests.factories.territories import territory
from tests.moments import NOON
from tests.outcomes import letters_to, refused


def enter(user, **other) -> Partner:
    given = {
        "kind": PartnerKind.ENTERPRISE,
        "name_uk": "ТОВ «Приклад»",
        "name_en": "Pryklad LLC",
        "sectors": ("waterAndWaste", "energy"),
        "oblasts": (territory().oblast,),
    }
    return partners.enter(
        PartnerFacts(**{**given, **other}),
        representative=user,
        position="директор",
        application=None,
        decision=None,
        at=NOON,
    )


def test_entering_gives_number_representative_certificate_and_letter(db):
    user = UserFactory()

    partner = enter(user)

    assert (partner.register_number, partner.status) == ("2026-0001", Status.ACTIVE)
    assert partner.sectors == ["energy", "waterAndWaste"]
    assert list(partner.oblasts.all()) == [territory().oblast]
    speaker = partner.representatives.get()
    assert (speaker.user, speaker.position, speaker.is_main) == (user, "директор", True)
    assert Certificate.objects.get().holder == partner
    assert letters_to(user) == ["partners.welcome"]
    assert "ТОВ «Приклад»" in Letter.objects.get().body_text
    assert is_partner(user)
    actions = Entry.objects.filter(about_type="partners.partner").order_by("number")
    assert [entry.action for entry in actions] == [
        "partner.entered",
        "partner.representative_added",
    ]


def test_a_name_of_the_greatest_length_fits(db):
    assert enter(UserFactory(), name_uk="Щ" * 250, name_en="W" * 250).sort_key


def test_what_is_not_offered_is_not_entered(db):
    assert refused(PartnerRefused, lambda: enter(UserFactory(), sectors=("oil",))) == "choice"
    assert not Partner.objects.exists()


def test_every_move_of_the_table_and_no_other(db):
    secretary = SecretariatFactory()
    for before in Status:
        for after in Status:
            speaker = RepresentativeFactory(partner__status=before)

            def change(pk=speaker.partner_id, after=after):
                return partners.change_status(
                    pk, status=after, reason="рішення", actor=secretary, at=NOON
                )

            if after in partners.MOVES[before]:
                assert change().status == after
                assert speaker.partner.status_changes.get().reason == "рішення"
                assert letters_to(speaker.user) == [f"partners.status_{after}"]
                assert is_partner(speaker.user) is (after == Status.ACTIVE)
            else:
                assert refused(PartnerRefused, change) == "move"


def test_only_the_secretariat_changes_a_status_and_gives_a_reason(db):
    speaker = RepresentativeFactory()

    def change(actor, reason="так"):
        return partners.change_status(
            speaker.partner_id, status="ended", reason=reason, actor=actor, at=NOON
        )

    for who in (speaker.user, EditorFactory(), UserFactory()):
        assert refused(PartnerRefused, lambda who=who: change(who)) == "not_allowed"
    assert refused(PartnerRefused, lambda: change(SecretariatFactory(), reason=" ")) == "reason"


def test_representatives_come_and_go(db):
    first = RepresentativeFactory()
    partner, secretary, second = first.partner, SecretariatFactory(), UserFactory()

    def add(user=second, actor=secretary):
        return representatives.add_representative(
            partner.pk, user=user, position="", is_main=True, actor=actor, at=NOON
        )

    assert refused(PartnerRefused, lambda: add(actor=first.user)) == "not_allowed"
    added = add()
    assert refused(PartnerRefused, add) == "already"
    first.refresh_from_db()
    assert (first.is_main, added.is_main) == (False, True)
    assert letters_to(second) == ["partners.representative_added"]

    def remove(found, actor=secretary):
        return representatives.remove_representative(found.pk, actor=actor, at=NOON)

    assert refused(PartnerRefused, lambda: remove(added, actor=first.user)) == "not_allowed"
    remove(added)
    remove(added)
    assert not represents(second, partner)
    first.refresh_from_db()
    assert first.is_main
    assert letters_to(second)[1:] == ["partners.representative_removed"]
    assert refused(PartnerRefused, lambda: remove(first)) == "last"
    assert add().removed_at is None


def test_interests_are_changed_by_who_represents_an_active_partner(db):
    speaker = RepresentativeFactory()
    given = {"project_kinds": ["ppp"], "oblasts": [], "offer": " досвід ", "at": NOON}

    def change(actor=speaker.user, sectors=("energy",)):
        return partners.change_interests(speaker.partner_id, sectors=sectors, actor=actor, **given)

    assert (change().sectors, change().offer) == (["energy"], "досвід")
    assert refused(PartnerRefused, lambda: change(sectors=["oil"])) == "choice"
    assert (
        refused(PartnerRefused, lambda: change(actor=RepresentativeFactory().user)) == "not_allowed"
    )
    Partner.objects.update(status=Status.SUSPENDED)
    assert refused(PartnerRefused, change) == "not_active"


def test_a_certificate_is_renewed_by_who_may(db):
    speaker = RepresentativeFactory()
    partners.renew_certificate(speaker.partner_id, actor=speaker.user, at=NOON)
    assert Certificate.objects.count() == 1
    stranger = RepresentativeFactory().user
    call = lambda: partners.renew_certificate(  # noqa: E731
        speaker.partner_id, actor=stranger, at=NOON
    )
    assert refused(PartnerRefused, call) == "not_allowed"
    ended = PartnerFactory(status=Status.ENDED)
    call = lambda: partners.renew_certificate(  # noqa: E731
        ended.pk, actor=SecretariatFactory(), at=NOON
    )
    assert refused(PartnerRefused, call) == "not_active"
