"""Facts about brands and their keys."""

from activity.verbs import declare

BRAND_CREATED = declare("brand.created", audited=True)
BRAND_CHANGED = declare("brand.changed", audited=True)
KEY_CREATED = declare("key.created", audited=True)
KEY_REVOKED = declare("key.revoked", audited=True)
