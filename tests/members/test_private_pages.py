"""What a signed-in person sees is kept by nobody else on the way."""

PLAZA = "/@shanlan/c/plaza/"


def test_pages_of_a_signed_in_person_are_private(cast, community, page):
    assert page(cast.member).get(PLAZA)["Cache-Control"] == "private, no-cache"


def test_what_a_view_says_itself_stays(cast, community, page):
    assert "no-store" in page(cast.member).get("/api/v1/@shanlan/me/")["Cache-Control"]


def test_open_pages_of_visitors_are_not_marked(cast, community, page):
    assert "private" not in page(cast.anonymous).get(PLAZA).get("Cache-Control", "")
