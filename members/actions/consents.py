"""Asking for consent, giving it, taking it back, and objecting to being aimed at."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from activity.actions import record
from core import clock, locks, text
from core.decisions import ensure
from core.errors import Conflict, Invalid
from members import rules, verbs
from members.models import BrandMember, Consent, ConsentText
from members.models.consent import TEXT_LENGTH, ConsentSource
from members.purposes import catalogue
from members.queries.consents import Asked, asked_of, current_texts


@transaction.atomic
def set_consent_text(viewer: Any, purpose: str, body: str) -> ConsentText | None:
    """A new version of the words; the same words again change nothing. Empty: the purpose is asked for no longer."""
    ensure(rules.can_set_consent_texts(viewer))
    if purpose not in catalogue:
        raise Invalid.field("purpose", _("Choose one of the options."), "bad_choice")
    body = text.clean(body, field="body", longest=TEXT_LENGTH, lines=True)
    last = ConsentText.objects.filter(purpose=purpose).order_by("-version").first()
    if (last.body if last else "") == body:
        return last
    version = last.version + 1 if last else 1
    try:
        with transaction.atomic():
            made = ConsentText.objects.create(
                brand_id=viewer.member.brand_id, purpose=purpose, version=version, body=body
            )
    except IntegrityError as error:
        raise Conflict from error
    record(verbs.CONSENT_TEXT_CHANGED, viewer=viewer, target=made, purpose=purpose, version=version)
    return made


@transaction.atomic
def answer_consents(viewer: Any, answers: Mapping[str, bool], *, source: str = ConsentSource.CHOICES) -> None:
    """`{purpose: given}`; what is not named stays as it was. Counts from the next hand-off of a message on."""
    ensure(rules.can_answer_consents(viewer))
    if unknown := set(answers) - current_texts().keys():
        raise Invalid.field(f"consents.{sorted(unknown)[0]}"[:60], _("Nobody asks for this consent here."), "unknown")
    locks.for_update(BrandMember.objects.filter(pk=viewer.member.pk)).get()  # two answers at once come one by one
    for asked in asked_of(viewer.member):
        if asked.purpose.name in answers:
            _answer(viewer, asked, given=answers[asked.purpose.name], source=source)


def _answer(viewer: Any, asked: Asked, *, given: bool, source: str) -> None:
    if given == asked.is_given and not (asked.is_unanswered and not given):
        return
    now, name = clock.now(), asked.purpose.name
    stood = Consent.objects.filter(member=viewer.member, purpose=name, withdrawn_at=None).update(withdrawn_at=now)
    if given or not stood or asked.is_unanswered:
        Consent.objects.create(
            brand_id=viewer.member.brand_id,
            member=viewer.member,
            purpose=name,
            text=asked.text,
            given_at=now if given else None,
            withdrawn_at=None if given else now,
            source=source,
            answered_at=now,
        )
    verb = verbs.CONSENT_GIVEN if given else verbs.CONSENT_WITHDRAWN
    record(verb, viewer=viewer, target=viewer.member, purpose=name, version=asked.text.version)


@transaction.atomic
def set_personal_targeting(viewer: Any, *, allowed: bool) -> BrandMember:
    """
    Objecting takes one out of every segment that looks at behaviour, and holds what was aimed by one and still waits.

    Doing it twice changes nothing.
    """
    ensure(rules.can_answer_consents(viewer))
    mine = BrandMember.objects.filter(pk=viewer.member.pk, personal_targeting_objected_at__isnull=not allowed)
    if mine.update(personal_targeting_objected_at=None if allowed else clock.now()):
        record(verbs.TARGETING_ALLOWED if allowed else verbs.TARGETING_REFUSED, viewer=viewer, target=viewer.member)
    viewer.refresh()
    return viewer.member
