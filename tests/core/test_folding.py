"""One key for every way of writing a name."""

import unicodedata

import pytest

from core.folding import fold, parts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("陳以安", "陈以安"),
        ("臺灣", "台湾"),
        ("ＡＬＥＸ　Chén", "alex chen"),
        ("什麼", "什么"),
        ("妳好", "你好"),
        ("ﾊﾞﾅﾅ", "バナナ"),
        ("ZOË", "zoe"),
        ("若\u200b晴", "若晴"),
        ("２０２６", "2026"),
    ],
)
def test_spellings_of_one_name_share_a_key(one, other):
    assert fold(one) == fold(other)


def test_different_names_keep_different_keys():
    assert len({fold(name) for name in ("若晴", "若情", "か", "が", "Ann", "Anna")}) == 6


def test_folding_a_key_again_changes_nothing():
    """For all of Unicode that text can hold."""
    letters = (chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000)
    keys = {fold(letter) for letter in letters if unicodedata.category(letter) != "Cn"}
    assert [key for key in keys if fold(key) != key] == []


def test_every_part_of_a_name_begins_something_in_the_index():
    held = parts(fold("王小明 Alex"))
    assert held == ["王小", "小明", "明", "alex"]
    for piece in ("王", "小", "明", "王小", "小明", "al"):
        assert any(one.startswith(piece) for one in held)


def test_mixed_runs_are_taken_apart():
    assert parts(fold("阿Ben哥")) == ["阿", "ben", "哥"]
