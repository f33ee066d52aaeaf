"""Who belongs, with which standing."""

from members.models.admission_rule import AdmissionRule
from members.models.application import Application, FollowUp
from members.models.brand_member import BrandMember
from members.models.bridge import Bridge, Crossing
from members.models.consent import Consent, ConsentText
from members.models.data_request import BarredAddress, DataRequest
from members.models.invite import Invite
from members.models.invite_batch import InviteBatch, InviteRow
from members.models.membership import Membership
from members.models.role_powers import RolePowers
from members.models.segment import Segment, TagRule
from members.models.tag import MemberTag, Tag
from members.models.tag_job import TagJob, TakenTag

__all__ = [
    "AdmissionRule",
    "Application",
    "BarredAddress",
    "BrandMember",
    "Bridge",
    "Consent",
    "ConsentText",
    "Crossing",
    "DataRequest",
    "FollowUp",
    "Invite",
    "InviteBatch",
    "InviteRow",
    "MemberTag",
    "Membership",
    "RolePowers",
    "Segment",
    "Tag",
    "TagJob",
    "TagRule",
    "TakenTag",
]
