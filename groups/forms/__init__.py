"""Opening a group, applying to one, and deciding."""

from groups.forms.admission import ApplicationForm
from groups.forms.deciding import AnswerForm, AskForm, BulkDeclineForm, DeclineForm, DeskForm
from groups.forms.opening import OpenGroupForm
from groups.forms.rules import RefusalsForm, RuleForm

__all__ = [
    "AnswerForm",
    "ApplicationForm",
    "AskForm",
    "BulkDeclineForm",
    "DeclineForm",
    "DeskForm",
    "OpenGroupForm",
    "RefusalsForm",
    "RuleForm",
]
