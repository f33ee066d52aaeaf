"""What tests of admission rules write down again and again."""

CHOICE = {"key": "q2", "label": "Where?", "kind": "choice", "options": ["Home", "Shop"], "required": False}
CONSENT = {"key": "q3", "label": "Quiet?", "kind": "consent", "options": [], "required": False}


def condition(what: str, how: str = "is", subject: str = "", value="") -> dict:
    return {"what": what, "how": how, "subject": subject, "value": value}


FILTER = condition("answer", "contains", "q1", "Filter")
