"""Fixtures. Whatever needs the real MLX runs in the interpreter that LEDGER_PYTHON names, never in this one."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
EXPERIMENTS = ROOT / "ledger" / "experiments"
PRIVATE = (f"{Path.home()}/", f"{tempfile.gettempdir()}/")  # folders of this machine, which nothing published may name
PATIENCE = 900  # seconds: ends what hangs; what works is far from it, even where everything takes ten times as long
NIGHTLY = os.environ.get("LEDGER_NIGHTLY", "0") not in ("", "0")  # everything, and not only what is quick enough for each build
SCRIPTS = tuple(sorted(script.stem for script in EXPERIMENTS.glob("*.py")))
sys.path.insert(0, str(EXPERIMENTS))
sys.dont_write_bytecode = True


def pytest_configure(config):
    config.addinivalue_line("markers", "nightly: takes long, runs with LEDGER_NIGHTLY=1 only")


def pytest_collection_modifyitems(config, items):
    """What is marked as nightly is deselected otherwise; pytest says how many."""
    left_out = [] if NIGHTLY else [item for item in items if item.get_closest_marker("nightly")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def mlx_python():
    """An interpreter that can import MLX. Without one the tests fail: a skipped test proves nothing."""
    python = os.environ.get("LEDGER_PYTHON")
    if not python:
        pytest.fail("set LEDGER_PYTHON to an interpreter with mlx")
    done = subprocess.run([python, "-c", "import mlx.core"], capture_output=True, text=True, timeout=PATIENCE)
    if done.returncode:
        pytest.fail(f"LEDGER_PYTHON={python} cannot import mlx: {done.stderr[-500:]}")
    return python


@pytest.fixture(scope="session")
def uncompiled(mlx_python):
    """Why MLX compiles nothing on this host, as 0.29 with g++ 13 and newer; or nothing."""
    code = (f"import sys; sys.path[0] = {str(EXPERIMENTS)!r}\nfrom harness import compiling\n"
            "print(compiling.failure() if compiling.doubtful() else '')")
    done = subprocess.run([mlx_python, "-B", "-c", code], capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="session")
def in_mlx(mlx_python, uncompiled):
    """Runs code that leaves its answer in `result`, in a fresh interpreter with MLX and the experiments.

    Where MLX cannot compile it runs without compilation, as the harness does it for experiments.
    """
    environment = {**os.environ, **({"MLX_DISABLE_COMPILE": "1"} if uncompiled else {})}

    def run(code):
        whole = f"import sys, json; sys.path[0] = {str(EXPERIMENTS)!r}\n{code}\nprint(); print(json.dumps(result))"
        command = [mlx_python, "-B", "-c", whole]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    return run


@pytest.fixture(scope="session")
def judged(in_mlx):
    """The verdicts of gates, [ok, detail] each: all in one process, or each in a fresh one where they change MLX for good."""

    def judge(start, gates, alone=False):
        groups = [[gate] for gate in gates] if alone else [gates]
        return [verdict for group in groups for verdict in in_mlx(f"{start}result = [{', '.join(group)}]")]

    return judge


@pytest.fixture(scope="session")
def run_script(mlx_python, tmp_path_factory):
    """Runs an experiment with LEDGER_EVENTS; gives the exit status, the events and the log."""

    def run(name, python=None, **variables):
        file = tmp_path_factory.mktemp("events") / f"{name}.jsonl"
        environment = {**os.environ, **variables, "LEDGER_EVENTS": str(file)}
        command = [python or mlx_python, "-B", str(EXPERIMENTS / f"{name}.py")]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE)
        lines = file.read_text("utf-8").splitlines() if file.exists() else []
        return done.returncode, [json.loads(line) for line in lines], done.stderr

    return run


@pytest.fixture(scope="session")
def whole_runs(run_script):
    """One complete quick run of each experiment, kept for all tests that look at it."""
    seen = {}

    def run(name):
        if name not in seen:
            seen[name] = run_script(name, LEDGER_QUICK="1")
        return seen[name]

    return run


@pytest.fixture
def fake_mlx(tmp_path):
    """A folder for PYTHONPATH with an mlx that is not MLX."""
    package = tmp_path / "fake" / "mlx"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "core.py").write_text("raise ImportError('no core here')\n")
    return str(package.parent)
