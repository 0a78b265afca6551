"""Every gate of MLX-004 is green on MLX and red on something that is wrong in just that way."""

import pytest

START = """import mlx.core as mx
import quantization as e
from harness import Outcome
from probes import quantization_gates as g, quantizing as p, quantized_lm as m, restoring as r
four, w = [p.Setting("affine", 4, 64)], p.gaussian(64, 512)
levels = lambda q: {s: p.snr_db(q, s, w) for s in p.AFFINE}
ideal = {s: p.predicted_db(s, w) for s in p.AFFINE}
trained = lambda moved, changed: Outcome("returned", [{"moved": moved, "codes_changed": changed}])
gptq = lambda before, after: Outcome("returned", {"before": {"kl": before, "bits": 3.0}, "after": {"kl": after, "bits": 3.0}})
one = lambda kl, bits: Outcome("returned", {"kl": kl, "bits": bits})
"""

GATES = {
    "Q1": ("g.sizes_as_theory(p.Mlx(), p.AFFINE, [mx.float16, mx.float32])",
           ["g.sizes_as_theory(p.Identity(), p.AFFINE, [mx.float16])"]),
    "Q2": ("g.off_by_a_step(p.Mlx(), p.AFFINE, w)", ["g.off_by_a_step(p.OneBitShort(), p.AFFINE, w)"]),
    "Q3": ("g.noise_as_theory(levels(p.Mlx()), ideal)",
           ["g.noise_as_theory(levels(p.OneBitShort()), ideal)", "g.noise_as_theory(levels(p.Identity()), ideal)"]),
    "Q4": ("g.ordered(levels(p.Mlx()), 'higher')",
           ["g.ordered(levels(p.Identity()), 'higher')", "g.ordered(levels(p.Mlx()), 'lower')",
            "g.ordered({four[0]: 1.0}, 'higher')"]),
    "Q5": ("g.zeros_stay(p.Mlx(), four, w)", ["g.zeros_stay(p.Shifted(), four, w)"]),
    "Q6": ("g.products_right([[s.name, 3, r.product_error(p.Mlx(), s, 3, mx.float32)] for s in p.AFFINE], 1e-5)",
           ["g.products_right([[s.name, 3, r.product_error(p.Inflated(), s, 3, mx.float32)] for s in four], 0.012)",
            "g.products_right([['a', 1, 0.0], ['b', 1, 2e-5]], 1e-5)", "g.products_right([], 1e-5)"]),
    "Q12": ("g.restores_bits(p.Mlx(), p.AFFINE + [p.BLOCK[0]])",
            ["g.restores_bits(p.Inflated(), four)", "g.restores_bits(p.Shifted(), four)"]),
    "Q7": ("g.refused({'7 bits': lambda: mx.quantize(w, 64, 7)})", ["g.refused({'4 bits': lambda: mx.quantize(w)[0]})"]),
    "Q9": ("g.scales_learn([trained(0.1, False), trained(0.2, False)], 2)",
           ["g.scales_learn([trained(0.1, False), trained(0.0, False)], 2)", "g.scales_learn([trained(0.1, True)], 1)",
            "g.scales_learn([trained(0.1, False)], 2)", "g.scales_learn([Outcome('raised', detail='x 1')], 1)"]),
    "Q13": ("g.loses_less([gptq(1.0, 0.5), gptq(1.0, 0.9)])",
            ["g.loses_less([gptq(1.0, 0.5), gptq(1.0, 1.0)])", "g.loses_less([Outcome('timed out', detail='1 s')])"]),
    "front": ("g.on_front([[3, 0.1, 'a'], [4, 0.05, 'b'], [4, 0.2, 'c']])", ["g.on_front([[3, 0.1, 'a'], [4, 0.2, 'b']])"]),
    "Q10": ("g.lies_between(one(0.02, 4.0), one(0.09, 3.0), one(0.001, 7.0))",
            ["g.lies_between(one(0.1, 4.0), one(0.09, 3.0), one(0.001, 7.0))",
             "g.lies_between(one(0.02, 8.0), one(0.09, 3.0), one(0.001, 7.0))",
             "g.lies_between(Outcome('timed out', detail='1 s'), one(0.09, 3.0), one(0.001, 7.0))"]),
    "Q14": ("g.below_one_width(one(0.004, 3.5), [(3.0, 0.1), (4.0, 0.001)])",  # between them, 0.01
            ["g.below_one_width(one(0.02, 3.5), [(3.0, 0.1), (4.0, 0.001)])", "g.below_one_width(one(0.004, 3.5), [(3.0, 0.1)])",
             "g.below_one_width(Outcome('timed out', detail='1 s'), [(3.0, 0.1), (4.0, 0.001)])"]),
    "Q11": ("g.same_logits(Outcome('returned', {'apart': 1e-4}), 'apart', 1e-3)",
            ["g.same_logits(Outcome('returned', {'apart': 0.1}), 'apart', 1e-3)",
             "g.same_logits(Outcome('timed out', detail='150 s'), 'apart', 1e-3)"]),
}


@pytest.mark.parametrize("id", GATES)
def test_the_gate_is_green_on_mlx_and_red_on_what_is_wrong(judged, id):
    green, reds = GATES[id]
    (ok, detail), *rejected = judged(START, [green, *reds])
    assert ok, detail
    for ok, detail in rejected:
        assert not ok, detail
        assert any(letter.isdigit() for letter in detail)


def test_quantization_that_does_nothing_turns_the_run_red(in_mlx, tmp_path):
    """The run itself, with MLX's quantizer replaced by one that leaves everything as it is."""
    red = in_mlx(START + f"""
import os; os.environ["LEDGER_EVENTS"] = {str(tmp_path / "e.jsonl")!r}
from harness import Experiment
settings = p.AFFINE
p.Mlx.quantize, p.Mlx.dequantize = p.Identity.quantize, p.Identity.dequantize
p.Mlx.matmul = p.Identity.matmul
with Experiment(e.__file__, 0) as run:
    e.sizes_and_errors(run, settings)
    e.products(run, [])
    result = [each["id"] for each in run._events.of("check") if not each["ok"]]
""")
    assert {"Q1", "Q3", "Q4"} <= set(red), red


def test_divergence_is_zero_for_equals_and_right_for_a_case_by_hand(in_mlx):
    """KL of (1/2, 1/2) from (3/4, 1/4): 1/2 ln(2/3) + 1/2 ln 2 = 0.143841."""
    same, other = in_mlx(START + """
p_, q_ = mx.log(mx.array([[[0.5, 0.5]]])), mx.log(mx.array([[[0.75, 0.25]]]))
result = [m.divergence(p_, p_), m.divergence(p_ + 7, q_ - 2)]""")
    assert same == pytest.approx(0, abs=1e-7)
    assert other == pytest.approx(0.143841, abs=1e-5)


def test_a_models_bits_are_its_bytes_over_its_weights(in_mlx):
    """4 bits in groups of 64 with float32 scales are 5 bits; the norms stay float32."""
    bits = in_mlx(START + """
from probes import tiny_lm
model = m.really(tiny_lm.TinyLM(), four[0])
norms = 5 * 64
result = [m.model_bits(model), (tiny_lm.parameters(tiny_lm.TinyLM()) - norms) * 5 + norms * 32, tiny_lm.parameters(tiny_lm.TinyLM())]""")
    assert bits[0] == pytest.approx(bits[1] / bits[2], rel=1e-6)


def test_layers_that_multiply_wrongly_do_not_pass_for_rounded_weights(in_mlx):
    """As nvfp4 does in 0.29.4 on the CPU: every product is zero, and the model guesses among 128 letters."""
    right, wrong = in_mlx(START + """
import tempfile, os, mlx.nn as nn
path, sizes = os.path.join(tempfile.mkdtemp(), "m.safetensors"), m.Sizes(64, 1, 2, 2, 32, 2)
m.trained(sizes, path)
right = m.real_beside_rounded(four[0], sizes, path)
nn.QuantizedLinear.__call__ = lambda self, x: mx.zeros((*x.shape[:-1], self.scales.shape[0]))
result = [right, m.real_beside_rounded(four[0], sizes, path)]""")
    assert right["apart"] <= 1e-4 < 0.1 < right["control"]
    assert wrong["apart"] > 0.1 and wrong["ppl"] == pytest.approx(128, rel=1e-3)


def test_one_width_at_a_size_lies_on_a_line_of_logarithms(in_mlx):
    widths = "[(4.0, 0.01), (2.0, 1.0), (8.0, 0.0001)]"
    sizes = in_mlx(START + f"result = [g.at_size({widths}, size) for size in (2.0, 3.0, 4.0, 6.0, 10.0)]")
    assert sizes == pytest.approx([1.0, 0.1, 0.01, 0.001, 0.00001])


def test_dynamic_quantization_and_a_quantized_cache_do_what_they_say(in_mlx):
    """Dynamic: between its two widths. A cache of 32 bits changes nothing, and of one that loses everything KL is large."""
    dynamic, kept, deaf = in_mlx(START + """
import tempfile, os
from mlx_lm.models import cache
path, sizes = os.path.join(tempfile.mkdtemp(), "m.safetensors"), m.Sizes(64, 1, 6, 4, 32, 2)
m.trained(sizes, path)
dynamic = [m.uniform(2, sizes, path)["bits"], m.dynamic(2, 6, sizes, path)["bits"], m.uniform(6, sizes, path)["bits"]]
kept, real = m.kept([32, 8, 2], sizes, path), cache.KVCache.update_and_fetch
cache.KVCache.update_and_fetch = lambda self, keys, values: real(self, keys, values * 0)
result = [dynamic, kept, m.kept([32], sizes, path)]""")
    assert dynamic == sorted(set(dynamic))
    assert kept[0][1] == 0 < kept[1][1] < kept[2][1] < deaf[0][1]


@pytest.mark.parametrize("setting", ["Setting('affine', 3, 32)", "Setting('affine', 5, 64)", "BLOCK[0]", "BLOCK[1]", "BLOCK[2]"])
def test_the_oracle_reads_bits_as_mlx_does(in_mlx, setting):
    """`dequantize` is right in every mode and version that we tried, also where `quantized_matmul` is not."""
    assert in_mlx(START + f"result = r.restored_error(p.Mlx(), p.{setting}, mx.float32)") <= 1e-6


def test_small_floating_point_numbers_by_hand(in_mlx):
    """OCP OFP8 E4M3: 0x38 is 1, 0x01 the smallest, 0x7e the largest, 0xb8 is -1."""
    assert in_mlx(START + "import numpy; result = r.e4m3(numpy.array([0x38, 0x01, 0x7e, 0xb8])).tolist()") == [1, 2**-9, 448, -1]


def test_a_kernel_that_metal_lacks_is_not_there(in_mlx):
    told = 'Outcome("raised", detail="RuntimeError: [metal::Device] Unable to load kernel nvfp4_qmv_fast_float")'
    assert in_mlx(START + f"o = {told}; result = [g.not_there(o), g.missing_kernel(o), g.not_there(Outcome('raised', detail='x'))]"
                  ) == [True, True, False]


@pytest.mark.parametrize("value, bounded", [("1.5", 1.5), ("float('nan')", 1e9), ("1e12", 1e9), ("m.math.exp(1e4)", 1e9)])
def test_what_is_not_finite_counts_as_a_great_number(in_mlx, value, bounded):
    assert in_mlx(START + f"result = m._bounded(lambda: {value})") == bounded
