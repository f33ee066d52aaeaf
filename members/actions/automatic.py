"""What a group's own rules decide, without a person."""

from django.db import transaction

from members.actions.decisions import let_in, turn_down
from members.models import Application
from members.models.admission_rule import Outcome
from members.queries.admission import applicants_of, ground_of, rules_of, verdict_on


@transaction.atomic
def decide_by_rules(application: Application) -> None:
    """Ask the rules of the group in their order. What none of them decides waits for a person."""
    rules = list(rules_of(application.space))
    if not any(one.is_on for one in rules):
        return
    applicant = applicants_of([application])[application.pk]
    rule = verdict_on(rules, ground_of(application.space), applicant).rule
    if rule is None:
        return
    decided = {"rule": rule, "rule_name": rule.name}
    if rule.outcome == Outcome.APPROVE:
        let_in(application, **decided)
    else:
        turn_down(application, rule.reason, **decided)
