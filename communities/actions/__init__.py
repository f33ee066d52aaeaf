"""Opening communities: by the brand, or asked for by a member."""

from communities.actions.opening import create_community
from communities.actions.proposals import approve_proposal, decline_proposal, propose_community, withdraw_proposal

__all__ = ["approve_proposal", "create_community", "decline_proposal", "propose_community", "withdraw_proposal"]
