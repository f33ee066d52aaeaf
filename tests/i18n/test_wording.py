"""The Chinese reads as people there write it: their characters, their words, their quotation marks, our tone."""

import re

import polib
import pytest

from config.catalogues import catalogue

# What the other side of the strait says for the same thing, and what a help desk would say.
FOREIGN = {
    "zh_Hant": "帖子 登錄 默認 設置 視頻 信息 軟件 用戶 網絡 鏈接 保存 粘貼 點贊 賬號 郵箱 添加 加載 菜單 刷新 屏幕 文檔 您 “ ”",
    "zh_Hans": "贴文 登入 登出 预设 设定 影片 资讯 软体 网路 连结 储存 搜寻 信箱 新增 载入 选单 萤幕 程式 留言 透过 帐号 身分 社群 您 「 」",
}
CHARACTERS = {"zh_Hant": "big5", "zh_Hans": "gb2312"}
HAN = "[\u4e00-\u9fff]"
NOT_TEXT = re.compile(r"%\(\w+\)[a-z]|<[^>]+>|https?://\S+|%%")


@pytest.fixture(scope="module", params=FOREIGN)
def language(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def texts(language) -> list[str]:
    found = polib.pofile(str(catalogue(language)))
    return [entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr for entry in found]


def test_words_are_those_of_the_place(language, texts):
    assert [(word, text) for text in texts for word in FOREIGN[language].split() if word in text] == []


def test_characters_are_those_of_the_place(language, texts):
    def is_foreign(character: str) -> bool:
        return bool(re.match(HAN, character)) and not character.encode(CHARACTERS[language], errors="ignore")

    assert [text for text in texts if any(map(is_foreign, text))] == []


def test_nothing_is_exclaimed(texts):
    assert [text for text in texts if "！" in text or "!" in text] == []


def test_latin_and_digits_stand_apart_from_chinese(texts):
    tight = re.compile(rf"{HAN}[A-Za-z0-9]|[A-Za-z0-9]{HAN}")

    assert [text for text in texts if tight.search(NOT_TEXT.sub("", text))] == []


def test_chinese_has_chinese_punctuation(texts):
    assert [text for text in texts if re.search(rf"{HAN}[,.!?:;]", NOT_TEXT.sub("", text))] == []
