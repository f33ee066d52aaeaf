"""Which consents are asked here, and what a member answered."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from members.models import Consent, ConsentText
from members.purposes import Purpose, catalogue


@dataclass(frozen=True)
class Asked:
    """One purpose as it is asked now, with the member's last answer to any version of it."""

    purpose: Purpose
    text: ConsentText
    answer: Consent | None

    @property
    def is_given(self) -> bool:
        """To these very words: who agreed to an earlier version is asked again."""
        return self.answer is not None and self.answer.stands and self.answer.text_id == self.text.pk

    @property
    def is_unanswered(self) -> bool:
        return self.answer is None or self.answer.text_id != self.text.pk


def current_texts() -> dict[str, ConsentText]:
    """{purpose: the words in force}; a purpose that the brand does not ask for is absent."""
    newest = ConsentText.objects.order_by().values("purpose").annotate(newest=Max("id")).values("newest")
    return {one.purpose: one for one in ConsentText.objects.filter(pk__in=newest) if one.body}


def asked_of(member: Any) -> list[Asked]:
    texts = current_texts()
    last: dict[str, Consent] = {}
    if texts and member is not None:
        last = {one.purpose: one for one in Consent.objects.filter(member=member).order_by("id")}
    return [Asked(purpose, texts[name], last.get(name)) for name, purpose in catalogue.items() if name in texts]


def consents_of(member: Any) -> list[Consent]:
    """Every answer ever given, the last one first."""
    return list(Consent.objects.filter(member=member).select_related("text").order_by("-id"))


def is_consented(member: Any, kind: str, channel: str) -> bool:
    """Whether a notice of this kind may go to the member over this channel, as far as consents decide."""
    gated = [name for name, purpose in catalogue.items() if (kind, channel) in purpose.gates]
    if not gated:
        return True
    return all(asked.is_given for asked in asked_of(member) if asked.purpose.name in gated)
