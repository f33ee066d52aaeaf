"""Opening a group, applying to one, and deciding."""

from groups.forms.admission import ApplicationForm, DeclineForm
from groups.forms.opening import OpenGroupForm

__all__ = ["ApplicationForm", "DeclineForm", "OpenGroupForm"]
