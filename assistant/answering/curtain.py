"""What of a model's writing may be seen at all: its words, without markup, addresses, template marks and our own prompt."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.text.normalise import fold, visible
from assistant.text.sentences import sentence_spans

_TAGS = (
    "a|abbr|answer|article|aside|assistant|audio|b|base|blockquote|body|br|button|canvas|center|cite|code|dd|details|div|dl|dt|em|"
    "embed|end_of_turn|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|label|li|link|main|mark|math|meta|nav|"
    "noscript|object|ol|option|p|param|picture|pre|q|reasoning|s|script|section|select|small|source|span|start_of_turn|strong|"
    "style|sub|summary|sup|svg|system|table|tbody|td|template|textarea|tfoot|th|thead|thinking|think|title|tool_call|tr|u|ul|"
    "user|video|xml"
)
"""Names of HTML elements and of marks of chat templates; other words in angle brackets are words (<한겨레>, <AP>)."""

_HIDDEN = "think|thinking|reasoning|script|style"
"""Elements whose content is not for readers."""

_UNSAID = re.compile(rf"<({_HIDDEN})\b[^<>]*>.*?(?:</\1>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL | re.IGNORECASE)
_MARKUP = re.compile(
    rf"</?(?:{_TAGS})(?:[\s/][^<>]*)?>|<![^<>]*>|<\|[^|<>\n]{{0,60}}\|?>(?:(?:system|user|assistant)\b)?|<</?SYS>>|\[/?INST\]|"
    r"```\w*",
    re.IGNORECASE,
)
_IMAGE = re.compile(r"!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])")
_LINK = re.compile(r"\[([^\]\n]*)\]\([^)\n]*\)")
_ADDRESS = re.compile(
    r"\b[a-z][a-z0-9+.-]{1,15}://[^\s)\]>\"']*|\bwww\.[^\s)\]>\"']+|\b(?:javascript|data|vbscript|blob|mailto):[^\s)\]>\"']+|"
    r"(?<![\w@/])//[\w-]+\.[^\s)\]>\"']+|\b(?:[a-z0-9-]+\.)+[a-z]{2,24}[/?][^\s)\]>\"']*",
    re.IGNORECASE,
)
_KEY = re.compile(r"\b(?:sk|pk|rk|hf|gh[opsu]|xox[abp]|gsk|AKIA|AIza)[-_]?[\w-]{10,}")
"""Keys as providers write them. No model is told one, so what looks like one is invented, or planted to mislead."""

_OPEN = re.compile(
    r"[\x1b\x9b][^A-Za-z@~]{0,40}\Z|\x1b\][^\x07\x1b]{0,300}\Z|"
    rf"<({_HIDDEN})\b[^<>]*>(?:(?!</\1>).)*\Z|<!--(?:(?!-->).)*\Z|<[^<>]{{0,300}}\Z|<\|[^|<>\n]{{0,60}}\|?>\w{{0,9}}\Z|"
    r"(?<!\x1b)!?\[[^\]\n]{0,300}\Z|\](?:\([^)\n]{0,300})?\Z|!\Z|`{1,3}\w{0,20}\Z",
    re.DOTALL | re.IGNORECASE,
)
"""What may become markup with the pieces to come."""

_WORD = re.compile(r"\s*\S+|\s+")
ECHO = 24
"""Letters of our own prompt in a row from which they count as a copy of it, a syllable of Hangul as two; the phrase of a refusal
has fewer."""

_MARKS = re.compile(r"(?:[\[【][\d,，\s-]+[\]】]\s*)+")
_ENDED = re.compile(r"(?:[!?。…]|(?<!\d)\.)[\"'”’」』)\]]*(?:\s*[\[【][\d,，\s-]+[\]】])*\Z")


def plain_words(text: str) -> str:
    """A text without invisible characters, reasoning, markup, images, addresses and template marks; of links their words."""
    return _without_addresses(_without_markup(text))


def _without_addresses(text: str) -> str:
    return _KEY.sub("", _ADDRESS.sub("", text))


def _without_markup(text: str) -> str:
    text = _MARKUP.sub("", _UNSAID.sub("", visible(text)))
    return _LINK.sub(_words_of_link, _IMAGE.sub("", text))


def _words_of_link(link: re.Match[str]) -> str:
    """The words of a link; a number is the mark of a sentence."""
    return f"[{link[1]}]" if link[1].strip().isdigit() else link[1]


def whole_sentences(text: str) -> str:
    """A text that was cut off, up to the end of its last whole sentence: half a sentence may say the opposite."""
    spans = sentence_spans(text)
    if not spans or _ENDED.search(text[: spans[-1][1]]):
        return text
    marks = _MARKS.match(text, spans[-1][0])  # they belong to the sentence before
    return text[: marks.end() if marks else spans[-1][0]].rstrip()


class Curtain:
    """Lets pieces of a model's writing through as far as they may be seen; what may become markup waits for the rest.

    :param prompts: texts of ours that the model was given and must not repeat.
    """

    def __init__(self, prompts: Iterable[str] = ()) -> None:
        self._own = "\n".join(map(_letters, prompts))
        self._waiting = ""
        self._run: list[str] = []
        self.text = ""

    def take(self, piece: str) -> str:
        """Take a piece in; return what can be shown now, maybe nothing."""
        self._waiting += piece
        held = _OPEN.search(self._waiting)
        whole, rest = (self._waiting[: held.start()], self._waiting[held.start() :]) if held else (self._waiting, "")
        whole = _without_markup(whole)
        cut = max((found.start() for found in re.finditer(r"\s", whole)), default=0)
        self._waiting = whole[cut:] + rest  # the last word may be half an address
        return self._show(_without_addresses(whole[:cut]))

    def end(self) -> str:
        """Return what was still held back and may be shown."""
        rest, self._waiting = plain_words(self._waiting), ""
        shown = self._show(rest)
        last = "" if self._copied(self._run) else "".join(self._run)
        self._run = []
        self.text += last
        return shown + last

    def _show(self, text: str) -> str:
        shown = "".join(self._let_through(word) for word in _WORD.findall(text))
        self.text += shown
        return shown

    def _let_through(self, word: str) -> str:
        """Hold words back as long as they may become a copy of a prompt; return those that cannot any more."""
        self._run.append(word)
        shown = ""
        while self._run and not self._ours(self._run):
            if self._copied(self._run[:-1]):
                self._run = self._run[-1:]
            else:
                shown += self._run.pop(0)
        return shown

    def _ours(self, words: list[str]) -> bool:
        letters = _letters("".join(words))
        return bool(letters) and letters in self._own

    def _copied(self, words: list[str]) -> bool:
        letters = _letters("".join(words))
        return len(letters) + sum(not letter.isascii() for letter in letters) >= ECHO


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))
