"""What must hold of the code everywhere: who imports whom, sizes, public names, what is loaded when."""

from __future__ import annotations

import ast
import graphlib
import importlib
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("assistant", "ingest", "prompts", "ui")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
HEAVY = {"torch", "chromadb", "gradio", "langchain", "langchain_core", "transformers", "sentence_transformers"}
FORBIDDEN = {"assistant": {"ingest", "ui"}, "ingest": {"ui"}, "prompts": {"assistant", "ingest", "ui"}, "ui": set()}
PICKLES = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve", "marshal"}
UNSAFE_CALLS = {"torch.load", "eval", "exec"}
RISKY = {"trust_remote_code", "allow_pickle"}
PUBLIC = {
    "assistant": ["Assistant", "ask"],
    "assistant.evaluation": ["Fixture", "Report", "compare", "evaluate", "read_fixtures", "read_report"],
    "assistant.pack": ["Pack", "Verification", "make_pack", "pack_page_of", "read_pack", "verify", "write_pack"],
    "ingest": ["CHUNKER_VERSION", "Failure", "Line", "Report", "Status", "cut", "ingest", "read", "read_all"],
    "prompts": ["Prompt", "load_prompt"],
    "ui.cli": ["main"],
    "ui.web": ["build_app", "serve"],
}
SQL = re.compile(
    r"\s*(SELECT\s.+\sFROM\s|INSERT (OR \w+ )?INTO\s|UPDATE\s\w+\sSET\s|DELETE FROM\s|CREATE\s.*TABLE\s|PRAGMA\s)", re.S
)

LINES = 250
FUNCTION_LINES = 50
FOLDER = 13
"""Modules in one folder of the page, ``__init__`` included."""


BROAD = {"assistant/answering/deadline.py": 1}
"""Broad ``except`` clauses that stand: one in a thread, which hands what a provider raises to the asker."""


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def found_in_modules(check: Callable[[Path, ast.Module], object]) -> dict[str, object]:
    """What a check finds wrong, by module; the modules in which it finds nothing are left out."""
    found = {str(path.relative_to(ROOT)): check(path, tree_of(path)) for path in MODULES}
    return {name: wrong for name, wrong in found.items() if wrong}


def imports_of(tree: ast.AST) -> Iterator[str]:
    """Full names of the modules that are imported anywhere in a file; relative ones begin with a dot."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def calls_of(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def test_there_is_something_to_check() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in MODULES} == set(PACKAGES)


def test_imports_go_one_way() -> None:
    def wrong(path: Path, tree: ast.Module) -> list[str]:
        forbidden = FORBIDDEN[path.relative_to(ROOT).parts[0]] | {"tests", "benchmarks", ""}
        return [name for name in imports_of(tree) if name.split(".")[0] in forbidden]

    assert found_in_modules(wrong) == {}


def test_no_module_imports_itself_by_way_of_others() -> None:
    """What a function imports when it is called does not count."""
    modules = {name_of(path): tree_of(path) for path in MODULES}
    graph = {name: set(imported_at_once(tree, modules)) for name, tree in modules.items()}
    graphlib.TopologicalSorter(graph).prepare()


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imported_at_once(node: ast.AST, known: Collection[str]) -> Iterator[str]:
    """Which of the known modules are imported when a module is; ``b`` in ``from a import b`` may be a module or a name."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ImportFrom):
            names = (f"{child.module}.{alias.name}" for alias in child.names)
            found = {name if name in known else child.module or "" for name in names}
        elif isinstance(child, ast.Import):
            found = {alias.name for alias in child.names}
        else:
            found = set() if is_later(child) else set(imported_at_once(child, known))
        yield from found.intersection(known)


def is_later(node: ast.AST) -> bool:
    function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
    return function or (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")


def test_sql_stays_in_the_library() -> None:
    def wrong(path: Path, tree: ast.Module) -> list[str]:
        if path.is_relative_to(ROOT / "assistant" / "library"):
            return []
        texts = (
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        )
        return [name for name in imports_of(tree) if name == "sqlite3"] + [text for text in texts if SQL.match(text)]

    assert found_in_modules(wrong) == {}


def test_modules_are_small() -> None:
    def wrong(path: Path, tree: ast.Module) -> int:
        size = len(path.read_text(encoding="utf-8").splitlines())
        return size if size > LINES else 0

    assert found_in_modules(wrong) == {}


def test_folders_of_the_page_are_small() -> None:
    """A folder of more modules than these has several subjects."""
    folders = Counter(path.parent for path in MODULES if path.is_relative_to(ROOT / "ui" / "web"))
    assert {str(folder.relative_to(ROOT)): count for folder, count in folders.items() if count > FOLDER} == {}


def test_modules_say_what_they_are() -> None:
    assert found_in_modules(lambda path, tree: not ast.get_docstring(tree)) == {}


def test_functions_are_short() -> None:
    def wrong(path: Path, tree: ast.Module) -> dict[str, int]:
        functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
        sizes = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions}
        return {name: size for name, size in sizes.items() if size > FUNCTION_LINES}

    assert found_in_modules(wrong) == {}


def test_nothing_is_printed_outside_the_command_line() -> None:
    def wrong(path: Path, tree: ast.Module) -> list[int]:
        printed = [call.lineno for call in calls_of(tree) if getattr(call.func, "id", "") == "print"]
        return [] if path.is_relative_to(ROOT / "ui" / "cli") else printed

    assert found_in_modules(wrong) == {}


def test_no_except_is_broad() -> None:
    """``except BaseException`` may stand where everything is raised again after cleaning up."""

    def broad(path: Path, tree: ast.Module) -> int:
        handlers = (node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler))
        return sum(is_broad(handler) and not raises_again(handler) for handler in handlers)

    assert found_in_modules(broad) == BROAD


def is_broad(handler: ast.ExceptHandler) -> bool:
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(each is None or getattr(each, "id", "") in {"Exception", "BaseException"} for each in caught)


def raises_again(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def test_nothing_is_unpickled() -> None:
    def wrong(path: Path, tree: ast.Module) -> list[str]:
        imported = [name for name in imports_of(tree) if name.split(".")[0] in PICKLES or name.endswith(".load")]
        return imported + [name for call in calls_of(tree) if (name := ast.unparse(call.func)) in UNSAFE_CALLS]

    assert found_in_modules(wrong) == {}


def test_nothing_of_langchain_is_revived() -> None:
    """``load`` and ``loads`` of LangChain make objects of whatever a text names."""

    def wrong(path: Path, tree: ast.Module) -> list[int]:
        froms = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
        theirs = (node for node in froms if (node.module or "").startswith("langchain"))
        return [node.lineno for node in theirs if {alias.name for alias in node.names} & {"load", "loads"}]

    assert found_in_modules(wrong) == {}


def test_no_remote_code_and_no_pickles_in_arrays() -> None:
    def wrong(path: Path, tree: ast.Module) -> list[int]:
        risky = ((call, word) for call in calls_of(tree) for word in call.keywords if word.arg in RISKY)
        return [call.lineno for call, word in risky if ast.unparse(word.value) != "False"]

    assert found_in_modules(wrong) == {}


@pytest.mark.parametrize("name", PUBLIC)
def test_public_names_are_exactly_these(name: str) -> None:
    """A new public name is a visible decision."""
    module = importlib.import_module(name)
    assert sorted(module.__all__) == PUBLIC[name]
    assert all(hasattr(module, each) for each in PUBLIC[name])


def test_ui_itself_offers_nothing() -> None:
    tree = tree_of(ROOT / "ui" / "__init__.py")
    assert [node for node in tree.body if not isinstance(node, ast.Expr)] == []


HELP = (
    "import sys; sys.argv = ['citedesk', *{arguments}]; from ui.cli import main\ntry: main()\nexcept SystemExit: pass"
)
COMMANDS = (
    "ingest",
    "watch",
    "ask",
    "verify",
    "search",
    "chat",
    "evaluate",
    "fixtures",
    "articles",
    "models",
    "doctor",
)


@pytest.mark.parametrize(
    "code",
    [
        "import assistant",
        "import assistant.evaluation",
        "import ingest",
        HELP.format(arguments=["--help"]),
        *(HELP.format(arguments=[command, "--help"]) for command in COMMANDS),
    ],
    ids=["assistant", "evaluation", "ingest", "help", *COMMANDS],
)
def test_nothing_heavy_is_loaded_before_it_is_used(code: str) -> None:
    script = f"{code}\nimport sys; print(sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.stderr.strip() == "[]"
    assert done.returncode == 0
