"""Mailboxes lie open: a letter about a secret group names neither the group nor what was said there."""

import email
import email.policy

from campaigns.actions import draft_announcement, publish_now
from content.actions import publish_comment, publish_post


def test_letter_about_a_secret_group_is_neutral(cast, secret, group, settle, settings, tmp_path):
    settings.PLAZA_MAIL_DIR = tmp_path / "mail"
    post = publish_post(cast.admin, secret, title="Hidden heading", body="Hidden words")
    publish_comment(cast.member, post, body="Hidden answer")
    publish_now(cast.admin, draft_announcement(cast.admin, secret, title="Hidden title", body="Hidden news"))
    settle()
    letters = [path.read_bytes() for path in settings.PLAZA_MAIL_DIR.glob("*.eml")]
    assert len(letters) == 5  # four members, and the author who was answered
    for raw in letters:
        letter = email.message_from_bytes(raw, policy=email.policy.default)
        said = f"{letter['Subject']} {[part.get_content() for part in letter.iter_parts()]}"
        assert "Hidden" not in said and secret.name not in said and secret.slug not in said.split("/@")[1]
        assert "/@shanlan/me/inbox/" in said
