"""What the experiments do on a Mac, by a simulator of Metal's answers (`simulated_mac`): every branch runs, and decides."""

from statistics import median

import mac
import pytest
from test_events import problems
from test_headers import header

OURS = ("dependency_pin", "installation", "lazy_evaluation", "unified_memory", "zero_copy", "memory_wiring", "wired_pages",
        "health_check")
QUICK = ("dependency_pin", "installation", "zero_copy")  # of every build; the others nightly
ANSWERED = {"wired_pages": {"wired_share"}, "zero_copy": {"gpu_resident_over_size", "gpu_crossing_over_copy"},
            "memory_wiring": {"forgotten_bytes"}}


@pytest.fixture(scope="session")
def on_a_mac(run_script, tmp_path_factory):
    """A quick run of an experiment on a simulated Mac, each machine once; its events."""
    seen = {}

    def run(name, **changes):
        key = (name, *sorted(changes.items()))
        if key not in seen:
            variables = mac.variables(tmp_path_factory.mktemp("mac"), **changes)
            seen[key] = run_script(name, LEDGER_QUICK="1", **variables)
        return seen[key]

    return run


def red(events):
    return {event["id"] for event in events if event["event"] == "check" and not event["ok"]}


def absent(events):
    return {event["what"] for event in events if event["event"] == "not-applicable"}


def values(events, metric, **parameters):
    return [event["value"] for event in events if event["event"] == "sample" and event["metric"] == metric
            and not event["warmup"] and event["parameters"].items() >= parameters.items()]


def check(events, id):
    return next(event for event in events if event.get("id") == id and event["event"] == "check")


@pytest.mark.parametrize("name", [pytest.param(name, marks=() if name in QUICK else pytest.mark.nightly) for name in OURS])
def test_an_experiment_runs_to_its_end_and_nothing_is_red(on_a_mac, name):
    status, events, log = on_a_mac(name)
    assert status == 0 and problems(events) == [], log
    host = next(event for event in events if event["event"] == "environment")
    assert (host["backend"], host["blas"]["name"], host["os_version"]) == ("metal", "accelerate", "macOS 15.1")
    assert red(events) == set()
    missing = ANSWERED.get(name, set()) & absent(events)
    assert not missing and all(values(events, metric) for metric in ANSWERED.get(name, ()))


@pytest.mark.nightly
def test_claims_about_a_mac_hold_on_one_that_does_what_the_pages_say(on_a_mac):
    assert median(values(on_a_mac("wired_pages")[1], "wired_share")) > 0.9
    assert median(values(on_a_mac("zero_copy")[1], "gpu_crossing_over_copy")) <= 0.1
    share = header("zero_copy")["tool"]["ledger"]["claims"][1]["between"]
    assert all(share[0] <= value <= share[1] for value in values(on_a_mac("zero_copy")[1], "gpu_resident_over_size"))
    assert set(values(on_a_mac("memory_wiring")[1], "forgotten_bytes")) == {0}


@pytest.mark.parametrize("unwires_after, pause", [(0.2, 1.5), (1.2, 3.5)])
def test_wired_memory_is_read_after_the_systems_own_unwiring(unwires_after, pause):
    """Directly after its use an array is wired with and without a limit."""
    from wired_pages import pause_for

    assert pause_for(unwires_after + 0.05) == pytest.approx(pause) and pause_for(unwires_after, True) > 2 * unwires_after
    assert pause_for(100) == pause_for(100, True) == 8 and pause_for(None) == 2


@pytest.mark.nightly
def test_used_pages_are_wired_in_any_case(on_a_mac):
    _, events, _ = on_a_mac("wired_pages")
    for arm in ("wired", "not wired"):
        at_once = [event["value"] for event in events if event.get("metric") == "wired_at_once" and event.get("arm") == arm]
        assert median(at_once) > 0.9, arm


@pytest.mark.nightly
def test_a_mac_on_which_a_limit_does_nothing_refutes_the_claim(on_a_mac):
    _, events, _ = on_a_mac("wired_pages", wires=False)
    assert median(values(events, "wired_share")) < 0.1 and red(events) == set()


@pytest.mark.nightly
def test_a_mac_that_never_unwires_refutes_it_too_and_says_why(on_a_mac):
    _, events, _ = on_a_mac("wired_pages", unwires_after=1000)
    assert "unwired_after_s" in absent(events) and median(values(events, "wired_share")) < 0.1


def test_before_macos_15_wiring_does_not_apply(on_a_mac):
    _, events, _ = on_a_mac("wired_pages", macos="14.7")
    assert "wired_share" in absent(events) and not values(events, "wired_share")
    _, events, _ = on_a_mac("memory_wiring", macos="14.7")
    assert set(values(events, "forgotten_bytes")) == {0}, "the number is remembered there, too"


@pytest.mark.nightly
def test_a_ceiling_above_the_memory_is_noticed(on_a_mac):
    _, events, _ = on_a_mac("wired_pages", recommended=2**30, wires=False)
    assert "W3" in red(events)


@pytest.mark.nightly
def test_the_health_check_of_the_pin_on_a_mac(on_a_mac, in_mlx):
    _, events, _ = on_a_mac("health_check")
    version = in_mlx("import mlx.core as mx; result = mx.__version__")
    for mode in ("nvfp4", "mxfp8"):
        assert check(events, f"H-quantized-{mode}")["detail"].startswith("WARN") == (version == "0.29.4")
    assert not check(events, "H-quantized-affine")["detail"].startswith("WARN")
    memory = check(events, "H-memory")["detail"]
    assert all(word in memory for word in ("Apple M1", "0.5 GiB", "0.3 GiB", "wired ceiling: the system's default"))
    assert "works" in check(events, "H-wiring")["detail"] and "H-compiler" in absent(events)


@pytest.mark.nightly
def test_the_health_check_of_a_mac_that_is_not_right(on_a_mac):
    _, events, _ = on_a_mac("health_check", macos="13.4", translated=True, recommended=2**30, wired_mib=1024)
    assert {"H-system", "H-processor", "H-memory"} <= red(events)
    assert "1024 MiB, set by an administrator" in check(events, "H-memory")["detail"]
    assert "macOS 15" in check(events, "H-wiring")["detail"]


@pytest.mark.nightly
def test_where_no_gpu_is_visible_the_process_aborts_and_the_health_check_does_not(on_a_mac):
    status, events, _ = on_a_mac("health_check", no_gpu=True)
    assert status == 0 and "H-import" in red(events) and "SIGABRT" in check(events, "H-import")["detail"]
    assert "nothing" not in absent(events)
    for name in ("lazy_evaluation", "zero_copy", "wired_pages", "memory_wiring", "unified_memory"):
        status, events, log = on_a_mac(name, no_gpu=True)
        assert status != 0 and not values(events, "wired_share")
