import mlx.core as mx

w = mx.random.normal((512, 1024), key=mx.random.key(0)).astype(mx.float16)
x = mx.random.normal((1, 1024), key=mx.random.key(1)).astype(mx.float16)

for bits in (2, 4, 8):
    codes, scales, biases = mx.quantize(w, group_size=64, bits=bits)
    size = codes.nbytes + scales.nbytes + biases.nbytes
    y = mx.quantized_matmul(x, codes, scales, biases, transpose=True, group_size=64, bits=bits)
    off = mx.linalg.norm((y - x @ w.T).astype(mx.float32)) / mx.linalg.norm((x @ w.T).astype(mx.float32))
    print(f"{bits} bits: {8 * size / w.size} bits a weight, product off by {off.item():.1%}")
