# /// script
# requires-python = ">=3.10"
# [tool.ledger]
# task = "MLX-007"
# title = "Wired pages on macOS 15 and newer"
# timeout = "400s"
# headline = "wired_share"
# outcome = "after a pause a limit keeps {wired_share} more of an array wired than there is without one"
#
# [[tool.ledger.claims]]
# id = "pages-are-wired"
# text = "Under a limit that covers it, at least half of an array stays wired when the system has unwired one without"
# metric = "wired_share"
# at-least = 0.5
# when = { backend = ["metal"] }
# ///
"""MLX-007: what a limit does to pages, by the system's own count (`vm_stat`). Only on Apple silicon with macOS 15.

Elsewhere the script says what the host lacks and makes no check, so that the task is not verified before a Mac was
asked. It wires at most a quarter of what the system recommends, and takes every limit back.
"""

import platform
import sys

from harness import Experiment, Verdict, call, host
from harness.peak import device_memory

WHATS = ("W3", "W5", "wired_share", "wired_growth", "wired_at_once", "unwired_after_s",
         "read_ms", "after_idle_ms", "recommended_over_memory")
MACOS = (15, 0)  # residency sets, by which MLX wires memory
LONGEST = 8.0  # seconds to wait for the system to unwire what is no longer used
STEP = 0.1


def pause_for(unwired, quick=False) -> float:
    """Seconds of pause before wired memory is read: twice what the system took to unwire a used array, and a second.

    Where it did not within the longest wait (None), a longer one would not help: the claim then says so.
    """
    margin = 0.2 if quick else 1.0
    return 2 * margin if unwired is None else min(LONGEST, 2 * unwired + margin)


def lacking(backend, system, version) -> tuple:
    """Why no page can be wired here (W4), and how that was found; empty texts where it can."""
    found = f"the backend is {backend}, the system {system} {version}".strip()
    if backend != "metal":
        return "Wiring needs Metal on macOS 15.0 or newer; not yet measured there", found
    if tuple(int(part) for part in version.split(".")[:2]) < MACOS:
        return "Wiring needs macOS 15.0: before it the limit is stored and has no effect", found
    return "", found


def ceiling_is_consistent(facts) -> Verdict:
    """W3: what Metal recommends is at most the memory, and is what the administrator set, if something is set."""
    recommended, memory, chosen = facts["recommended"], facts["memory"], facts["sysctl_mib"] * 2**20
    ok = 0 < recommended <= memory and (chosen == 0 or abs(recommended - chosen) <= 0.05 * chosen)
    said = f"{facts['sysctl_mib']} MiB" if chosen else "the system's default"
    return Verdict(ok, f"recommended working set {recommended / 2**30:.1f} of {memory / 2**30:.1f} GiB, "
                       f"iogpu.wired_limit_mb: {said}")


def main() -> None:
    with Experiment(__file__, steps=2) as run:
        if run.backend == "unknown":
            sys.exit(f"MLX cannot be used here: {run.environment['mlx_failure']}")
        darwin = platform.system() == "Darwin"
        why, found = lacking(run.backend, platform.system(), platform.mac_ver()[0] if darwin else "")
        for text, step in (("the system's ceiling", ceiling), ("wired and not wired", pages)):
            run.progress(f"{text}: not applicable" if why else text)
            if not why:
                step(run)
        for what in WHATS if why else ():
            run.not_applicable(what, why, found)


def ceiling(run) -> None:
    run.metric("recommended_over_memory", "Recommended working set over memory", "1", "none", exact=True)
    facts = {"recommended": device_memory(), "memory": host.memory_bytes(),
             "sysctl_mib": int(host.sysctl("iogpu.wired_limit_mb") or 0)}
    run.sample("recommended_over_memory", facts["recommended"] / facts["memory"])
    run.gate("W3", "The ceiling fits the machine", ceiling_is_consistent, facts)
    run.control("W3-control", "A ceiling above the memory is noticed", ceiling_is_consistent,
                {**facts, "recommended": facts["memory"] * 2})


def pages(run) -> None:
    """W5, reported and claimed, not gated: other programs wire memory, too."""
    from probes import wiring

    run.metric("wired_growth", "Growth of wired memory over the array's size, after a pause", "1", "none")
    run.metric("wired_at_once", "The same directly after its use", "1", "none")
    run.metric("unwired_after_s", "Until the system unwires a used array, without a limit", "s", "none")
    run.metric("wired_share", "The same, with a limit minus without", "1", "higher")
    run.metric("read_ms", "Product of the array with a vector", "ms", "lower")
    run.metric("after_idle_ms", "The same after a pause", "ms", "lower")
    mebibytes = int(min(2**30, device_memory() * wiring.SHARE / 1.25)) // 2**20
    first = call("probes.wiring:unwired_after", mebibytes, STEP, LONGEST / 4 if run.quick else LONGEST, timeout=60)
    if not first.ok:
        run.check("W5", "Wired memory is measured", Verdict(False, str(first)))
        return
    if first.value is None:
        run.not_applicable("unwired_after_s", "The system keeps used pages wired, with or without a limit",
                           f"most of {mebibytes} MiB were wired {LONGEST / 4 if run.quick else LONGEST:g} s after the last use")
    else:
        run.sample("unwired_after_s", first.value, mebibytes=mebibytes)
    idle = pause_for(first.value, run.quick)
    for index in range(8):
        order = (True, False) if index % 2 else (False, True)
        seen = {wire: call("probes.wiring:wired_run", wire, mebibytes, idle, timeout=60) for wire in order}
        broken = next((str(each) for each in seen.values() if not each.ok), None)
        if broken:
            run.check("W5", "Wired memory is measured", Verdict(False, broken))
            return
        for wire, outcome in seen.items():
            arm = "wired" if wire else "not wired"
            for metric, key in (("wired_growth", "grown"), ("wired_at_once", "grown_at_once"), ("read_ms", "read_ms"),
                                ("after_idle_ms", "after_idle_ms")):
                run.sample(metric, outcome.value[key], arm=arm, warmup=index == 0)
        run.sample("wired_share", seen[True].value["grown"] - seen[False].value["grown"], warmup=index == 0)


if __name__ == "__main__":
    main()
