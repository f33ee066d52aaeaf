"""Facts about communities that members ask for."""

from activity.verbs import declare

PROPOSAL_SENT = declare("proposal.sent")
PROPOSAL_WITHDRAWN = declare("proposal.withdrawn")
PROPOSAL_APPROVED = declare("proposal.approved", audited=True)
PROPOSAL_DECLINED = declare("proposal.declined", audited=True)
COMMUNITY_STARTED = declare("community.started")
