"""What a member's record says: tier, region, birthday, interests, stage, language, dates."""

import datetime as dt
import json
from typing import Any

from django.conf import settings
from django.db.models import BooleanField, Func, Q, Value
from django.db.models.expressions import F
from django.utils.dates import MONTHS as MONTH_NAMES
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core import clock, tenancy
from core.folding import fold
from members.models.brand_member import HIGHEST_TIER, Origin, Stage
from members.segments.catalogue import CHOICES, NUMBER, WORDS, Condition, Names, Part, Values, declare

RECORD, TIME = gettext_lazy("Record"), gettext_lazy("Time")
DAYS = Part("days", gettext_lazy("Days"), NUMBER, usual=30, unit=gettext_lazy("days"))


class HasWord(Func):
    """True when a JSON list of texts holds the word."""

    output_field = BooleanField()
    arity = 2

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        return super().as_sql(compiler, connection, template="%(expressions)s::jsonb", arg_joiner=" @> ", **extra)

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        column, params = compiler.compile(self.source_expressions[0])
        word = json.loads(self.source_expressions[1].value)[0]
        return f"EXISTS (SELECT 1 FROM json_each({column}) WHERE json_each.value = %s)", [*params, word]  # noqa: S608 (a column of ours)


def days_ago(days: int) -> dt.datetime:
    return clock.now() - dt.timedelta(days=days)


def listed(labels: Any) -> str:
    """Alternatives in one breath: 北部、中部."""
    return _(", ").join(str(label) for label in labels)


def _labels(part: Part, codes: list[Any]) -> str:
    known = dict(part.options())
    return listed(known.get(code, code) for code in codes)


TIERS = Part(
    "tiers",
    gettext_lazy("Tiers"),
    CHOICES,
    lambda: [(0, _("No tier")), *((n, _("Tier %(number)s") % {"number": n}) for n in range(1, HIGHEST_TIER + 1))],
)
MONTHS = Part("months", gettext_lazy("Months"), CHOICES, lambda: MONTH_NAMES.items())
STAGES = Part("stages", gettext_lazy("Stages"), CHOICES, lambda: Stage.choices)
ORIGINS = Part("origins", gettext_lazy("Ways"), CHOICES, lambda: Origin.choices)
LANGUAGES = Part("languages", gettext_lazy("Languages"), CHOICES, lambda: settings.LANGUAGES)
REGIONS = Part("regions", gettext_lazy("Regions"), WORDS, most=40)
INTERESTS = Part("interests", gettext_lazy("Interests"), WORDS, most=24)


def _tiers_say(values: Values, names: Names, is_not: bool) -> str:
    said = {"tiers": _labels(TIERS, values["tiers"])}
    return (_("are not in: %(tiers)s") if is_not else _("are in: %(tiers)s")) % said


def _regions_say(values: Values, names: Names, is_not: bool) -> str:
    said = {"regions": listed(values["regions"])}
    return (_("are not from %(regions)s") if is_not else _("are from %(regions)s")) % said


def _months_say(values: Values, names: Names, is_not: bool) -> str:
    said = {"months": _labels(MONTHS, values["months"])}
    return (_("have no birthday in %(months)s") if is_not else _("have their birthday in %(months)s")) % said


def _interests_match(values: Values) -> Q:
    found = Q()
    for word in values["interests"]:
        found |= Q(HasWord(F("interests"), Value(json.dumps([word]))))
    return found


def _interests_say(values: Values, names: Names, is_not: bool) -> str:
    said = {"interests": listed(values["interests"])}
    phrase = _("are not interested in any of: %(interests)s") if is_not else _("are interested in: %(interests)s")
    return phrase % said


def _stages_say(values: Values, names: Names, is_not: bool) -> str:
    said = {"stages": _labels(STAGES, values["stages"])}
    return (_("are not at the stage %(stages)s") if is_not else _("are at the stage %(stages)s")) % said


def _origins_say(values: Values, names: Names, is_not: bool) -> str:
    said = {"ways": _labels(ORIGINS, values["origins"])}
    return (_("did not arrive this way: %(ways)s") if is_not else _("arrived this way: %(ways)s")) % said


def _languages_match(values: Values) -> Q:
    """An account without a language of its own follows the brand."""
    own = Q(account__language__in=values["languages"])
    follows = tenancy.active().language in values["languages"]  # type: ignore[attr-defined]
    return own | Q(account__language="") if follows else own


def _languages_say(values: Values, names: Names, is_not: bool) -> str:
    said = {"languages": _labels(LANGUAGES, values["languages"])}
    return (_("do not read %(languages)s") if is_not else _("read %(languages)s")) % said


def _joined_say(values: Values, names: Names, is_not: bool) -> str:
    days = values["days"]
    if is_not:
        phrase = ngettext(
            "came to the brand more than %(count)s day ago", "came to the brand more than %(count)s days ago", days
        )
    else:
        phrase = ngettext(
            "came to the brand in the last %(count)s day", "came to the brand in the last %(count)s days", days
        )
    return phrase % {"count": days}


def _seen_say(values: Values, names: Names, is_not: bool) -> str:
    days = values["days"]
    if is_not:
        phrase = ngettext("were not here in the last %(count)s day", "were not here in the last %(count)s days", days)
    else:
        phrase = ngettext("were here in the last %(count)s day", "were here in the last %(count)s days", days)
    return phrase % {"count": days}


def _declare(name: str, label: Any, part: Part, matches: Any, says: Any, **flags: bool) -> None:
    shelf = TIME if part is DAYS else RECORD
    declare(Condition(name, label, shelf, matches, says, (part,), **flags))


_declare("vip_tier", gettext_lazy("VIP tier"), TIERS, lambda v: Q(vip_tier__in=v["tiers"]), _tiers_say)
_declare(
    "region",
    gettext_lazy("Region"),
    REGIONS,
    lambda v: Q(region_key__in=[fold(word)[:80] for word in v["regions"]]),
    _regions_say,
)
_declare(
    "birthday_month",
    gettext_lazy("Birthday month"),
    MONTHS,
    lambda v: Q(birthday__month__in=v["months"]),
    _months_say,
    is_contact=True,
)
_declare("interest", gettext_lazy("Interest"), INTERESTS, _interests_match, _interests_say)
_declare("stage", gettext_lazy("Lifecycle stage"), STAGES, lambda v: Q(stage__in=v["stages"]), _stages_say)
_declare("origin", gettext_lazy("How they arrived"), ORIGINS, lambda v: Q(source__in=v["origins"]), _origins_say)
_declare("language", gettext_lazy("Language"), LANGUAGES, _languages_match, _languages_say)
_declare(
    "joined",
    gettext_lazy("Came to the brand"),
    DAYS,
    lambda v: Q(joined_at__gte=days_ago(v["days"])),
    _joined_say,
)
_declare(
    "last_seen",
    gettext_lazy("Last here"),
    DAYS,
    lambda v: Q(last_seen_at__gte=days_ago(v["days"])),
    _seen_say,
    is_behaviour=True,
)
