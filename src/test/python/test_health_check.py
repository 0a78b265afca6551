"""The health check alone, in environments that are broken on purpose: the right item must turn red."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import EXPERIMENTS, PATIENCE, PRIVATE
from harness import Outcome
from probes import defects, installed, machine, optimisations, versions, working
from probes.items import as_json, failed, passed, report, warned


@pytest.fixture
def health(mlx_python):
    """Runs `health_check.py --json` alone; gives its exit status and the items by name."""

    def run(python=None, **variables):
        environment = {**os.environ, **variables}
        environment.pop("LEDGER_EVENTS", None)
        command = [python or mlx_python, "-B", str(EXPERIMENTS / "health_check.py"), "--json"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE)
        assert done.stdout, done.stderr
        answer = json.loads(done.stdout)
        assert answer["schema"] == 1
        return done.returncode, {item["item"]: item for item in answer["items"]}

    return run


def failing(items):
    return {name for name, item in items.items() if item["status"] == "fail"}


def red(items):
    """What fails beyond the known defects of 0.29.4, which are there in every environment of it on a CPU."""
    return failing(items) - {"quantized nvfp4", "quantized mxfp8"}


@pytest.mark.nightly
def test_without_a_compiler(health, mlx_python, tmp_path):
    for tool in ("sh", "uname"):
        (tmp_path / tool).symlink_to(shutil.which(tool))
    status, items = health(PATH=str(tmp_path))
    assert items["compiler"]["status"] == "warn" and "g++" in items["compiler"]["remedy"]
    version = subprocess.run([mlx_python, "-c", "import mlx.core as mx; print(mx.__version__)"],
                             capture_output=True, text=True).stdout
    if version.startswith("0.29."):
        assert {"compile"} <= red(items) <= {"compile", "fusion"}  # what was compiled before may still be found
    else:
        assert red(items) == {"fusion"} and "compilation is off" in items["fusion"]["detail"]  # it runs the plain function
    assert status == 1


def test_with_a_compiler_that_does_not_compile(health, tmp_path):
    compiler = tmp_path / "g++"
    compiler.write_text("#!/bin/sh\necho broken >&2\nexit 1\n")
    compiler.chmod(0o755)
    status, items = health(PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert {"compiler"} <= red(items) <= {"compiler", "compile", "fusion"} and status == 1


def test_with_another_mlx_in_the_way(health, fake_mlx):
    status, items = health(PYTHONPATH=fake_mlx)
    assert status == 1 and red(items) == {"library", "import"}
    assert "no core here" in items["import"]["detail"] and items["computation"]["status"] == "na"


def test_without_a_backend(health, mlx_python, tmp_path):
    subprocess.run([mlx_python, "-m", "venv", "--without-pip", str(tmp_path / "v")], check=True, timeout=PATIENCE)
    site = next((tmp_path / "v").glob("lib/python3*/site-packages"))
    code = "import mlx.core, pathlib; print(pathlib.Path(mlx.core.__file__).parent.parent)"
    source = Path(subprocess.run([mlx_python, "-c", code], capture_output=True, text=True).stdout.strip())
    shutil.copytree(source / "mlx", site / "mlx", ignore=shutil.ignore_patterns("libmlx.*", "*.metallib", "include"))
    for info in source.glob("mlx-[0-9]*.dist-info"):
        shutil.copytree(info, site / info.name)
    status, items = health(python=str(tmp_path / "v" / "bin" / "python"))
    assert status == 1 and red(items) == {"backend", "library", "import"}
    assert "mlx#2390" in items["backend"]["remedy"] and "libmlx" in items["import"]["detail"]


@pytest.mark.nightly
def test_with_compilation_off(health):
    status, items = health(MLX_DISABLE_COMPILE="1")
    assert status == 1 and red(items) == {"fusion"} and "8 operation(s) instead of 8" in items["fusion"]["detail"]
    assert items["variables"]["status"] == "warn" and "MLX_DISABLE_COMPILE=1" in items["variables"]["detail"]


@pytest.mark.nightly
def test_with_a_missing_temporary_folder(health):
    status, items = health(TMPDIR="/does/not/exist")
    assert status == 1 and "folder" in red(items)


def version_of(python):
    return subprocess.run([python, "-c", "import mlx.core as mx; print(mx.__version__)"], capture_output=True, text=True).stdout.strip()


def test_a_healthy_environment_prints_a_table(mlx_python, uncompiled):
    environment = {name: value for name, value in os.environ.items() if name != "LEDGER_EVENTS"}
    command = [mlx_python, "-B", str(EXPERIMENTS / "health_check.py")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE)
    known = {"quantized nvfp4", "quantized mxfp8"} if version_of(mlx_python) == "0.29.4" else set()
    known |= {"compile", "fusion"} if uncompiled else set()
    rows = [line for line in done.stdout.splitlines() if line.startswith("fail ")]
    assert len(rows) == len(known) and all(any(f" {name} " in row for row in rows) for name in known)
    assert done.returncode == (1 if known else 0) and done.stderr == ""
    assert done.stdout.startswith("status  item") and f" {len(known)} fail" in done.stdout
    assert not any(place in done.stdout for place in PRIVATE)


def test_quantization_is_measured(whole_runs, in_mlx, uncompiled):
    """0.29.4 is wrong without a word for nvfp4 and mxfp8 on the CPU: a failure that is known, and counted."""
    _, events, _ = whole_runs("health_check")
    share = {event["arm"]: event["value"] for event in events if event.get("metric") == "quantized_error"
             and event["event"] == "sample"}
    version, backend = in_mlx("import mlx.core as mx; from harness.accelerator import backend\n"
                              "result = [mx.__version__, backend()]")
    assert share["affine"] <= 1 and share["mxfp4"] <= 1
    for mode in ("mxfp8", "nvfp4"):
        check = next(event for event in events if event.get("id") == f"H-quantized-{mode}")
        wrong = version == "0.29.4" and backend == "cpu"
        assert check["ok"] and check["detail"].startswith("KNOWN FAILURE") == wrong and (share[mode] > 1000) == wrong
    counted = {event["metric"]: event["value"] for event in events if event["event"] == "sample"
               and event["metric"] in ("items_failed", "items_known")}
    assert counted == dict.fromkeys(("items_failed", "items_known"), (2 if wrong else 0) + (2 if uncompiled else 0))


@pytest.mark.parametrize("items, status", [
    ([passed("a", "1")], "pass"), ([passed("a", "1"), warned("b", "2", "do")], "warn"),
    ([warned("b", "2", "do"), failed("c", "3", "fix")], "fail"),
])
def test_the_worst_item_counts(items, status):
    assert as_json(items)["status"] == status
    assert "        -> fix" in report({"A group": items}) or status != "fail"


def test_judgements(monkeypatch):
    assert installed.one_backend({"mlx": "1", "mlx-cpu": "1", "mlx-cuda-13": "1"}).status == "fail"
    assert installed.equal_versions({"mlx": "1", "mlx-cpu": "2"}).status == "fail"
    assert installed.distributions({}).status == "fail"
    assert working.quantized("affine", Outcome("returned", 0.5), "cpu").status == "fail"
    assert working.quantized("nvfp4", Outcome("returned", 0.5), "cpu").status == "fail"
    lacking = Outcome("raised", detail="RuntimeError: [metal::Device] Unable to load kernel nvfp4_qmv_fast_float_gs_16")
    assert working.quantized("nvfp4", lacking, "metal").status == "warn"
    assert working.quantized("affine", lacking, "metal").status == "fail"
    assert working.quantized("nvfp4", Outcome("raised", detail="ValueError: mode"), "cpu").status == "na"
    assert working.quantized("nvfp4", Outcome("signalled", detail="SIGSEGV"), "cpu").status == "fail"
    sizes = {"size": 100000, "lazy": 8, "held": 100000, "peak": 100000, "left": 0}
    assert working.counters(Outcome("returned", sizes)).status == "pass"
    for name, value in (("lazy", 100000), ("held", 10**6), ("left", 10**6), ("peak", 1)):
        assert working.counters(Outcome("returned", {**sizes, name: value})).status == "fail"
    same, other = {"drawn": [1], "other_seed": [2]}, {"drawn": [3], "other_seed": [2]}
    assert working.randomness(Outcome("returned", same), Outcome("returned", same)).status == "pass"
    assert working.randomness(Outcome("returned", same), Outcome("returned", other)).status == "fail"
    facts = {"blas": {"name": "reference", "library": "libblas.so", "threads": 1}}
    slow = working.blas(facts, Outcome("returned", [5.0] * 7))
    assert slow.status == "warn" and "libopenblas0-pthread" in slow.remedy and "LD_PRELOAD" in slow.remedy
    monkeypatch.setattr("platform.libc_ver", lambda: ("glibc", "2.31"))
    monkeypatch.setattr("sys.platform", "linux")
    assert machine.system().status == "fail"
    monkeypatch.setattr("harness.host.load", lambda: [99.0, 0, 0])
    assert machine.load().status == "warn"


@pytest.mark.parametrize("version, backend, expected", [
    ("0.29.3", "cpu", ["g++ 13", "without g++"]), ("0.29.4", "cpu", ["nvfp4", "g++ 13", "without g++", "mxfp8"]),
    ("0.32.4", "cpu", []), ("0.29.4", "metal", ["no kernels", "mxfp8", "no GPU is visible", "FAST_SYNCH"]), ("0.31.1", "metal", ["mxfp8", "no GPU is visible", "FAST_SYNCH"]),
    ("0.32.4.dev1", "cuda", ["cuGraphAddKernelNode", "out of memory", "svd"]), ("0.30.0", "cuda", ["general", "memory", "svd"]),
])
def test_known_defects_go_by_version_and_backend(version, backend, expected):
    found = [each.text for each in defects.applying(version, backend)]
    assert len(found) == len(expected) and all(word in text for word, text in zip(expected, found))
    item = defects.defects(version, backend)
    assert item.status == ("warn" if expected else "pass") and bool(item.remedy) == bool(expected)


def test_judgements_of_optimisations():
    def status(judge, value):
        return judge(Outcome("returned", value)).status

    fast = {"device": "cpu", "off": 0, "ratio": 1.0, "half_over_single": 1.0, "fused_operations": 1,
            "plain_operations": 8}
    assert status(optimisations.fusion, fast) == status(optimisations.precision, fast) == "pass"
    assert status(optimisations.fusion, {**fast, "off": 0.1}) == "fail"
    assert status(optimisations.fusion, {**fast, "ratio": 9}) == "warn"
    assert status(optimisations.fusion, {**fast, "fused_operations": 8}) == "fail"
    assert status(optimisations.precision, {**fast, "half_over_single": 30}) == "warn"
    assert status(optimisations.precision, {**fast, "off": 0.1}) == "fail"
    tf32 = optimisations.precision(Outcome("returned", {**fast, "off": 2e-4}))
    assert tf32.status == "pass" and "TF32" in tf32.detail
    def kernels(**off):
        return status(optimisations.fast_kernels, {"ratios": {"norm": 1.0}, "off": off})

    assert kernels(norm=0) == "pass" and kernels(norm=0, rope=0.05) == kernels(norm=float("nan")) == kernels() == "fail"
    assert status(optimisations.operations, {"sin": 0.1}) == "pass"
    assert status(optimisations.operations, {"sin": 0.1, "cos": 1.1}) == status(optimisations.operations, {}) == "fail"
    host = {"backend": "metal", "chip": "Apple M1", "memory": 16 * 2**30, "recommended": 11 * 2**30, "wired_mib": 0}
    assert status(optimisations.memory, host) == "pass"
    assert status(optimisations.memory, {**host, "recommended": 15 * 2**30}) == "warn"
    assert status(optimisations.memory, {**host, "recommended": 17 * 2**30}) == "fail"
    assert status(optimisations.memory, {**host, "backend": "cpu", "recommended": None}) == "pass"
    assert status(optimisations.limits, {"memory": 2**30, "cache": 0}) == "pass"
    for judge in (optimisations.fusion, optimisations.fast_kernels, optimisations.precision, optimisations.limits):
        assert judge(Outcome("timed out", detail="no answer")).status == "fail"
    assert optimisations.wiring("cpu").status == "na"


@pytest.mark.parametrize("item, sign, gxx, version, known", [
    ("quantized nvfp4", "WRONG RESULTS", None, "0.29.4", True), ("quantized nvfp4", "SIGSEGV", None, "0.29.4", False),
    ("quantized affine", "WRONG RESULTS", None, "0.29.4", False), ("quantized nvfp4", "WRONG RESULTS", None, "0.32.4", False),
    ("compile", "Failed to compile function", "14.2.0", "0.29.4", True), ("compile", "apart by 0.1", "14.2.0", "0.29.4", False),
    ("compile", "Failed to compile function", "12.2.0", "0.29.4", False), ("compile", "Failed to compile function", None, "0.29.4", False),
])
def test_what_is_a_known_failure_goes_by_version_item_and_what_it_says(item, sign, gxx, version, known):
    assert defects.is_known(failed(item, sign, "do"), version, "cpu", gxx) == known
    assert not defects.is_known(passed(item, sign), version, "cpu", gxx)


@pytest.fixture
def refusing_gxx(tmp_path):
    """A PATH on which g++ is one of version 14, which refuses what MLX before 0.32 hands over."""
    compiler = tmp_path / "g++"
    compiler.write_text("""#!/bin/sh
case "$*" in *-dumpfullversion*) echo 14.2.0; exit 0 ;; *--version*) echo 'g++ (Debian 14.2.0-19) 14.2.0'; exit 0 ;; esac
echo "error: redeclaration of C++ built-in type '_Float32'" >&2
exit 1
""")
    compiler.chmod(0o755)
    return f"{tmp_path}:{os.environ['PATH']}"


@pytest.mark.nightly
def test_with_a_gxx_that_refuses_experiments_go_on_without_compilation(run_script, in_mlx, refusing_gxx, tmp_path):
    if in_mlx("import mlx.core as mx; result = mx.__version__ >= '0.32'"):
        return  # these hand over something that g++ 14 accepts
    status, events, log = run_script("lazy_evaluation", LEDGER_QUICK="1", PATH=refusing_gxx, TMPDIR=str(tmp_path))
    host = next(event for event in events if event["event"] == "environment")
    assert status == 0 and host["packages"]["gxx"] == "14.2.0" and host["variables"]["MLX_DISABLE_COMPILE"] == "1", log
    assert [event["id"] for event in events if event["event"] == "check" and not event["ok"]] == []
    assert {"L11", "compile_first_ms"} <= {event["what"] for event in events if event["event"] == "not-applicable"}
    status, events, _ = run_script("health_check", LEDGER_QUICK="1", PATH=refusing_gxx, TMPDIR=str(tmp_path))
    details = {event["id"]: event["detail"] for event in events if event["event"] == "check"}
    assert status == 0 and all(event["ok"] for event in events if event["event"] == "check")
    for id in ("H-compile", "H-fusion"):
        assert details[id].startswith("KNOWN FAILURE")
    assert all(word in details["H-compile"] for word in ("g++ 14.2.0", "g++ 12", "MLX_DISABLE_COMPILE", "0.32"))


@pytest.mark.parametrize("tags, needed", [
    (["cp313-cp313-macosx_14_0_arm64"], (14, 0)), (["cp312-cp312-macosx_13_5_arm64", "cp312-cp312-macosx_13_0_arm64"], (13, 5)),
    (["cp313-cp313-manylinux_2_35_x86_64"], None), ([], None),
])
def test_the_macos_that_is_needed_is_that_of_the_installed_wheel(monkeypatch, tags, needed):
    distribution = SimpleNamespace(read_text=lambda name: "".join(f"Tag: {tag}\n" for tag in tags))
    assert versions.macos_needed(lambda name: distribution) == needed
    for version, status in (((13, 0), "fail"), ((13, 6), "fail" if needed == (14, 0) else "pass"), ((15, 0), "pass")):
        assert machine._macos(version, needed).status == status


def test_a_build_from_source_or_of_conda_is_no_failure():
    assert installed.one_backend({"mlx": "1"}).status == "fail"
    assert installed.one_backend({"mlx": "1"}, "libmlx.so").status == "pass"
    assert installed.distributions({}, "libmlx.so").status == "warn"


def test_a_module_that_shadows_the_core_is_a_failure(health, tmp_path):
    """Also where the folder has no __init__.py, so that both folders are one package."""
    (tmp_path / "mlx").mkdir()
    (tmp_path / "mlx" / "core.py").write_text("raise ImportError('no core here')\n")
    status, items = health(PYTHONPATH=str(tmp_path))
    assert status == 1 and red(items) == {"library", "import"} and "PYTHONPATH" in items["library"]["remedy"]


def test_a_broken_fast_kernel_turns_its_item_red(in_mlx):
    ok, wrong = in_mlx("""
import mlx.core as mx
from harness import Outcome
from probes import optimisations, tuned
right = optimisations.fast_kernels(Outcome("returned", tuned.fast_kernels()))
whole = mx.fast.rms_norm
mx.fast.rms_norm = lambda x, weight, eps: whole(x, weight, eps) * 1.01
wrong = [optimisations.fast_kernels(Outcome("returned", tuned.fast_kernels())).status]
mx.fast.rms_norm, turn = whole, mx.fast.rope
mx.fast.rope = lambda *a, **k: turn(*a, **k) * 1.1
result = [right.status, *set(wrong + [optimisations.fast_kernels(Outcome("returned", tuned.fast_kernels())).status])]
""")
    assert (ok, wrong) == ("pass", "fail")
