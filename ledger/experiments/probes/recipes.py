"""MLX-004's second half: mlx_lm's recipes against size, and its quantized KV cache, each in a process without this one's MLX."""

from concurrent.futures import ThreadPoolExecutor
from importlib import util

from harness import Verdict, call, together
from probes.quantization_gates import (
    at_size, below_one_width, lies_between, loses_less, not_there, on_front, ordered,
)

MODEL = "probes.quantized_lm:"


def side_by_side(run, jobs) -> dict:
    """The outcomes of functions of probes/quantized_lm.py, by name; several at a time, since nothing here is timed."""
    with ThreadPoolExecutor(2 if run.backend == "cpu" else 4) as pool:
        outcomes = pool.map(lambda job: call(MODEL + job[0], *job[1:], timeout=400), jobs.values())
        return dict(zip(jobs, outcomes))


def together_by_name(run, jobs) -> dict:
    """The same; on a CPU, where nothing hangs, in two processes, which import mlx_lm once."""
    parts = 2 if run.backend == "cpu" else len(jobs)
    names = [list(jobs)[part::parts] for part in range(parts)]
    with ThreadPoolExecutor(2 if run.backend == "cpu" else 4) as pool:
        seen = pool.map(lambda part: together([(MODEL + jobs[name][0], *jobs[name][1:]) for name in part], 500), names)
        found = {name: outcome for part, outcomes in zip(names, seen) for name, outcome in zip(part, outcomes)}
    return {name: found[name] for name in jobs}


def left_out(run, *whats) -> None:
    """Says what a quick run does not do."""
    for what in whats if run.quick else ():
        run.not_applicable(what, "Left out of a quick run", "LEDGER_QUICK is set")


def recipes(run, sizes, path, points) -> None:
    run.metric("recipe_kl", "KL divergence from the unquantized model", "nat", "lower", exact=True)
    run.metric("recipe_bits", "Size of a weight of the whole model", "bit", "lower", exact=True)
    run.metric("kl_by_size", "KL divergence by bits a weight of the whole model", "nat", "lower")
    run.metric("gptq_kl_ratio", "KL after GPTQ over KL after rounding", "1", "lower", exact=True)
    run.metric("dynamic_over_uniform", "KL of dynamic quantization over that of one width at its size", "1", "lower",
               exact=True)
    run.metric("kv_kl", "KL divergence when the KV cache is quantized in groups of 32", "nat", "lower", exact=True)
    no_awq = "AWQ changes layers that must be named for each model type; a model of our own is not among them"
    if not util.find_spec("mlx_lm"):
        for what in ("Q10", "Q13", "Q14", "Q15", "gptq-beats-rounding", "mixed-2-6-loses-to-3-bits", "dynamic-beats-one-width",
                     "a-cache-of-8-bits-loses-little"):
            run.not_applicable(what, "mlx_lm is not installed", "importlib finds no module mlx_lm")
        run.not_applicable("awq", no_awq, "importlib finds no module mlx_lm")
        return
    gone = ("mixed_3_4", "mixed_3_6", "mixed_4_6", "uniform_4", "gptq_4")
    left_out(run, "front", "mixed-2-6-loses-to-3-bits", "mixed_over_uniform", "gptq_kl_ratio bits=4", *(f"{metric} recipe={recipe}" for recipe in gone
                                                     for metric in ("recipe_kl", "recipe_bits")))
    bits, named, rounded = (2, 3, 4, 6), ("mixed_2_6", "mixed_3_4", "mixed_3_6", "mixed_4_6"), (2, 4)
    if run.quick:
        bits, named, rounded = (2, 3, 6), ("mixed_2_6",), (2,)
    outcomes = together_by_name(run, {
        **{f"gptq_{each}": ("gptq", each, sizes, path) for each in rounded},
        "dynamic_2_6": ("dynamic", 2, 6, sizes, path),
        **{name: ("mixed", name, sizes, path) for name in named},
        **{f"uniform_{each}": ("uniform", each, sizes, path) for each in bits},
        "awq": ("awq_models",),
        "kept": ("kept", (32, 8, 4, 2), sizes, path),
    })
    cache(run, outcomes.pop("kept"))
    awq = outcomes.pop("awq")
    run.not_applicable("awq", no_awq, f"mlx_lm.quant.awq knows {', '.join(awq.value)}" if awq.ok else str(awq))
    low, three, high = outcomes["uniform_2"], outcomes["uniform_3"], outcomes["uniform_6"]
    mixed, dynamic = outcomes["mixed_2_6"], outcomes["dynamic_2_6"]
    widths = [(each.value["bits"], each.value["kl"]) for name, each in outcomes.items() if name.startswith("uniform") and each.ok]
    run.gate("Q10", "A mixed recipe lies between its parts", lies_between, mixed, low, high)
    run.control("Q10-control", "2 bits do not lie between themselves and 6", lies_between, low, low, high)
    run.gate("Q14", "Dynamic quantization beats one width of its size", below_one_width, dynamic, widths)
    run.control("Q14-control", "3 bits do not beat themselves", below_one_width, three, widths)
    kinds = {"uniform": "one width", "mixed": "mixed", "dynamic": "dynamic", "gptq": "GPTQ"}
    points = list(points)
    for name, outcome in outcomes.items():
        if outcome.ok:
            value = outcome.value.get("after", outcome.value)
            run.sample("recipe_kl", value["kl"], recipe=name)
            run.sample("recipe_bits", value["bits"], recipe=name)
            points.append([value["bits"], value["kl"], kinds[name.split("_")[0]]])
    for size, kl, kind in sorted(points):
        run.sample("kl_by_size", kl, arm=kind, size=round(size, 2))
    run.gate("Q13", "GPTQ loses less than rounding", loses_less, [outcomes[f"gptq_{each}"] for each in rounded])
    run.control("Q13-control", "Rounding does not lose less than itself", loses_less, [low])
    for each in rounded:
        if outcomes[f"gptq_{each}"].ok:
            seen = outcomes[f"gptq_{each}"].value
            run.sample("gptq_kl_ratio", seen["after"]["kl"] / seen["before"]["kl"], bits=each)
    if dynamic.ok and len(widths) > 1:
        run.sample("dynamic_over_uniform", dynamic.value["kl"] / at_size(widths, dynamic.value["bits"]))
    if run.quick:
        return
    run.metric("mixed_over_uniform", "KL of mixed_2_6 over that of 3 bits, which are as large", "1", "lower", exact=True)
    run.gate("front", "What nothing of the same size or less beats", on_front, points)
    if mixed.ok and three.ok:
        run.sample("mixed_over_uniform", mixed.value["kl"] / three.value["kl"])


def cache(run, outcome) -> None:
    """What the unquantized model loses when its keys and values are kept in fewer bits."""
    from probes import quantizing as probe

    if not_there(outcome) or "No implementation" in outcome.detail:  # CUDA wants rows of 64 numbers and more
        for what in ("Q15", "kv_kl", "a-cache-of-8-bits-loses-little"):
            run.not_applicable(what, "This backend has no such product", str(outcome))
        return
    if not outcome.ok:
        run.check("Q15", "A KV cache loses less with more bits", Verdict(False, str(outcome)))
        return
    seen = {bits: kl for bits, kl in outcome.value or ()}
    for bits, kl in seen.items():
        run.sample("kv_kl", kl, bits=bits)
    kept = {probe.Setting("affine", bits, 32): kl for bits, kl in seen.items() if bits < 32}
    run.gate("Q15", "A KV cache loses less with more bits", ordered, kept, "lower")
    run.control("Q15-control", "A cache that quantizes nothing loses nothing", ordered,
                {each: seen.get(32, 0) for each in kept}, "lower")
