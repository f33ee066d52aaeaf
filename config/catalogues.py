"""Message catalogues: take in new messages and compile. No gettext tools needed; .mo files are build products."""

import sys
from collections.abc import Iterator
from pathlib import Path

import polib

from config.messages import Message, found

LOCALE = Path(__file__).resolve().parents[1] / "locale"
LANGUAGES = ("zh_Hant", "zh_Hans")  # English is what the code itself says


def compile_catalogues(folder: Path = LOCALE) -> list[Path]:
    """Compile every .po that is newer than its .mo; safe beside other processes that do the same."""
    return [_compile(source) for source in _stale(folder)]


def _stale(folder: Path) -> Iterator[Path]:
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            yield source


def _compile(source: Path) -> Path:
    target = source.with_suffix(".mo")
    part = target.with_suffix(".part")
    polib.pofile(str(source)).save_as_mofile(str(part))
    part.replace(target)
    return target


def catalogue(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def update(language: str) -> polib.POFile:
    """Add what the code says now and drop what it no longer says. Translations of what stays are not touched."""
    path, places = catalogue(language), found()
    old = polib.pofile(str(path)) if path.exists() else polib.POFile()
    kept = {(entry.msgctxt, entry.msgid): entry for entry in old if not entry.obsolete}
    new = polib.POFile(wrapwidth=110)
    new.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    for message in sorted(places, key=lambda message: (places[message][0], message.text, message.context or "")):
        new.append(_entry(message, kept.get((message.context, message.text)), sorted(set(places[message]))))
    path.parent.mkdir(parents=True, exist_ok=True)
    new.save(str(path))
    return new


def _entry(message: Message, old: polib.POEntry | None, files: list[str]) -> polib.POEntry:
    text = (old.msgstr or old.msgstr_plural.get(0, "")) if old else ""
    entry = polib.POEntry(
        msgid=message.text,
        msgctxt=message.context,
        occurrences=[(file, "") for file in files],
        flags=[flag for flag in (old.flags if old else []) if flag == "fuzzy"],
    )
    if message.plural:
        entry.msgid_plural, entry.msgstr_plural = message.plural, {0: text}
    else:
        entry.msgstr = text
    return entry


def main() -> None:
    if sys.argv[1:] == ["update"]:
        for language in LANGUAGES:
            made = update(language)
            print(f"{language}: {len(made)} messages, {len(made.untranslated_entries())} to translate")
    compile_catalogues()


if __name__ == "__main__":
    main()
