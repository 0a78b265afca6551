"""Makes a simulated Mac (`simulated_mac`): the variables of its processes, and its command line tools."""

import json
import os
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "simulated_mac"
SMALL = {"chip": "Apple M1", "memory": 2**29, "recommended": 320 * 2**20, "macos": "15.1", "wired_mib": 0,
         "unwires_after": 0.2, "wires": True}
VM_STAT = """#!{python} -S
import json, os, time
mac = json.loads(os.environ["SIMULATED_MAC"])
wired = 2**30
try:
    with open(os.path.join(mac["folder"], "state.json")) as file:
        state = json.load(file)
    alive = os.path.exists("/proc/%d" % state["pid"])
    held = mac["wires"] and int(mac["macos"].split(".")[0]) >= 15 and state["limit"] >= state["active"]
    if alive and (held or time.time() - state["used"] < mac["unwires_after"]):
        wired += state["active"]
except FileNotFoundError:
    pass
print("Mach Virtual Memory Statistics: (page size of 16384 bytes)")
print("Pages free:                               12345.")
print("Pages wired down:                        %d." % (wired // 16384))
"""
SYSCTL = """#!/bin/sh
case "$2" in
  machdep.cpu.brand_string) echo "{chip}" ;;
  iogpu.wired_limit_mb) echo {wired_mib} ;;
  sysctl.proc_translated) echo {translated} ;;
  *) exit 1 ;;
esac
"""
PMSET = "#!/bin/sh\necho 'Note: No thermal warning level has been recorded'\n"


def variables(folder, **changes):
    """The environment of a process on such a Mac; `changes` are of the machine."""
    mac = {**SMALL, "translated": False, "no_gpu": False, **changes, "folder": str(folder)}
    tools = Path(folder, "bin")
    tools.mkdir()
    for name, text in (("vm_stat", VM_STAT.replace("{python}", sys.executable)), ("pmset", PMSET),
                       ("sysctl", SYSCTL.format(**{**mac, "translated": int(mac["translated"])}))):
        (tools / name).write_text(text)
        (tools / name).chmod(0o755)
    return {"SIMULATED_MAC": json.dumps(mac), "PYTHONPATH": str(FOLDER),
            "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
