import mlx.core as mx

a = mx.array([1.0, 2.0, 3.0])
b = a * 2 + 1        # nothing has run yet
mx.eval(b)           # now it has
print(mx.__version__, mx.default_device(), b.tolist())
