"""The words of bylines in Latin letters besides the names."""

from __future__ import annotations

import re

from ingest.rules.agencies import AGENCIES

CALLED = "correspondent|reporter|editor|writer|columnist|journalist|contributor|author"
"""What those who write for newspapers are called."""
RANK = re.compile(
    r"chief|senior|deputy|assistant|managing|special|staff|contributing|guest|executive|associate|lead", re.IGNORECASE
)
"""How a title begins, which is no name then: "Chief Business Writer"."""
FIELDS = re.compile(
    r"affairs|africa|arts|asia|business|chief|city|climate|community|consumer|crime|culture|defence|defense"
    r"|deputy|diplomatic|economics|education|energy|environment|europe|foreign|health|home|international"
    r"|investigations|legal|media|money|news|north|political|politics|religion|royal|rural|science|security"
    r"|senior|social|south|special|sport|sports|staff|technology|transport|travel|west|world|contributing|opinion|guest|managing|assistant|"
    r"seoul|tokyo|beijing|london|washington|brussels|paris|berlin|moscow|nikkei|bbc|cnn|ap|afp|reuters|digital|local|national|data|features",
    re.IGNORECASE,
)
"""Words between a name and "reporter"."""
TOPIC = re.compile(
    r"breaking|latest|live|top|more|other|good|world|business|sports?|local|national|political|politics|health|science|technology|"
    r"education|entertainment|international|foreign|crime|money|home|weather",
    re.IGNORECASE,
)
"""Words that make of "News" a part of the page, no outlet."""
HONORIFIC = re.compile(r"(?:Dr|Prof|Mr|Mrs|Ms|Rev)\.?\s")
NO_PERSON = re.compile(
    r"the|an|this|that|our|my|your|what|how|why|when|who|where|monday|tuesday|wednesday|thursday|friday|saturday|"
    r"sunday|january|february|april|june|july|august|september|october|november|december|news|media|press|times|"
    r"post|herald|journal|tribune|gazette|chronicle|newspaper|magazine|agency|bureau|staff|team|desk|board|"
    r"university|college|institute|school|ministry|department|council|committee|government|office|association|"
    r"foundation|company|inc|ltd|corp|bank|union|police|court|county|bbc|cnn|nbc|abc|cbs|npr|nikkei|editorial|breaking|latest|live|top|more|"
    r"read|watch|listen|most|photos|photo|gallery|analysis|exclusive|update|updated|published|posted|numbers|law|"
    r"sea|hand|morning|evening|tonight|today|tomorrow|estate|rights|pacific|crisis|markets|market|video|korea|america|states|kingdom|weather|islands|river|lake|bay|yesterday|of|in|on|at|for|to"
)
"""Words, in small letters, that no person's name has, beside those of agencies."""
AGENTS = frozenset(word for name in AGENCIES if name.isascii() for word in name.split())
FIRST = re.compile(r"new|north|south|east|west|hong|los|las|saint|st|united")
"""How places of two words begin."""
