"""A Mac, simulated: the MLX of this interpreter computes on the CPU and answers as Metal does.

Python imports this by itself where the folder is on PYTHONPATH. SIMULATED_MAC describes the machine (JSON); `mac.py`
makes it. What is simulated are answers: names, sizes, limits, errors, and what `vm_stat` counts. Nothing is known from it
of how fast or how right a real Mac is.
"""

import functools
import json
import os
import platform
import resource
import sys
import time
import types
from importlib.machinery import PathFinder

MAC = json.loads(os.environ["SIMULATED_MAC"])
STATE = os.path.join(MAC["folder"], "state.json")
LARGE = 2**24  # bytes from which wired memory is followed


def mlx_core(mx):
    if MAC.get("no_gpu"):
        os.abort()  # as builds before 0.31.2 do
    far = mx.new_stream(mx.cpu)

    def is_gpu(place):
        return getattr(place, "type", place) == mx.gpu

    def redirected(function):
        @functools.wraps(function)
        def call(*arguments, **named):
            if "stream" in named and is_gpu(named["stream"]):
                named["stream"] = far
            return function(*arguments, **named)

        return call

    for module in (mx, mx.random, mx.fast, mx.linalg):
        for name, function in list(vars(module).items()):
            if type(function).__name__ == "nb_func":
                setattr(module, name, redirected(function))
    mx.default_device = lambda: mx.Device(mx.gpu, 0)
    for name in ("default_stream", "new_stream"):
        def stream(place, real=getattr(mx, name)):
            return far if is_gpu(place) else real(place)

        setattr(mx, name, stream)
    mx.metal.is_available = lambda: True
    facts = {"device_name": MAC["chip"], "architecture": "applegpu_g13g", "memory_size": MAC["memory"],
             "max_recommended_working_set_size": MAC["recommended"], "max_buffer_length": MAC["recommended"]}
    mx.metal.device_info = lambda: dict(facts)
    if hasattr(mx, "device_info"):
        real = mx.device_info
        mx.device_info = lambda place=mx.gpu: dict(facts) if is_gpu(place) else real(place)
    limit = [0]

    def set_wired_limit(wanted):
        if wanted > MAC["recommended"]:
            raise ValueError("[metal::set_wired_limit] Setting a wired limit larger than the maximum working set size is "
                             "not allowed.")
        former, limit[0] = limit[0], wanted
        return former

    mx.set_wired_limit = set_wired_limit
    for name in ("eval", "async_eval"):
        def evaluate(*arrays, real=getattr(mx, name)):
            real(*arrays)
            active = mx.get_active_memory()
            if active >= LARGE:
                state = {"pid": os.getpid(), "active": active, "limit": limit[0], "used": time.time()}
                with open(f"{STATE}.{os.getpid()}", "w") as file:
                    json.dump(state, file)
                os.replace(f"{STATE}.{os.getpid()}", STATE)

        setattr(mx, name, evaluate)
    product = mx.quantized_matmul

    def quantized_matmul(*arguments, **named):
        mode = named.get("mode", "affine")
        if mode in ("nvfp4", "mxfp8") and mx.__version__ == "0.29.4":
            raise RuntimeError(f"[metal::Device] Unable to load kernel {mode}_qmv_fast_float_gs_16_b_4_batch_0")
        return product(*arguments, **named)

    mx.quantized_matmul = quantized_matmul
    add = mx.array.__add__

    def single_only(one, other):
        if one.dtype == mx.float64:
            raise ValueError("float64 is not supported on the GPU")
        return add(one, other)

    mx.array.__add__ = single_only


class Darwin:
    """`sys` for the modules of harness and probes only: libraries would look for parts of a Mac that are not here."""

    platform = "darwin"

    def __getattr__(self, name):
        return getattr(sys, name)


def darwin(module):
    module.sys = Darwin()


def harness_blas(blas):
    darwin(blas)
    folder = "/System/Library/Frameworks/Accelerate.framework/Versions/A"
    blas._images = lambda: [f"{folder}/Accelerate", "/env/mlx/lib/libmlx.dylib"]


def harness_host(host):
    darwin(host)
    host.memory_bytes = lambda: MAC["memory"]


def answers(name, answer):
    """What `platform` says to the experiments; libraries hear the truth, and do not look for parts of a Mac."""
    real = getattr(platform, name)

    def told():
        caller = sys._getframe(1).f_globals.get("__file__") or ""
        return answer if "/experiments/" in caller else real()

    setattr(platform, name, told)


class After:
    """Lets a module load as always, and changes it afterwards."""

    changes = {"mlx.core": mlx_core, "harness.blas": harness_blas, "harness.host": harness_host,
               **dict.fromkeys(("harness.load", "harness.compiling", "probes.machine", "probes.installed", "probes.handoff"),
                               darwin)}

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        spec = PathFinder.find_spec(name, path, target) if name in cls.changes else None
        if spec is None or spec.loader is None:
            return spec
        load = spec.loader.exec_module

        def exec_module(module):
            load(module)
            cls.changes[name](module)

        spec.loader.exec_module = exec_module
        return spec


def peak(who, real=resource.getrusage):
    """ru_maxrss in bytes, as macOS counts it, and of this process alone."""
    with open("/proc/self/status") as file:
        line = next(line for line in file if line.startswith("VmHWM:"))
    return types.SimpleNamespace(ru_maxrss=int(line.split()[1]) * 1024)


answers("system", "Darwin")
answers("machine", "arm64")
answers("processor", "i386" if MAC["translated"] else "arm")
answers("mac_ver", (MAC["macos"], ("", "", ""), "arm64"))
resource.getrusage = peak
sys.meta_path.insert(0, After)
