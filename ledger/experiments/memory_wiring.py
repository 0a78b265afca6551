# /// script
# requires-python = ">=3.10"
# [tool.ledger]
# task = "MLX-007"
# title = "The wired limit and its contract"
# timeout = "120s"
# headline = "limits_tried"
# outcome = "a wired limit changes {values_changed} values of a product; {files_never_restoring} files of mlx_lm set a limit and never take it back; one call takes {set_limit_us} µs"
#
# [[tool.ledger.claims]]
# id = "no-wiring-off-apple"
# text = "Off Apple silicon set_wired_limit returns 0 for every limit: it stores nothing and wires nothing"
# metric = "returned_bytes"
# equals = 0
# exact = true
# when = { backend = ["cpu", "cuda"] }
#
# [[tool.ledger.claims]]
# id = "the-limit-is-remembered"
# text = "On Apple silicon set_wired_limit returns the limit that was set before"
# metric = "forgotten_bytes"
# equals = 0
# exact = true
# when = { backend = ["metal"] }
#
# [[tool.ledger.claims]]
# id = "a-limit-takes-no-memory"
# text = "Setting a limit changes neither active nor peak memory, by MLX's own counters"
# metric = "counter_change_bytes"
# equals = 0
# exact = true
#
# [[tool.ledger.claims]]
# id = "a-limit-changes-no-bit"
# text = "Results under a limit are those without one, bit by bit"
# metric = "values_changed"
# equals = 0
# exact = true
# ///
"""MLX-007: what `mx.set_wired_limit` promises, on any host.

It works with Metal on macOS 15 or newer. Elsewhere the same call is accepted and does nothing: code that calls it is
portable, and its author cannot tell from the call that nothing happened. What wiring does to pages: wired_pages.py.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import util
from pathlib import Path

from harness import Experiment, Verdict, call, interleaved, run_example
from harness.peak import device_memory

LIMITS = (0, 1000, 2**30, 2**40, 2**62)


def ignores(returned) -> Verdict:
    """W0: every limit is accepted, and the one before is not remembered: 0 comes back."""
    return Verdict(bool(returned) and not any(returned), f"returned {returned} for limits that had just been set")


def remembers(returned, limits) -> Verdict:
    """W1: what was set comes back at the next call."""
    return Verdict(list(returned) == list(limits) and any(limits), f"set {list(limits)}, got back {returned}")


def refuses(error) -> Verdict:
    """W2: a limit above what the system recommends raises."""
    return Verdict(error is not None and "ValueError" in error, error or "accepted")


def leaves_counters(change) -> Verdict:
    """W0: memory counters do not move."""
    return Verdict(not any(change.values()), ", ".join(f"{name} memory {value:+d} B" for name, value in change.items()))


def restores(seen) -> Verdict:
    """W0: a context manager runs its body once, under another limit, and puts back the one before."""
    ok = seen["ran"] == 1 and seen["after"] == seen["before"] != seen["inside"]
    return Verdict(ok, f"body ran {seen['ran']} time(s), limit {seen['before']} before, {seen['inside']} inside and "
                       f"{seen['after']} after")


def puts_back(files) -> Verdict:
    """W7: whether every file that sets a limit keeps the one before, without which it cannot put it back."""
    kept, never = ([name for name, keeps in files.items() if keeps == wanted] for wanted in (True, False))
    return Verdict(bool(files) and not never, f"the limit before is kept in {', '.join(kept) or 'no file'}; set and never "
                                              f"put back in {', '.join(never) or 'no file'}")


def same_bits(one, other) -> Verdict:
    """W6: results do not depend on the limit."""
    different = sum(a != b for a, b in zip(one, other)) + abs(len(one) - len(other))
    return Verdict(different == 0 and len(set(one)) > len(one) // 2, f"{different} of {len(one)} values differ")


def main() -> None:
    with Experiment(__file__, steps=4) as run:
        if run.backend == "unknown":
            sys.exit(f"MLX cannot be used here: {run.environment['mlx_failure']}")
        run.metric("limits_tried", "Limits that were set", "1", "higher", exact=True)
        run.progress("what the call returns")
        (remembered if run.backend == "metal" else ignored)(run)
        run.progress("what it leaves alone")
        untouched(run)
        run.progress("mlx_lm's context manager")
        context(run)
        run.progress("the page's minimal example")
        run_example(run)


def ignored(run) -> None:
    """Off Apple silicon: the contract of a call that does nothing."""
    import mlx.core as mx

    from probes import wiring

    run.metric("returned_bytes", "What set_wired_limit returned", "By", "none", exact=True)
    returned = wiring.values(mx.set_wired_limit, LIMITS)
    for limit, value in zip(LIMITS, returned):
        run.sample("returned_bytes", value, limit=limit)
    run.sample("limits_tried", len(returned))
    run.gate("W0", "Every limit is accepted and ignored", ignores, returned)
    run.control("W0-control", "A backend that remembers limits is noticed", ignores,
                wiring.values(wiring.Remembering(2**62), LIMITS))
    why, found = "It needs Metal on macOS 15 or newer; not yet measured there", f"the backend is {run.backend}"
    for what in ("W1", "W2", "forgotten_bytes"):
        run.not_applicable(what, why, f"{found}, the system {run.environment['os_version']}")


def remembered(run) -> None:
    """On Apple silicon: a limit is stored, and one that is too large is refused."""
    import mlx.core as mx

    from probes import wiring

    run.metric("forgotten_bytes", "Limit set minus limit got back", "By", "none", exact=True)
    largest = device_memory()
    limits = [1000, largest // 16, largest // 8, int(largest * wiring.SHARE)]
    returned = wiring.values(mx.set_wired_limit, limits)
    for limit, value in zip(limits, returned):
        run.sample("forgotten_bytes", limit - value, limit=limit)
    run.sample("limits_tried", len(returned))
    run.gate("W1", "A limit is remembered", remembers, returned, limits)
    run.control("W1-control", "A call that does nothing is noticed", remembers,
                wiring.values(lambda limit: 0, limits), limits)
    run.gate("W2", "A limit above the recommended working set is refused", refuses,
             wiring.error_of(mx.set_wired_limit, largest + 10))
    run.control("W2-control", "A limit within it is not", refuses, wiring.error_of(mx.set_wired_limit, 1000))
    for what in ("W0", "returned_bytes"):
        run.not_applicable(what, "Limits are only ignored off Apple silicon", "the backend is metal")


def untouched(run) -> None:
    import mlx.core as mx

    from probes import wiring

    run.metric("counter_change_bytes", "Change of a memory counter by setting a limit", "By", "none", exact=True)
    run.metric("values_changed", "Values that differ under a limit", "1", "lower", exact=True)
    run.metric("set_limit_us", "One call of set_wired_limit", "us", "lower")
    limit = int(device_memory() * wiring.SHARE) if run.backend == "metal" else 2**40
    change = wiring.counters(mx.set_wired_limit, limit)
    for name, value in change.items():
        run.sample("counter_change_bytes", value, arm=name)
    run.gate("W0-counters", "Setting a limit takes no memory", leaves_counters, change)
    run.control("W0-counters-control", "A call that allocates is noticed", leaves_counters,
                wiring.counters(Allocating(), limit))
    without, under = wiring.product(0), wiring.product(limit)
    run.sample("values_changed", sum(a != b for a, b in zip(without, under)))
    run.gate("W6", "Results do not depend on the limit", same_bits, without, under)
    run.control("W6-control", "Other results are noticed", same_bits, without, without[::-1])
    calls = {"set": lambda: [mx.set_wired_limit(0) for _ in range(100)]}
    for turn in interleaved(calls, rounds=9):
        run.sample("set_limit_us", turn.seconds["set"] * 1e4, warmup=turn.warmup)


class Allocating:
    """Stands in for a call that takes memory."""

    def __init__(self) -> None:
        self.kept: list = []

    def __call__(self, limit: int) -> int:
        import mlx.core as mx

        self.kept.append(mx.zeros((1024,)) + 1)
        mx.eval(self.kept)
        return 0


def context(run) -> None:
    from probes import wiring

    if not util.find_spec("mlx_lm"):
        run.not_applicable("W0-mlx-lm", "mlx_lm is not installed", "importlib finds no module mlx_lm")
    else:
        with ThreadPoolExecutor(2) as pool:
            calls = [pool.submit(call, "probes.wiring:mlx_lm_around", broken, timeout=120) for broken in (False, True)]
        outcome, broken = (each.result() for each in calls)
        verdict = restores(outcome.value) if outcome.ok else Verdict(False, str(outcome))
        run.check("W0-mlx-lm", "mlx_lm's wired_limit runs its body and restores the limit", verdict)
        run.control("W0-mlx-lm-control", "If it did not, that would be noticed", restores, broken.value)
        inspected(run)
    setter = wiring.setter()
    run.gate("W0-restore", "Set, try, finally: the limit before comes back", restores,
             wiring.around(wiring.restoring(setter, 1000), setter))
    run.control("W0-restore-control", "Without finally it does not", restores,
                wiring.around(wiring.leaking(setter, 1000), setter))


def inspected(run) -> None:
    """Who in mlx_lm sets a limit, by its source: counted, for a reader, and compared with what the page says."""
    from probes import wiring

    run.metric("files_never_restoring", "Files of mlx_lm that set a limit and never take it back", "1", "lower", exact=True)
    files = wiring.setting_files(Path(util.find_spec("mlx_lm").origin).parent)
    run.sample("files_never_restoring", sum(not kept for kept in files.values()))
    run.check("W7", "Who in mlx_lm sets a limit", Verdict(bool(files), puts_back(files).detail))
    run.gate("W7-generate", "The context manager takes it back, by its source", puts_back,
             {name: kept for name, kept in files.items() if name == "generate.py"})
    run.control("W7-control", "A file that only sets one is noticed", puts_back, {"made-up.py": False})


if __name__ == "__main__":
    main()
