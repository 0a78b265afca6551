import mlx.core as mx

a = mx.arange(1000, dtype=mx.float32)
here = mx.default_stream(mx.cpu)
there = mx.default_stream(mx.gpu) if mx.default_device() == mx.gpu else mx.new_stream(mx.cpu)

b = mx.add(a, 1, stream=there)        # an operation chooses where it runs; the array has no place
c = mx.sum(b, stream=here)            # reads what the other place makes: MLX waits, you do not
print(here, "and", there)
print("sum:", c.item(), "first elements:", b[:3].tolist())
