# /// script
# requires-python = ">=3.10"
# [tool.ledger]
# task = "MLX-003"
# title = "One memory, two places"
# timeout = "180s"
# headline = "graphs_compared"
# outcome = "of {graphs_compared} random graphs {graphs_wrong} give other bits when their operations are spread over two places; two operations in two places on one array of 16 MiB take {extra_bytes[mebibytes=16]} bytes beside their results"
#
# [[tool.ledger.claims]]
# id = "streams-do-not-race"
# text = "No random graph gives other bits when its operations are spread over two streams"
# metric = "graphs_wrong"
# equals = 0
# exact = true
#
# [[tool.ledger.claims]]
# id = "nothing-is-duplicated"
# text = "Two operations in two places on one array allocate their results, and at most 64 KiB beside them"
# metric = "extra_bytes"
# at-most = 65536
# exact = true
#
# [[tool.ledger.claims]]
# id = "the-example-is-right"
# text = "The small operations of the documentation's example come within 2e-6 of their fixed point, wherever they run"
# metric = "omega_error"
# at-most = 2e-6
# exact = true
#
# [[tool.ledger.claims]]
# id = "the-split-loses-on-cuda"
# text = "On CUDA the split that wins on an M1 Max (product on the GPU, small operations on the CPU) takes twice as long"
# metric = "split_over_single"
# at-least = 2
# where = { operations = 500 }
# arm = "gpu/cpu"
# when = { backend = ["cuda"] }
# ///
"""MLX-003: an array belongs to no device; operations choose one, and MLX orders them. What that is worth on this host.

A host with one device has two streams instead of two devices: what is said of order, addresses and counters is true
there, too, and the rest is not applicable. What only Apple silicon can show, that nothing is ever copied, is in zero_copy.py.
"""

import math
import sys
from importlib import util

from harness import Experiment, Verdict, call, interleaved, run_example
from probes.sharing import only_results, same_address, stays_within, write_arrives

TOLERANCES = {"matmul": 2e-3, "half": 1e-3}  # TF32 on GPUs; rounding to half precision
TOLERANCE = 2e-5  # of everything else between two devices: other orders of summation, other exp and tanh


def places_agree(seen, devices) -> Verdict:
    """U1: every operation gives the same in both places: the same bits on one device, within a tolerance on two."""
    off = {name: value for name, value in seen["apart"].items()
           if not value <= (TOLERANCES.get(name, TOLERANCE) if devices > 1 else 0)}
    worst = max(seen["apart"].items(), key=lambda item: item[1], default=("none", math.nan))
    listed = ", ".join(f"{name} by {value:.3g}" for name, value in off.items())
    right = len(seen["apart"]) - len(off)
    return Verdict(right > 0 and not off, f"{right} of {len(seen['apart'])} operations agree on {devices} device(s), "
                   + (f"off: {listed}" if off else f"the worst is {worst[0]}, apart by {worst[1]:.3g}"))


def graphs_agree(seen) -> Verdict:
    """U2: random graphs give the same bits in one place and in two; and values did cross over, many times."""
    text = (f"{seen['graphs'] - seen['wrong']} of {seen['graphs']} graphs give the same bits, {seen['operations']} "
            f"operations, {seen['crossings']} inputs from the other place")
    return Verdict(seen["wrong"] == 0 and seen["crossings"] >= seen["operations"] // 4, text)


def write_came_after(values) -> Verdict:
    """U2: an operation saw the ones that were there when it was called, not the five that was written later."""
    return Verdict(values == [1.0, 1.0], f"1 was there, 5 came later, values from {values[0]:g} to {values[1]:g} were read")


def example_is_right(errors, product_tolerance) -> Verdict:
    """U7: in every arm the product agrees with NumPy in double precision, and the small part with Omega."""
    off = [arm for arm, (product, omega) in errors.items() if not (product <= product_tolerance and omega <= 2e-6)]
    product, omega = (max(each[part] for each in errors.values()) for part in (0, 1))
    seen = (f"{len(errors) - len(off)} of {len(errors)} arms right, product off by at most {product:.2g}, fixed point by "
            f"{omega:.2g}")
    return Verdict(not off, seen + (f", wrong: {', '.join(off)}" if off else ""))


def main() -> None:
    with Experiment(__file__, steps=7) as run:
        if run.backend == "unknown":
            sys.exit(f"MLX cannot be used here: {run.environment['mlx_failure']}")
        if not util.find_spec("numpy"):
            sys.exit("this experiment looks at memory through NumPy, and importlib finds no module numpy")
        from probes.places import places

        both = places()
        for text, step in (("the same operations in both places", operations), ("order between streams", order),
                           ("who takes memory", memory), ("to NumPy and back", exchanged),
                           ("handing an array over", handover),
                           ("the documentation's example", example)):
            run.progress(text)
            step(run, both)
        run.progress("the page's minimal example")
        run_example(run)


def operations(run, both) -> None:
    seen = call("probes.places:results_in_both", timeout=90)
    if not seen.ok:
        run.check("U1", "Both places compute the same", Verdict(False, str(seen)))
        return
    run.gate("U1", "Both places compute the same", places_agree, seen.value, both.devices)
    for name, why in seen.value["refused"].items():
        run.not_applicable(f"U1 {name}", "A device refuses this operation; with stream=mx.cpu it runs", why)
    spoiled = call("probes.places:results_in_both", True, timeout=90)
    run.control("U1-control", "A place that gives 1 % more is noticed", places_agree, spoiled.value, both.devices)
    if both.devices == 1:
        run.not_applicable("U1-devices", "There is one device, so both places are streams of the CPU",
                           f"an operation was evaluated on {', '.join(run.environment['devices'])} only")


def order(run, both) -> None:
    from probes import handoff, places

    run.metric("graphs_compared", "Random graphs run in one place and in two", "1", "higher", exact=True)
    run.metric("graphs_wrong", "Random graphs with other bits in two places", "1", "lower", exact=True)
    graphs = 50 if run.quick else 200
    seen = places.graph_differences(both, graphs)
    run.sample("graphs_compared", seen["graphs"])
    run.sample("graphs_wrong", seen["wrong"])
    run.gate("U2", "MLX orders operations across streams", graphs_agree, seen)
    off_by_one = places.graph_differences(both, 5, lambda value: value + 1)
    run.control("U2-control", "Other bits are noticed", graphs_agree, off_by_one)
    alone = {**seen, "crossings": 0}
    run.control("U2-crossing-control", "Graphs that never cross over prove nothing", graphs_agree, alone)
    run.gate("U2-write", "A write after evaluation leaves results alone", write_came_after,
             handoff.write_while_read(True).values)
    raced = handoff.write_while_read(False)
    if raced.passed > 0.5:
        run.not_applicable("U2-race", "The call that queues the operation waits for it, so that nothing can come between",
                           f"{raced.passed:.0%} of the operation's time had passed when async_eval returned")
    else:
        run.control("U2-race", "A write that does not wait is a race, which MLX cannot see", write_came_after,
                    raced.values)


def memory(run, both) -> None:
    from probes import handoff
    from probes.places import cpu_streams

    run.metric("extra_bytes", "Memory beside the two results", "By", "lower", exact=True)
    for mebibytes in (1, 4, 16):
        seen = handoff.bytes_of_two_results(both, mebibytes)
        run.sample("extra_bytes", abs(seen["added"] - seen["results"]), mebibytes=mebibytes)
    run.gate("U3", "An array is not duplicated for a second place", only_results, seen)
    run.control("U3-control", "A copy for the second place is noticed", only_results,
                handoff.bytes_of_two_results(both, 16, handoff.copied))
    streams = cpu_streams()
    run.gate("U4", "An array keeps its address (two streams of the CPU)", same_address, handoff.addresses(streams))
    run.control("U4-control", "A copy has another address", same_address, handoff.addresses(streams, handoff.copied))
    run.gate("U5", "A write through a view is read in the other stream", write_arrives, handoff.write_seen(streams))
    run.control("U5-control", "A write into a copy is not", write_arrives, handoff.write_seen(streams, handoff.copied))
    resident(run)


def resident(run) -> None:
    """The system's count beside MLX's own."""
    run.metric("resident_over_size", "Growth of the process over the array's size", "1", "lower")
    if run.backend == "cuda":
        for what in ("U3-resident", "resident_over_size"):
            run.not_applicable(what, "The GPU's memory does not count as this process's", "the backend is cuda")
        return
    grown = {stand_in: call("probes.handoff:resident_growth", 64 if run.quick else 256, stand_in, timeout=60)
             for stand_in in (False, True)}
    broken = next((str(each) for each in grown.values() if not each.ok), None)
    if broken:
        run.check("U3-resident", "The process grows by one array", Verdict(False, broken))
        return
    run.sample("resident_over_size", grown[False].value)
    run.gate("U3-resident", "The process grows by one array", stays_within, grown[False].value)
    run.control("U3-resident-control", "With a copy it grows by more", stays_within, grown[True].value)
    run.control("U3-nothing-control", "A process that does not grow proves nothing", stays_within, 0.0)


def exchanged(run, both) -> None:
    import mlx.core as mx

    from probes import exchange

    run.gate("U8", "NumPy refuses bfloat16, and takes it widened", exchange.needs_widening, mx.bfloat16)
    run.control("U8-control", "float16 it takes as it is", exchange.needs_widening, mx.float16)
    run.gate("U9", "mx.array copies what NumPy has", exchange.unshared, exchange.shares(mx.array))
    run.control("U9-control", "A write through a view is seen", exchange.unshared, exchange.shares(exchange.viewed))
    run.metric("import_shares", "Whether MLX shares the memory of the NumPy array that it imports", "1", "none", exact=True)
    for name in ("array", "asarray", "from_dlpack"):
        if hasattr(mx, name):
            run.sample("import_shares", float(exchange.shares(getattr(mx, name))), arm=name)
        else:
            run.not_applicable(f"import_shares arm={name}", "This MLX has no such function",
                               f"mlx.core {mx.__version__} has no {name}")


def handover(run, both) -> None:
    """U6: reported on every host, claimed only on Apple silicon (zero_copy.py)."""
    from probes import handoff

    run.metric("handover_us", "Reading one element of what the far place made", "us", "lower")
    run.metric("copy_us", "Copying all of it", "us", "lower")
    run.metric("crossing_over_copy", "Handing an array over, as a share of copying it", "1", "lower")
    sizes = (1, 4, 16) if run.quick else (1, 4, 16, 64) if run.backend == "cpu" else (1, 4, 16, 64, 256)
    for index in range(8 if run.quick else 12):
        warmup, slopes = index == 0, handoff.Slopes()
        for mebibytes in sizes:
            seconds = handoff.handover_seconds(both, mebibytes)
            slopes.add(mebibytes, seconds)
            for arm in ("first", "again"):
                run.sample("handover_us", seconds[arm] * 1e6, arm=arm, warmup=warmup, mebibytes=mebibytes)
            run.sample("copy_us", seconds["copy"] * 1e6, warmup=warmup, mebibytes=mebibytes)
        for arm in ("first", "again"):
            run.sample("crossing_over_copy", slopes.share(arm), arm=arm, warmup=warmup)


def example(run, both) -> None:
    from probes import overlap

    run.metric("omega_error", "Small operations, distance from their fixed point", "1", "lower", exact=True)
    run.metric("example_ms", "The documentation's example", "ms", "lower")
    run.metric("split_over_single", "The example in two places over the far place alone", "1", "lower")
    arms, work = overlap.arms(both), overlap.Example(both)
    errors = {name: work.errors(arm) for name, arm in arms.items()}
    for name, (_, omega) in errors.items():
        run.sample("omega_error", omega, arm=name)
    tolerance = 1e-5 if both.devices == 1 else 2e-3
    run.gate("U7", "The example is right in every arm", example_is_right, errors, tolerance)
    overflown = {name: work.errors(arm, overlap.growth) for name, arm in arms.items()}
    run.control("U7-control", "exp(b) instead of exp(-b) overflows and proves nothing", example_is_right, overflown,
                tolerance)
    single = next(iter(arms))
    for count in (0, 50, 500):
        runs = {name: (lambda arm=arm: work.run(arm, count)) for name, arm in arms.items()}
        for turn in interleaved(runs, rounds=7 if run.quick else 15, warmups=2):
            for name, seconds in turn.seconds.items():
                run.sample("example_ms", seconds * 1e3, arm=name, warmup=turn.warmup, operations=count)
                if name != single:
                    run.sample("split_over_single", seconds / turn.seconds[single], arm=name, warmup=turn.warmup,
                               operations=count)


if __name__ == "__main__":
    main()
