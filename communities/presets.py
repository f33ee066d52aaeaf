"""What a community starts with; each of these is a column that its team may change."""

COMMUNITY = {"visibility": "public", "join_policy": "open", "posting_policy": "members"}
