"""The frames of pages in other languages than Korean and English: German, Dutch, the Nordic and the Romance languages,
Turkish, Japanese and Chinese. Only what publishers everywhere write; what is not known here counts for its shape alone.
"""

from __future__ import annotations

import re

RELATED = re.compile(
    # German, Dutch, Nordic
    r"(?:mehr|weitere[sn]?)\s(?:zum\sthema|aus|dazu|von|artikel|nachrichten|meldungen|themen|news|videos?)\b.{0,30}"
    r"|(?:lesen\ssie\s(?:auch|mehr|dazu)|auch\sinteressant|das\skönnte\ssie\s(?:auch\s)?interessieren|meist\s?gelesen"
    r"|verwandte\s(?:artikel|themen)|hinweis\sauf\seinen?\s.{0,20}artikel|empfehlungen?\sder\sredaktion|aktuelle\sartikel"
    r"|zum\sthema|themen(?:\sdes\sartikels)?|schlagwörter|top-?themen).{0,24}"
    r"|(?:lees\s(?:ook|meer|verder)|meest\sgelezen|gerelateerd|meer\sover|les\s(?:også|mer)|mer\som|mest\slest|mest\slæst"
    r"|læs\sogså|läs\s(?:även|också|mer)|mest\släst).{0,30}"
    # Romance
    r"|(?:(?:à|a)\slire\s(?:aussi|également)|lire\s(?:aussi|la\ssuite)|sur\sle\smême\s(?:sujet|thème)|les\splus\slus"
    r"|articles?\s(?:liés|similaires|associés)|dans\sla\smême\srubrique|en\ssavoir\splus).{0,30}"
    r"|(?:lea?\s(?:también|además|más)|te\spuede\sinteresar|más\s(?:información|noticias|leídas|vistas|en)|lo\smás\s"
    r"(?:leído|visto|compartido)|noticias\srelacionadas|artículos\srelacionados|relacionad[oa]s|temas\srelacionados"
    r"|archivado\sen|también\ste\spuede).{0,30}"
    r"|(?:leggi\sanche|potrebbe(?:ro)?\sinteressarti|articoli\scorrelati|(?:i\s)?più\sletti|in\sevidenza|raccomandati"
    r"|veja\s(?:também|mais)|leia\s(?:também|mais)|mais\slidas|notícias\srelacionadas|você\spode\sgostar|saiba\smais"
    r"|relacionad[oa]s).{0,30}"
    # Turkish, Japanese, Chinese
    r"|(?:ilgili\shaberler?|çok\sokunan(?:lar)?|diğer\shaberler|etiketler).{0,20}"
    r"|(?:関連(?:記事|ニュース|リンク|キーワード)|おすすめ(?:記事)?|アクセスランキング|ランキング|あわせて読みたい|最新記事|人気記事).{0,12}"
    r"|(?:相关(?:新闻|阅读|文章|报道)|相關(?:新聞|文章)|延伸閱讀|热门|推荐阅读|猜你喜欢|最新消息).{0,8}",
    re.IGNORECASE,
)
COMMENTS = re.compile(
    r"(?:\d+\s)?(?:kommentare?|kommentarer|kommentieren|diskutieren\ssie\smit|leserkommentare|reacties|commentaires?"
    r"|comentarios?|comentários?|commenti|yorum(?:lar)?|コメント|评论|留言)(?:\s?\(?\d*\)?)?(?:\s(?:lesen|schreiben|anzeigen))?"
    r"|anzahl\skommentare.{0,8}|(?:deja|escribe)\s.{0,12}comentario|laisser\sun\scommentaire|lascia\sun\scommento",
    re.IGNORECASE,
)
TOOL = re.compile(
    r"(?:artikel\s)?(?:teilen|drucken|speichern|merken|anhören|vorlesen|schlie(?:ß|ss)en|anmelden|abmelden|suchen?|menü"
    r"|weiterlesen|nach\soben|zurück|anzeige|werbung|startseite|abo(?:nnieren)?|jetzt\sabonnieren|newsletter|kopieren"
    r"|link\skopieren.{0,16}|merkliste|zur\sstartseite|bild(?:er)?galerie|aus\sklappen|aufklappen|zuklappen)(?:\s.{0,24})?"
    r"|(?:auf|per|über|via)\s(?:facebook|x|twitter|whatsapp|e-?mail|linkedin|xing)\s(?:teilen|senden|versenden).{0,12}"
    r"|\d+\s(?:min|minuten)\.?(?:\slesezeit)?|lesezeit.{0,16}|inhalt|advertentie|annons(?:e|ørinnhold)?:?|reklame|lukk|del"
    r"|(?:del|dela|del\sartikkel|deel)(?:\s.{0,16})?|vis\smer(?:\svis\smindre)?|skriv\sut|publicité|partager(?:\s.{0,24})?"
    r"|imprimer|s['’]abonner|se\sconnecter|fermer|écouter(?:\sl['’]article)?|accueil|publicidad|publicidade|compartir(?:\s.{0,24})?"
    r"|imprimir|guardar|suscr[ií]bete.{0,16}|iniciar\ssesión|cerrar|escuchar|inicio|compartilh(?:e|ar).{0,24}|assine.{0,12}"
    r"|pubblicità|condividi(?:\s.{0,24})?|stampa|abbonati|accedi|chiudi|ascolta.{0,16}|reklam|paylaş.{0,16}|abone\sol|kapat"
    r"|シェア(?:する)?|ツイート|保存|印刷|ログイン|会員登録|広告|メニュー|分享|打印|登录|注册|广告|首页",
    re.IGNORECASE,
)
APPEAL = re.compile(
    r"^(?:jetzt\s(?:kostenlos|abonnieren|anmelden|testen|weiterlesen)|melden\ssie\ssich|abonnieren\ssie|jederzeit\stop"
    r"|erhalten\ssie\s|bitte\s(?:aktivieren|melden|loggen|beachten)|sie\shaben\s(?:noch\skein|bereits|javascript)"
    r"|um\s(?:diesen|dieses|den)\s.{0,60}(?:anzuzeigen|zu\ssehen|lesen)|mit\s(?:ihrer|deiner)\s(?:zustimmung|anmeldung)"
    r"|dieser?\s(?:artikel|text|beitrag|inhalt)\s(?:ist|wurde|stammt|erschien|erscheint)\b.{0,160}$"
    r"|an\sdieser\sstelle\s(?:finden|ist|steht)|externer\sinhalt|transparenzhinweis|hinweis\sder\sredaktion"
    r"|abonnez-vous|inscrivez-vous|recevez\s|cet\sarticle\sest\sréservé|(?:ré)?activez\s|en\svous\sinscrivant"
    r"|suscr[ií]bete|regístrate|recibe\s.{0,60}(?:correo|boletín)|síguenos|únete\sa|este\scontenido\s"
    r"|iscriviti|ricevi\s|seguici|per\scontinuare\sa\sleggere|assine\s|siga\s(?:o|a|nos)|receba\s|inscreva-se"
    r"|meld\sje\saan|abonneer|schrijf\sje\sin|abonner\s|meld\sdeg\spå|les\smer\som\skunstig|sammendraget\ser\slaget)",
    re.IGNORECASE,
)
LEGAL = re.compile(
    r"datenschutz|nutzungsbedingungen|personenbezogene|einwilligung|newsletter\s.{0,60}abbestellen|widerruf"
    r"|politique\sde\sconfidentialité|données\spersonnelles|política\sde\s(?:privacidad|privacidade|cookies)"
    r"|datos\spersonales|informativa\sprivacy|personvern|privacybeleid|çerez|個人情報|利用規約|隐私",
    re.IGNORECASE,
)
MONTH_NAMES = (
    "januar jänner jän janvier janv enero ene gennaio gen janeiro januari ocak ledna stycznia",
    "februar feber februari februar février févr febrero febbraio fevereiro fev şubat února lutego",
    "märz mär mrz mars marzo marts março maart mrt mart března marca",
    "avril avr abril abr aprile nisan dubna kwietnia",
    "mai mayo maggio mag maio maj mei mayıs května maja",
    "juni juin junio giugno giu junho haziran června czerwca",
    "juli juillet juil julio luglio lug julho temmuz července lipca",
    "august août agosto ago augustus augusti ağustos srpna sierpnia",
    "septembre septiembre settembre set setembro eylül září września",
    "oktober okt octobre octubre ottobre ott outubro out ekim října października",
    "novembre noviembre novembro kasım listopadu",
    "dezember dez décembre déc diciembre dic dicembre dezembro desember december des aralık prosince grudnia",
)
"""Names of the months that differ from the English ones, January first."""
