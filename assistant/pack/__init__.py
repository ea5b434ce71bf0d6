"""Evidence packs: an answer with all that proves it in one file, which anybody can check again without a model."""

from assistant.pack.file import pack_page_of, read_pack, write_pack
from assistant.pack.pack import Pack, make_pack
from assistant.pack.verification import Verification, verify

__all__ = ["Pack", "Verification", "make_pack", "pack_page_of", "read_pack", "verify", "write_pack"]
