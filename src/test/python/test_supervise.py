"""The supervisor of experiments, in a process of its own."""

import json
import subprocess
import sys

import pytest
from conftest import ROOT

FOLDER = ROOT / "src" / "main" / "resources" / "ledger" / "experiment" / "process"
SLOW = """
import sys, time
sys.path.insert(0, sys.argv[1])
import supervise
spawn = supervise.spawn
def slowly(*arguments):
    process = spawn(*arguments)
    time.sleep(0.5)  # as on a busy host, where the command may be over by now
    return process
supervise.spawn = slowly
sys.argv = sys.argv[1:]
supervise.main()
"""


@pytest.mark.parametrize("command, outcome, status", [
    ("pass", "exited", 0),
    ("raise SystemExit(3)", "exited", 3),
    ("import os; os.kill(os.getpid(), 9)", "signalled", 9),
])
def test_a_command_that_is_over_at_once_is_not_missed(tmp_path, command, outcome, status):
    job = {"command": [sys.executable, "-c", command], "cwd": str(tmp_path), "environment": {"LEDGER_RUN": str(tmp_path)},
           "log": str(tmp_path / "log"), "events": str(tmp_path / "events"), "limit": 120,
           "output_limit": 1 << 20, "memory_limit": 0, "remove": None}
    (tmp_path / "job.json").write_text(json.dumps(job))
    process = subprocess.Popen([sys.executable, "-B", "-c", SLOW, str(FOLDER), str(tmp_path / "job.json")],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    said = json.loads(process.stdout.read())
    process.stdin.close()
    process.wait()
    assert (said["outcome"], said["status"]) == (outcome, status)  # one that was missed would be `timed out`
