"""Addresses that must not be fetched, and some that must."""

from __future__ import annotations

from fetch_world import OTHER, SITE


def words(text: str) -> list[str]:
    return text.split()


IPV4 = words("""
127.0.0.1 127.1.2.3 127.255.255.255 0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200
100.127.255.255 169.254.169.254 169.254.170.2 172.16.0.1 172.31.255.255 192.168.0.1 192.168.255.255 192.0.0.1
192.0.0.192 192.0.2.1 192.88.99.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255
240.0.0.1 255.255.255.255 168.63.129.16
""")
IPV6 = words("""
:: ::1 ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:8.8.8.8 ::127.0.0.1 ::ffff:0:127.0.0.1 64:ff9b::7f00:1
64:ff9b::a9fe:a9fe 64:ff9b:1::a00:1 2002:7f00:1:: 2002:a9fe:a9fe::1 2001:0:4136:e378:8000:63bf:3fff:fdd2
2001:2::1 2001:10::1 2001:20::1 2001:db8::1 3fff::1 5f00::1 100::1 fc00::1 fd00:ec2::254 fd20:ce::254 fe80::1
febf::1 fec0::1 feff::1 ff02::1 ff0e::1 4000::1 2606:4700::5efe:7f00:1 2606:4700::200:5efe:a00:1
""")
SPELLINGS = words("""
2130706433 0x7f000001 017700000001 0x7f.0.0.1 0177.0.0.1 0x7f.1 127.1 127.0.1 0 0x0 0x 00 127.0.0.1. localhost
LOCALHOST localhost. localhost.localdomain a.localhost ①②⑦.0.0.1 127。0。0。1 127.0｡0.1 127．0．0．1 １２７.0.0.1
ⓛⓞⓒⓐⓛⓗⓞⓢⓣ ｌｏｃａｌｈｏｓｔ 0300.0250.0.1 3232235521 0xa9fea9fe 2852039166 169.254.43518 0xA9.0xFE.0xA9.0xFE
0251.0376.0251.0376 00000177.0.0.1 127.00000.0.1 127.0.0.0x1 127.0.0.1.. .127.0.0.1 %31%32%37.0.0.1
127%2e0.0.1 127.0.0.1%00 4294967295 999.1.1.1 1.2.3.4.5 router intranet metadata printer.local db.internal
metadata.google.internal METADATA.GOOGLE.INTERNAL metadata.goog metadata.tencentyun.com
instance-data.ec2.internal x.lan nas.home.arpa host.docker.internal kubernetes.default.svc.cluster.local
1.0.0.127.in-addr.arpa nas.home hidden.onion a..daily-news.kr -.kr
""")
IPV6_SPELLINGS = words("""
[::] [::1] [0:0:0:0:0:0:0:1] [0000::0001] [::ffff:127.0.0.1] [::FFFF:7F00:1] [::127.0.0.1]
[64:ff9b::127.0.0.1] [2002:7f00:1::] [fe80::1%25eth0] [fe80::1%eth0] [::1 ::1 ::1] [::1].daily-news.kr
[127.0.0.1] [fd00:ec2::254] [fec0::1] [v1.::1] [] [::ffff:①]
""")
TRICKS = (
    "http://user@127.0.0.1/",
    f"http://user:word@{SITE}/",
    f"http://{SITE}@127.0.0.1/",
    f"http://{SITE}:80@127.0.0.1/",
    f"http://{SITE}%40127.0.0.1/",
    f"http://{SITE}＠127.0.0.1/",
    f"http://127.0.0.1#@{SITE}/",
    f"http://127.0.0.1?@{SITE}/",
    f"http://127.0.0.1\\@{SITE}/",
    f"http://{SITE}\\@127.0.0.1/",
    f"http://127.0.0.1:80\\@{SITE}/",
    f"http://127.0.0.1\\.{SITE}/",
    "http:\\\\127.0.0.1\\",
    "http:/\\127.0.0.1/",
    "http:/127.0.0.1/",
    "http:127.0.0.1",
    "http:///127.0.0.1/",
    "http:////127.0.0.1/",
    "//127.0.0.1/",
    "127.0.0.1",
    f"http://{SITE}\t@127.0.0.1/",
    f"http://127.0.0.1\n.{SITE}/",
    f"http://127.0.0.1 .{SITE}/",
    f"http://127.0.0.1\r\nHost: {SITE}/",
    "ht\ttp://127.0.0.1/",
    "http://\u200b127.0.0.1/",
    "http://127.0.0.1\u00ad/",
    "http://\ufeff127.0.0.1/",
    "http://127.0.0.1\u2044@x.kr/",
    f"http://127.0.0.1℀.{SITE}/",
    f"http://{SITE}／@127.0.0.1/",
    "http://localho\u212at/",
    "http://127.0.0.1:/",
    "http://127.0.0.1:80:80/",
    "http://127.0.0.1:８０/",
    f"http://{SITE}:80a/",
    f"http://{SITE}/" + "a" * 5000,
    f"http://{SITE}/a b",
    f"http://{SITE}/a\\b",
    f"http://{SITE}/a\r\nX-Injected: 1",
    f"http://{SITE}/\u202emoc.live",
    f"http://{SITE}/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "http://",
    "http://?",
    "http://#",
    "http://:80/",
    "",
)
SCHEMES = (
    *("file:///etc/passwd", "file://localhost/etc/passwd", "FILE:///etc/passwd", "gopher://127.0.0.1:70/_x"),
    *("dict://127.0.0.1:11211/stat", "ftp://127.0.0.1/x", f"ftp://{SITE}/x", "data:text/html,<p>x</p>"),
    *("javascript:alert(1)", "ldap://127.0.0.1/", "sftp://127.0.0.1/", "tftp://127.0.0.1/", "ws://127.0.0.1/"),
    *("blob:http://127.0.0.1/x", "jar:http://127.0.0.1!/x", "view-source:http://127.0.0.1/", "netdoc:///etc/passwd"),
    *("about:blank", "mailto:a@b.kr", "http+unix://%2Fvar%2Frun%2Fdocker.sock/", "unix:/var/run/docker.sock"),
    *("url:http://127.0.0.1/", "feed://127.0.0.1/", "httpx://127.0.0.1/", "https:127.0.0.1", "phar:///x"),
)
PORTS = tuple(
    f"http://{SITE}:{port}/"
    for port in (0, 1, 21, 22, 25, 81, 3306, 5432, 6379, 8000, 8080, 8443, 9200, 65535, 65536, 99999)
)
FORBIDDEN = (
    *(f"http://{address}/" for address in IPV4),
    *(f"https://[{address}]/" for address in IPV6),
    *(f"http://{host}/" for host in (*SPELLINGS, *IPV6_SPELLINGS)),
    *TRICKS,
    *SCHEMES,
    *PORTS,
)
"""Whole addresses that are refused as they stand."""
REDIRECTS = (
    *(
        "http://127.0.0.1/",
        "https://127.0.0.1/",
        "//127.0.0.1/",
        "http://2130706433/",
        "http://[::1]/",
        "http://①②⑦.0.0.1/",
    ),
    *("http://169.254.169.254/latest/meta-data/", "http://[::ffff:7f00:1]/", "http://inside.daily-news.kr/"),
    *("//inside.daily-news.kr/x", "http://mixed.daily-news.kr/", "http://localhost/", f"http://{SITE}@127.0.0.1/"),
    *(
        "\\\\127.0.0.1\\x",
        "/\\127.0.0.1/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "data:text/html,x",
        "http:127.0.0.1",
    ),
    *(
        f"http://{SITE}:8080/",
        "http://127.0.0.1\t/",
        "/a\tb",
        f"//{OTHER}\t/",
        "http://metadata.google.internal/",
        "http://%31%32%37.0.0.1/",
    ),
)
"""Where a redirect must not lead."""
NAMES = (SITE, OTHER, "localhost.daily-news.kr", "127.0.0.1.daily-news.kr", "7f000001.daily-news.kr", "my_blog.daily-news.kr",
         "metadata.daily-news.kr", "internal.kr", "local.kr", "1.com", "0x7f.com", "xn--3e0b707e.kr", "a-b--c.kr", "x.museum")  # fmt: skip
ALLOWED = (
    *(f"http://{name}/" for name in NAMES),
    *(f"https://{name}/" for name in NAMES),
    *("http://뉴스.한국/", "https://뉴스.한국/기사", "http://한겨레.kr/", "http://BÜCHER.de/", "http://bücher.de./"),
    *("http://8.8.4.4/", "https://1.1.1.1/", "http://93.184.215.14/x", "http://[2606:4700:4700::1111]/"),
    *("https://[2A00:1450:4001:80B:0:0:0:200E]/", "http://[2606:4700:4700::1111]:80/", "http://1.1.1.1:80/"),
    *(f"HTTP://{SITE.upper()}/", f"HtTpS://{SITE}/", f"http://{SITE}./", f"http://{SITE}", f"http://{SITE}:/"),
    *(
        f"http://{SITE}:80/",
        f"http://{SITE}:443/",
        f"https://{SITE}:443/",
        f"https://{SITE}:80/",
        f"http://{SITE}?id=1",
    ),
    *(
        f"http://{SITE}#top",
        f"http://{SITE}/#@127.0.0.1/",
        f"http://{SITE}/?u=http://127.0.0.1/",
        f"http://{SITE}/@127.0.0.1/",
    ),
    *(
        f"http://{SITE}/기사/2026",
        f"http://{SITE}/?q=부산+항구&쪽=2",
        f"http://{SITE}/a%20b?c=%ED%95%9C",
        f"http://{SITE}//a//b",
    ),
    *(f"http://{SITE}/a;b=1,2/(c)/~d/e!f'g*h", f"http://{SITE}/a|b[c]", f"http://{SITE}/a:80/b", f"http://{SITE}/../x"),
    *(f"http://{SITE}/?a@b", f"http://{SITE}?@127.0.0.1/", f"http://{SITE}#@127.0.0.1/", f"http://{SITE}/127.0.0.1"),
    *("http://ｗｗｗ.daily-news.kr/", "http://www。daily-news。kr/", "http://WWW.Daily-News.KR/ⓐ"),
)
"""Addresses that lead to the site; their names are all public."""
