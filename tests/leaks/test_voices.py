"""Where the brand speaks, nobody learns which person of its team typed."""

from content.actions import publish_comment, publish_post


def test_post_of_the_brand_names_no_person(cast, community, client):
    post = publish_post(cast.editor, community, body="We open at eight.", as_brand=True)
    publish_comment(cast.editor, post, body="And close at six.", as_brand=True)
    root = "/api/v1/@shanlan/posts/"
    for path in (root, f"{root}{post.public_id}/", f"{root}{post.public_id}/comments/"):
        said = client.get(path).json()
        one = said["results"][0] if "results" in said else said
        assert one["author"] is None
        assert cast.editor.member.public_id not in str(said)


def test_refused_reply_to_the_brand_names_no_person(cast, community, page):
    post = publish_post(cast.member, community, body="When?")
    said = publish_comment(cast.editor, post, body="At eight.", as_brand=True)
    sent = {"body": "", "parent": said.public_id}
    answer = page(cast.member).post(f"/@shanlan/c/plaza/posts/{post.public_id}/comment/", sent)
    assert answer.status_code == 422
    assert ">editor<" not in answer.content.decode() and "Replying to editor" not in answer.content.decode()


def test_nul_in_the_hidden_field_of_a_comment_is_a_mistake_of_the_sender(cast, community, page):
    post = publish_post(cast.member, community, body="When?")
    sent = {"body": "x", "parent": "a\x00b"}
    answer = page(cast.member).post(f"/@shanlan/c/plaza/posts/{post.public_id}/comment/", sent)
    assert answer.status_code == 422
