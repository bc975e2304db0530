"""Tables of Chinese characters: simplified forms (OpenCC, Apache-2.0) and pinyin (pypinyin, MIT)."""

from teacher import package


def simplified(known: set[str]) -> str:
    """Pairs of a traditional character and its simplified form, sorted, for the forms that the model knows."""
    pairs = {}
    for line in (package("opencc") / "dictionary/TSCharacters.txt").read_text(encoding="utf-8").splitlines():
        traditional, forms = line.split("\t")
        form = forms.split(" ")[0]
        if form in known and len(traditional) == 1 and traditional != form:
            pairs[traditional] = form
    # Characters that are forms of their own in simplified text too are left alone.
    for both in "后里干谷斗丑余乾著":
        pairs.pop(both, None)
    pairs["著"] = "着"
    return "".join(traditional + pairs[traditional] for traditional in sorted(pairs))


def pinyin(characters: list[str]) -> tuple[list[str], list[str], list[int]]:
    """The syllables, the characters that have one (sorted), and the number of each one's usual syllable."""
    from pypinyin import Style, pinyin as read

    usual = {}
    for character in sorted(set(characters)):
        syllable = read(character, style=Style.NORMAL, errors="ignore")
        if syllable and syllable[0][0].isascii():
            usual[character] = syllable[0][0]
        elif syllable:
            usual[character] = syllable[0][0].replace("ü", "v")
    syllables = sorted({syllable for syllable in usual.values() if syllable.isascii() and syllable.islower()})
    characters = [character for character in sorted(usual) if usual[character] in syllables]
    return syllables, characters, [syllables.index(usual[character]) for character in characters]
