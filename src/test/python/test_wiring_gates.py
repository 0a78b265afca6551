"""Every gate of MLX-007 is green on what is right and red on something that is wrong in just that way."""

import importlib

import pytest

memory_wiring, wired_pages = (importlib.import_module(name) for name in ("memory_wiring", "wired_pages"))
GIB = 2**30


@pytest.mark.parametrize("returned, ok", [([0, 0], True), ([0, 1000], False), ([], False)])
def test_w0_wants_a_call_that_ignores(returned, ok):
    assert memory_wiring.ignores(returned).ok == ok


@pytest.mark.parametrize("returned, limits, ok", [
    ([1000, GIB], [1000, GIB], True), ([0, 0], [1000, GIB], False), ([1000, 0], [1000, GIB], False), ([0], [0], False),
])
def test_w1_wants_a_call_that_remembers(returned, limits, ok):
    assert memory_wiring.remembers(returned, limits).ok == ok


@pytest.mark.parametrize("error, ok", [("ValueError: too large", True), (None, False), ("OSError: no", False)])
def test_w2_wants_an_error(error, ok):
    assert memory_wiring.refuses(error).ok == ok


@pytest.mark.parametrize("change, ok", [({"active": 0, "peak": 0}, True), ({"active": 0, "peak": 4096}, False),
                                        ({"active": -4, "peak": 0}, False)])
def test_w0_wants_counters_that_stay(change, ok):
    assert memory_wiring.leaves_counters(change).ok == ok


@pytest.mark.parametrize("seen, ok", [
    ({"ran": 1, "before": 5, "inside": 9, "after": 5}, True), ({"ran": 1, "before": 5, "inside": 9, "after": 9}, False),
    ({"ran": 0, "before": 5, "inside": 0, "after": 5}, False), ({"ran": 2, "before": 5, "inside": 9, "after": 5}, False),
    ({"ran": 1, "before": 5, "inside": 5, "after": 5}, False),
])
def test_w0_wants_a_limit_that_is_put_back(seen, ok):
    assert memory_wiring.restores(seen).ok == ok


@pytest.mark.parametrize("one, other, ok", [([1, 2, 3], [1, 2, 3], True), ([1, 2, 3], [1, 2, 4], False),
                                            ([1, 2, 3], [1, 2], False), ([7, 7, 7], [7, 7, 7], False)])
def test_w6_wants_the_same_bits_and_more_than_one_value(one, other, ok):
    assert memory_wiring.same_bits(one, other).ok == ok


def test_the_real_call_and_a_remembering_one(in_mlx):
    seen = in_mlx("""
import mlx.core as mx
from probes import wiring as w
from harness.accelerator import backend
stand_in = w.Remembering()
result = [backend(), w.values(mx.set_wired_limit, [1000, 2000]), w.values(stand_in, [1000, 2000]), stand_in.limit,
          w.error_of(stand_in, 2**62), w.error_of(stand_in, 5), stand_in.limit, mx.set_wired_limit(0)]
""")
    backend, real, remembered, left, refused, accepted, after, now = seen
    assert memory_wiring.ignores(real).ok == (backend != "metal")
    assert memory_wiring.remembers(real, [1000, 2000]).ok == (backend == "metal")
    assert memory_wiring.remembers(remembered, [1000, 2000]).ok and not memory_wiring.ignores(remembered).ok
    assert left == after == now == 0, "every limit is taken back"
    assert memory_wiring.refuses(refused).ok and not memory_wiring.refuses(accepted).ok


@pytest.mark.parametrize("files, ok", [({"a.py": True}, True), ({"a.py": True, "b.py": False}, False), ({}, False)])
def test_w7_wants_the_limit_before_to_be_kept(files, ok):
    assert memory_wiring.puts_back(files).ok == ok


def test_w7_reads_sources(in_mlx):
    sources = ["old = mx.set_wired_limit(n)", "mx.set_wired_limit(n)", "_ = maybe_set_recommended_wired_limit()",
               "self.old = maybe_set_recommended_wired_limit()", "def f():\n    return mx.set_wired_limit(n)", "x = 1"]
    kept = in_mlx(f"from probes.wiring import keeps_former\nresult = [keeps_former(each) for each in {sources!r}]")
    assert kept == [True, False, False, True, True, None]


def test_mlx_lms_own_context_manager_restores_a_real_limit(in_mlx):
    right, broken = in_mlx("""
from harness import call
result = [call("probes.wiring:mlx_lm_around", broken).value for broken in (False, True)]
""")
    assert memory_wiring.restores(right).ok and right["inside"] > 2**30 and not memory_wiring.restores(broken).ok


def test_a_limit_is_taken_back_when_something_fails(in_mlx):
    assert in_mlx("""
from probes import wiring as w
stand_in = w.Remembering(2000)
try:
    w.values(stand_in, [1000, 3000])
except ValueError:
    pass
left = [stand_in.limit]
import mlx.core as mx
mx.tanh = None
try:
    w.product(1000, stand_in)
except TypeError:
    pass
result = left + [stand_in.limit]
""") == [0, 0]


@pytest.mark.parametrize("backend, system, version, text", [
    ("metal", "Darwin", "15.0", ""), ("metal", "Darwin", "26.1", ""), ("metal", "Darwin", "14.7.1", "macOS 15.0"),
    ("cpu", "Darwin", "15.1", "Metal"), ("cpu", "Linux", "", "not yet measured"), ("cuda", "Linux", "", "Metal"),
])
def test_w4_knows_what_wiring_needs(backend, system, version, text):
    why, found = wired_pages.lacking(backend, system, version)
    assert (text in why if text else not why) and backend in found and system in found


@pytest.mark.parametrize("recommended, memory, sysctl, ok", [
    (11 * GIB, 16 * GIB, 0, True), (17 * GIB, 16 * GIB, 0, False), (0, 16 * GIB, 0, False),
    (12 * GIB, 16 * GIB, 12 * 1024, True), (11 * GIB, 16 * GIB, 14 * 1024, False),
])
def test_w3_compares_the_ceiling_with_the_machine(recommended, memory, sysctl, ok):
    facts = {"recommended": recommended, "memory": memory, "sysctl_mib": sysctl}
    assert wired_pages.ceiling_is_consistent(facts).ok == ok


VM_STAT = """Mach Virtual Memory Statistics: (page size of 16384 bytes)
Pages free:                               12345.
Pages wired down:                        131072.
Pages purgeable:                              7.
"""


def test_vm_stat_is_read(in_mlx):
    assert in_mlx(f"from probes.wiring import wired_pages\nresult = wired_pages({VM_STAT!r})") == 2 * GIB
    assert in_mlx("""
from probes.wiring import wired_pages
try:
    result = wired_pages("command not found")
except ValueError as error:
    result = str(error)
""").startswith("this is not what vm_stat prints")


MAC = """
import os
from pathlib import Path
tool = Path({folder!r}, "vm_stat")
tool.write_text({script!r})
tool.chmod(0o755)
os.environ["PATH"] = {folder!r} + os.pathsep + os.environ["PATH"]
os.environ["LEDGER_EVENTS"] = str(Path({folder!r}, "e.jsonl"))
import wired_pages as pages
from probes import wiring
from harness import Experiment, host
pages.device_memory, pages.STEP, pages.LONGEST = lambda: 64 * 2**20, 0.01, 0.02
host.sysctl = lambda name: "0"
host.memory_bytes = lambda: 2**30
with Experiment(pages.__file__, 0) as run:
    pages.ceiling(run); pages.pages(run)
result = run._events.seen
"""


def test_what_runs_on_a_mac_runs_and_sees_that_nothing_is_wired_here(in_mlx, tmp_path):
    """The steps for macOS with a vm_stat whose numbers stand still: what a host reports on which wiring does nothing."""
    script = f"#!/bin/sh\ncat <<'END'\n{VM_STAT}END\n"
    events = in_mlx(MAC.format(folder=str(tmp_path), script=script))
    checks = {event["id"]: event["ok"] for event in events if event["event"] == "check"}
    assert checks == {"W3": True, "W3-control": True}
    shares = [event["value"] for event in events if event.get("metric") == "wired_share" and not event["warmup"]]
    assert shares == [0] * 7, "the claim pages-are-wired would be refuted, as it must be"
    assert [event["value"] for event in events if event.get("metric") == "unwired_after_s" and "value" in event] == [0]
    reads = [event for event in events if event.get("metric") == "read_ms" and event["arm"] == "wired"]
    assert len(reads) == 8 and all(event["value"] > 0 for event in reads)
