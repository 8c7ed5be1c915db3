"""Each table that names a person is decided on: what merging and erasing do with it.

A new key to User fails here until it stands in DECIDED, and with it in merging and erasing.
"""

import pytest
from django.db.models import ManyToManyRel, ManyToOneRel, OneToOneField, UniqueConstraint

from mayorsclub.accounts.models import User
from mayorsclub.office.domain import merging

MOVES = "moves to the kept record"
ENDS = "ends with the account"
STAYS = "stays with the row given up"
REFUSES = "both having one is a refusal"

KEEPS = "kept: the club's own record, the row of the person is empty then"
REFUSED = "whoever has one is not erased"
GOES = "erased"

# (what merging does, what erasing does)
DECIDED = {
    "account.emailaddress.user": (ENDS, GOES),
    "accounts.correction.corrected_by": (MOVES, REFUSED),
    "accounts.rolegrant.approved_by": (MOVES, REFUSED),
    "accounts.rolegrant.asked_by": (MOVES, REFUSED),
    "accounts.rolegrant.ended_by": (MOVES, REFUSED),
    "accounts.rolegrant.user": (MOVES, REFUSED),
    "accounts.user.merged_into": (STAYS, KEEPS),
    "applications.application.applicant": (MOVES, GOES),
    "applications.event.actor": (MOVES, KEEPS),
    "audit.entry.actor": (STAYS, KEEPS),
    "committees.attendance.user": (REFUSES, REFUSED),
    "committees.elector.user": (REFUSES, REFUSED),
    "committees.remark.author": (MOVES, REFUSED),
    "committees.seat.user": (REFUSES, REFUSED),
    "committees.sitting.chair": (MOVES, REFUSED),
    "committees.sitting.secretary": (MOVES, REFUSED),
    "committees.sittingminutes.approved_by": (MOVES, REFUSED),
    "directory.partnerprofile.agreed_by": (MOVES, REFUSED),
    "directory.picture.added_by": (MOVES, REFUSED),
    "directory.profile.agreed_by": (MOVES, REFUSED),
    "events.calendarfeed.user": (STAYS, GOES),
    "events.cover.added_by": (MOVES, REFUSED),
    "events.doorpass.made_by": (MOVES, REFUSED),
    "events.event.created_by": (MOVES, REFUSED),
    "events.invitation.invited_by": (MOVES, REFUSED),
    "events.invitation.user": (MOVES, GOES),
    "events.registration.answers_changed_by": (MOVES, KEEPS),
    "events.registration.by": (MOVES, KEEPS),
    "events.registration.checked_in_by": (MOVES, REFUSED),
    "events.registration.user": (MOVES, GOES),
    "expert_sessions.expert.user": (MOVES, GOES),
    "expert_sessions.expertsession.created_by": (MOVES, REFUSED),
    "expert_sessions.proposal.proposed_by": (MOVES, GOES),
    "expert_sessions.question.answered_by": (MOVES, REFUSED),
    "expert_sessions.question.asked_by": (MOVES, GOES),
    "expert_sessions.questionvote.user": (MOVES, GOES),
    "expert_sessions.support.user": (MOVES, GOES),
    "files.privatefile.added_by": (MOVES, KEEPS),
    "imports.import.finished_by": (MOVES, REFUSED),
    "imports.import.started_by": (MOVES, REFUSED),
    "inbox.line.author": (MOVES, GOES),
    "inbox.message.assigned_to": (MOVES, REFUSED),
    "inbox.message.writer": (MOVES, GOES),
    "inbox.savedanswer.changed_by": (MOVES, REFUSED),
    "mail.letter.to_user": (MOVES, GOES),
    "mail.lettertext.changed_by": (MOVES, REFUSED),
    "mailings.dispatch.user": (MOVES, GOES),
    "mailings.lettertemplate.changed_by": (MOVES, REFUSED),
    "mailings.mailing.written_by": (MOVES, REFUSED),
    "mailings.newschoice.user": (MOVES, GOES),
    "membership.delegate.user": (MOVES, GOES),
    "membership.member.user": (MOVES, REFUSED),
    "membership.statuschange.changed_by": (MOVES, REFUSED),
    "mfa.authenticator.user": (ENDS, GOES),
    "office.export.approved_by": (MOVES, REFUSED),
    "office.export.asked_by": (MOVES, REFUSED),
    "office.listchoice.user": (STAYS, REFUSED),
    "office.note.remind_whom": (MOVES, REFUSED),
    "office.note.written_by": (MOVES, REFUSED),
    "office.savedview.owner": (MOVES, REFUSED),
    "partners.representative.user": (MOVES, REFUSED),
    "partners.statuschange.changed_by": (MOVES, REFUSED),
    "usersessions.usersession.user": (STAYS, GOES),
    # Pages are the work of editors, who have a role.
    "wagtail_localize.segmentoverride.last_translated_by": (MOVES, REFUSED),
    "wagtail_localize.stringtranslation.last_translated_by": (MOVES, REFUSED),
    "wagtailadmin.editingsession.user": (MOVES, REFUSED),
    "wagtailadmin.formstate.user": (MOVES, REFUSED),
    "wagtailcore.comment.resolved_by": (MOVES, REFUSED),
    "wagtailcore.comment.user": (MOVES, REFUSED),
    "wagtailcore.commentreply.user": (MOVES, REFUSED),
    "wagtailcore.modellogentry.user": (MOVES, REFUSED),
    "wagtailcore.page.locked_by": (MOVES, REFUSED),
    "wagtailcore.page.owner": (MOVES, REFUSED),
    "wagtailcore.pagelogentry.user": (MOVES, REFUSED),
    "wagtailcore.pagesubscription.user": (MOVES, REFUSED),
    "wagtailcore.revision.user": (MOVES, REFUSED),
    "wagtailcore.taskstate.finished_by": (MOVES, REFUSED),
    "wagtailcore.uploadedfile.uploaded_by_user": (MOVES, REFUSED),
    "wagtailcore.workflowstate.requested_by": (MOVES, REFUSED),
    "wagtaildocs.document.uploaded_by_user": (MOVES, REFUSED),
    "wagtailimages.image.uploaded_by_user": (MOVES, REFUSED),
    "wagtailusers.userprofile.user": (MOVES, REFUSED),
}
# What there can be one of for a person, and how merging sees to it besides ONCE: an entry
# takes over the other's, a seat or a roll refuses, of two places at one event the better
# stays, and of two entries of experts the kept person's.
SEEN_TO = {
    "accounts.rolegrant",
    "committees.attendance",
    "committees.elector",
    "committees.seat",
    "events.registration",
    "expert_sessions.expert",
    "membership.member",
    "partners.representative",
    "wagtailusers.userprofile",
}


def links() -> dict[str, ManyToOneRel]:
    found = {}
    for relation in User._meta.get_fields(include_hidden=True):
        is_key = isinstance(relation, ManyToOneRel) and not isinstance(relation, ManyToManyRel)
        if is_key and not relation.related_model._meta.auto_created:
            name = f"{relation.related_model._meta.label_lower}.{relation.field.name}"
            found[name] = relation
    return found


def test_every_link_to_a_person_is_decided_on():
    assert set(links()) == set(DECIDED)


@pytest.mark.parametrize("name", DECIDED)
def test_merging_does_as_decided(name):
    relation, decided = links()[name], DECIDED[name][0]
    moving = {(model._meta.label_lower, field) for model, field in merging._relations(User)}
    moves = (relation.related_model._meta.label_lower, relation.field.name) in moving
    assert moves == (decided in {MOVES, REFUSES})
    assert (relation.related_model in merging.OWN) == (decided == ENDS)


def test_what_there_is_one_of_for_a_person_cannot_stand_in_the_way_unseen():
    single = set()
    for model, field in merging._relations(User):
        constraints = [one for one in model._meta.constraints if isinstance(one, UniqueConstraint)]
        together = [*(one.fields for one in constraints), *model._meta.unique_together]
        is_single = isinstance(model._meta.get_field(field), OneToOneField)
        if is_single or any(field in fields for fields in together):
            single.add(model._meta.label_lower)
    assert single == set(merging.ONCE) | SEEN_TO
