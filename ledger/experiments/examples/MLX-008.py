import mlx.core as mx

weights, x = mx.random.normal((128, 256)), mx.random.normal((4, 256))
for mode, group_size, bits in (("affine", 64, 4), ("nvfp4", 16, 4)):
    how = {"mode": mode, "group_size": group_size, "bits": bits}
    try:
        parts = mx.quantize(weights, **how)
        expected = x @ mx.dequantize(*parts, **how).T
        got = mx.quantized_matmul(x, *parts, transpose=True, **how)
        off = mx.max(mx.abs(got - expected)) / mx.max(mx.abs(expected))
        print(mode, "off by", f"{off.item():.0e}")
    except (ValueError, RuntimeError) as error:     # 0.29.3, and 0.29.4 on Metal
        print(mode, "is refused:", str(error)[:60])
