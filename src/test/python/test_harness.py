"""Timing, fresh processes, redaction, the host's record and the name of the BLAS."""

import os
import subprocess
import time

import pytest
from conftest import PATIENCE
from harness import blas, call, example, host, interleaved, together
from harness.redact import redacted


def test_arms_are_interleaved_and_warmups_come_first():
    seen = list(interleaved({"a": object, "b": object, "c": object}, rounds=3, warmups=1, measure=lambda f: 1.0))
    assert ["".join(turn.seconds) for turn in seen] == ["abc", "bca", "cab", "abc"]
    assert [turn.warmup for turn in seen] == [True, False, False, False]


def test_a_fresh_process_returns_json():
    outcome = call("math:gcd", 12, 18)
    assert outcome.ok and outcome.value == 6


@pytest.mark.parametrize("function, arguments, kind, text", [
    ("math:sqrt", [-1], "raised", "ValueError"),
    ("no_such_module:f", [], "raised", "ModuleNotFoundError"),
    ("os:_exit", [3], "exited", "status 3"),
    ("os:abort", [], "signalled", "SIGABRT"),
])
def test_how_a_process_ends_is_told(function, arguments, kind, text):
    outcome = call(function, *arguments)
    assert outcome.kind == kind and text in outcome.detail and not outcome.ok


def test_calls_together_share_a_process_and_fail_alone():
    first, bad, second = together([("os:getpid",), ("math:sqrt", -1), ("os:getpid",)])
    assert first.value == second.value and bad.kind == "raised" and "ValueError" in bad.detail


@pytest.mark.parametrize("last, kind", [(("os:_exit", 3), "exited"), (("time:sleep", 600), "timed out")])
def test_calls_together_keep_what_was_done_before_the_end(last, kind):
    done, ended, never = together([("math:gcd", 12, 18), last, ("math:gcd", 1, 1)], timeout=2)
    assert (done.value, ended.kind, never.kind) == (6, kind, kind)


def test_a_process_that_crashes_after_its_answer_gave_none(tmp_path, monkeypatch):
    (tmp_path / "late.py").write_text("import atexit, os\ndef f():\n    atexit.register(os._exit, 5)\n    return 1\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    done, last = together([("math:gcd", 12, 18), ("late:f",)])
    assert done.value == 6 and last.kind == "exited" and "status 5" in last.detail


def test_a_process_that_hangs_is_ended_with_its_children():
    mark = f"37{os.getpid()}.25"
    assert call("os:system", f"sleep {mark}", timeout=1).kind == "timed out"  # and not after those many hours
    deadline = time.monotonic() + PATIENCE
    while mark in subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True).stdout:
        assert time.monotonic() < deadline, "the child is still there"
        time.sleep(0.2)


@pytest.mark.parametrize("text, expected", [
    ("cannot open /home/me/x/libmlx.so: no such file", "cannot open libmlx.so: no such file"),
    ("'/tmp/a/b.cpp'", "'b.cpp'"),
    ("12 GFLOP/s, t(y)/t(z), and/or", "12 GFLOP/s, t(y)/t(z), and/or"),
    ("https://github.com/ml-explore/mlx", "https://github.com/ml-explore/mlx"),
])
def test_paths_are_redacted(text, expected):
    assert redacted(text) == expected


def test_variables_keep_no_folder():
    seen = host.variables({"LD_PRELOAD": "/usr/lib/a/libblas.so.3:/x/liby.so", "MLX_X": "1", "OMP_NUM_THREADS": "2",
                           "HOME": "/root", "OPENBLAS_NUM_THREADS": "4"})
    assert seen == {"LD_PRELOAD": "libblas.so.3:liby.so", "MLX_X": "1", "OMP_NUM_THREADS": "2",
                    "OPENBLAS_NUM_THREADS": "4"}


MAPS = """\
7f0 r-xp 00000000 08:01 1 /v/lib/python3.11/site-packages/mlx_cpu.libs/libblas-bd8a282c.so.3.10.0
7f1 r--p 00000000 08:01 1 /v/lib/python3.11/site-packages/mlx_cpu.libs/libblas-bd8a282c.so.3.10.0
7f2 r-xp 00000000 08:01 2 /v/lib/python3.11/site-packages/numpy.libs/libscipy_openblas64_-99b.so
7f3 r-xp 00000000 08:01 3 /usr/lib/libc.so.6
7f4 rw-p 00000000 00:00 0 [heap]
"""


def test_mapped_libraries_without_numpys_own():
    assert [os.path.basename(path) for path in blas.mapped_candidates(MAPS)] == ["libblas-bd8a282c.so.3.10.0"]


@pytest.mark.parametrize("path, symbols, name", [
    ("/v/mlx_cpu.libs/libblas-bd8a282c.so.3.10.0", [], "reference"),
    ("/usr/lib/x/blas/libblas.so.3", [], "reference"),
    ("/usr/lib/x/openblas-pthread/libblas.so.3", [], "openblas"),
    ("/opt/lib/libblas.so.3", ["openblas_get_config"], "openblas"),
    ("/usr/lib/libopenblasp-r0.3.21.so", [], "openblas"),
    ("/opt/mkl/libmkl_rt.so.2", [], "mkl"),
    ("/System/Library/Frameworks/Accelerate.framework/Versions/A/Accelerate", [], "accelerate"),
    ("/opt/lib/libblis.so.4", [], "unknown"),
    ("", [], "unknown"),
])
def test_the_blas_is_named(path, symbols, name):
    assert blas.name_of(path, lambda symbol: symbol in symbols) == name


def test_mlx_uses_the_blas_that_is_named(in_mlx):
    seen = in_mlx("from harness import host; result = host.environment()")
    assert seen["blas"]["name"] in ("reference", "openblas", "mkl", "accelerate")
    assert "/" not in seen["blas"]["library"] and seen["backend"] in ("cpu", "cuda", "metal")
    assert seen["devices"] and seen["packages"]["mlx"] and seen["memory_bytes"] > 0 and len(seen["load"]) == 3


@pytest.mark.parametrize("code, ok, text", [
    ("print(1)\nprint('two')", True, "it printed: 1 / two"),
    ("x = 1", False, "it printed nothing"),
    ("raise ValueError('no')", False, "ValueError: no"),
    ("import sys; print('half'); sys.exit(3)", False, "exited"),
])
def test_an_example_runs_to_its_end_and_prints(tmp_path, code, ok, text):
    script = tmp_path / "example.py"
    script.write_text(code)
    verdict = example.judged(call("harness.example:printed", str(script)))
    assert verdict.ok == ok and text in verdict.detail
