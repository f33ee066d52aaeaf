"""Row numbers as words that tell nothing."""

from core import tenancy
from core.seals import seal, unseal


def test_seals_open_for_their_own_brand_and_sequence_only(brand, other_brand):
    words = {seal(position, "x") for position in range(500)}

    assert len(words) == 500
    assert all(unseal(seal(position, "x"), "x") == position for position in (0, 1, 77, 2**31, 2**40, 2**62))
    word = seal(5, "x")
    with tenancy.activate(other_brand):
        assert unseal(word, "x") is None
    assert unseal(word, "y") is None
    assert unseal(word, "x") == 5
