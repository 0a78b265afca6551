import mlx.core as mx

limit = 256 * 2**20                     # bytes that may stay wired
former = mx.set_wired_limit(limit)      # on macOS 15 and newer; elsewhere nothing happens
try:
    x = mx.random.normal((1024, 1024))
    mx.eval(x @ x)                      # what is in use now stays in memory, up to the limit
    kept = mx.set_wired_limit(limit)    # the call returns the limit before it
    print("limit:", limit, "kept:", kept, "Metal:", kept == limit)  # macOS 14 keeps it, too, and wires nothing
finally:
    mx.set_wired_limit(former)
