# /// script
# requires-python = ">=3.10"
# [tool.ledger]
# task = "MLX-003"
# title = "Zero copy on Apple silicon"
# timeout = "120s"
# headline = "gpu_crossing_over_copy"
# outcome = "handing a growing array over from the GPU takes {gpu_crossing_over_copy} of the time that copying it takes; the process grows by {gpu_resident_over_size} times the array"
#
# [[tool.ledger.claims]]
# id = "crossing-costs-no-copy"
# text = "Handing what the GPU made to the CPU grows with size at most a tenth as fast as copying it"
# metric = "gpu_crossing_over_copy"
# at-most = 0.1
# when = { backend = ["metal"] }
#
# [[tool.ledger.claims]]
# id = "one-array-in-memory"
# text = "An array that the GPU made and the CPU read lets the process grow by its size once: 0.8 to 1.5 times"
# metric = "gpu_resident_over_size"
# between = [0.8, 1.5]
# exact = true
# when = { backend = ["metal"] }
# ///
"""MLX-003: on Apple silicon CPU and GPU read and write the very same memory. This can be shown there and nowhere else.

Elsewhere the script says what the host lacks and makes no check, so that the task is not verified before a Mac was
asked: on one device nothing could cross over, and on CUDA memory migrates, whatever the counters say.
"""

import platform
import sys
from importlib import util

from harness import Experiment, Verdict, call
from probes.sharing import same_address, stays_within, write_arrives

WHATS = ("Z1", "Z2", "Z3", "gpu_crossing_over_copy", "gpu_resident_over_size")


def lacking(backend, system, machine) -> tuple:
    """Why zero copy cannot be shown on this host, and how that was found; empty texts on Apple silicon."""
    found = f"the backend is {backend}, the system {system} on {machine}"
    if backend == "metal" and (system, machine) == ("Darwin", "arm64"):
        return "", found
    if backend == "cuda":
        return "CUDA gives one API and moves memory between GPU and host by itself; only Apple silicon shares it", found
    return "It needs Apple silicon, where CPU and GPU share one memory; not yet measured there", found


def main() -> None:
    with Experiment(__file__, steps=3) as run:
        if run.backend == "unknown":
            sys.exit(f"MLX cannot be used here: {run.environment['mlx_failure']}")
        why, found = lacking(run.backend, platform.system(), platform.machine())
        if not why and not util.find_spec("numpy"):
            sys.exit("this experiment looks at memory through NumPy, and importlib finds no module numpy")
        for text, step in (("addresses", addresses), ("memory", memory), ("crossing", crossing)):
            run.progress(f"{text}: not applicable" if why else text)
            if not why:
                step(run)
        for what in WHATS if why else ():
            run.not_applicable(what, why, found)


def addresses(run, places=None) -> None:
    """Z1, Z2: the GPU works on the very bytes that the CPU sees."""
    from probes import handoff
    from probes import places as where

    both = places or where.places()
    run.gate("Z1", "An array keeps its address when the GPU works on it", same_address, handoff.addresses(both))
    run.control("Z1-control", "A copy has another address", same_address, handoff.addresses(both, handoff.copied))
    run.gate("Z2", "The GPU reads what the CPU wrote through a view", write_arrives, handoff.write_seen(both))
    run.control("Z2-control", "It does not read it from a copy", write_arrives,
                handoff.write_seen(both, handoff.copied))


def memory(run) -> None:
    """Z3: the system counts one array, in processes of their own."""
    run.metric("gpu_resident_over_size", "Growth of the process over the array's size", "1", "lower", exact=True)
    for stand_in, report in ((False, run.gate), (True, run.control)):
        grown = call("probes.handoff:resident_growth", 256, stand_in, timeout=60)
        if not grown.ok:
            run.check("Z3-control" if stand_in else "Z3", "The process grows by one array", Verdict(False, str(grown)))
        elif stand_in:
            report("Z3-control", "With a copy it grows by more", stays_within, grown.value)
            run.control("Z3-nothing-control", "A process that does not grow proves nothing", stays_within, 0.0)
        else:
            run.sample("gpu_resident_over_size", grown.value)
            report("Z3", "The process grows by one array", stays_within, grown.value)


def crossing(run, places=None, sizes=(1, 4, 16, 64)) -> None:
    """U6 of the GPU, as slopes over size."""
    from probes import handoff
    from probes import places as where

    both = places or where.places()
    run.metric("gpu_crossing_over_copy", "Handing over what the GPU made, as a share of copying it", "1", "lower")
    for index in range(12):
        slopes = handoff.Slopes()
        for mebibytes in sizes:
            slopes.add(mebibytes, handoff.handover_seconds(both, mebibytes))
        run.sample("gpu_crossing_over_copy", slopes.share("first"), warmup=index == 0)


if __name__ == "__main__":
    main()
