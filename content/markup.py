"""What people type → HTML that is safe to store. Markdown first, then an allow-list over the result."""

import re
from html import unescape

import nh3
from markdown_it import MarkdownIt

_TAGS = {"p", "br", "strong", "em", "s", "a", "ul", "ol", "li", "blockquote", "code", "pre", "h3", "hr"}
_REL = "nofollow ugc noopener"

# No pictures (they would tell a stranger who reads), no underlined headings (a row of dashes is just a row of dashes),
# no code by indentation (Chinese paragraphs are indented).
_markdown = (
    MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True, "maxNesting": 12})
    .enable(["linkify", "strikethrough"])
    .disable(["image", "lheading", "code", "html_block", "html_inline", "reference"])
)
# "山嵐.tw好喝" is a sentence: only what looks like a full address becomes a link.
_markdown.linkify.set({"fuzzy_link": False, "fuzzy_email": False})  # type: ignore[union-attr]


def render(body: str) -> str:
    tokens = _markdown.parse(body)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h3"
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=_REL,
    )


def plain(html: str) -> str:
    """The words of rendered HTML, for excerpts."""
    return unescape(nh3.clean(html, tags=set())).strip()


_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
# Without the middle dot and the long-vowel mark, which Chinese texts use too.
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_LATIN = re.compile("[A-Za-z]")
# Characters that exist in one script only, frequent ones: enough to tell a paragraph.
_SIMPLIFIED = re.compile(
    "[们这为时来说对没个学会发见观头开关过还进问间东车长门马风图实书买卖让认识语请谢饮软热红线级纸约细]"
)
_TRADITIONAL = re.compile(
    "[們這為時來說對沒個學會發見觀頭開關過還進問間東車長門馬風圖實書買賣讓認識語請謝飲軟熱紅線級紙約細]"
)


def language_of(text: str) -> str:
    """A guess for the `lang` attribute: "en", "ja", "zh-Hans", "zh-Hant", or "" when nothing is sure."""
    if _KANA.search(text):
        return "ja"
    han = len(_HAN.findall(text))
    if not han:
        return "en" if len(_LATIN.findall(text)) >= 3 else ""
    simplified = len(set(_SIMPLIFIED.findall(text)) - set(_TRADITIONAL.findall(text)))
    traditional = len(set(_TRADITIONAL.findall(text)) - set(_SIMPLIFIED.findall(text)))
    if simplified == traditional:
        return ""
    return "zh-Hans" if simplified > traditional else "zh-Hant"
