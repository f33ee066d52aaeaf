"""What a group starts with; each of these is a column that its team may change."""

GROUP = {"visibility": "listed", "join_policy": "apply", "posting_policy": "review"}
