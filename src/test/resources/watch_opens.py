"""Says what is opened, read, written or removed below some folders, by any process: one name a line.

Prints "ready", watches until standard input ends, then prints what it saw. Linux only (inotify).
"""

import ctypes
import os
import struct
import sys

OPEN, ACCESS, MODIFY, ATTRIB = 0x20, 0x1, 0x2, 0x4
MOVED, CREATE, DELETE, DELETE_SELF = 0xC0, 0x100, 0x200, 0x400
EVENT = struct.Struct("iIII")

libc = ctypes.CDLL(None, use_errno=True)
watcher = libc.inotify_init1(os.O_NONBLOCK)
if watcher < 0:
    raise OSError(ctypes.get_errno(), "inotify_init1")
folders = {}
for folder in [found for top in sys.argv[1:] for found, _, _ in os.walk(top)]:
    events = OPEN | ACCESS | MODIFY | ATTRIB | MOVED | CREATE | DELETE | DELETE_SELF
    number = libc.inotify_add_watch(watcher, os.fsencode(folder), events)
    if number < 0:
        raise OSError(ctypes.get_errno(), "inotify_add_watch", folder)
    folders[number] = folder
print("ready", flush=True)
sys.stdin.read()
while True:
    try:
        more = os.read(watcher, 1 << 16)
    except BlockingIOError:
        break
    while more:
        number, mask, _, length = EVENT.unpack_from(more)
        name = more[EVENT.size : EVENT.size + length].rstrip(b"\0")
        print(os.path.join(folders.get(number, "?"), os.fsdecode(name)), hex(mask))
        more = more[EVENT.size + length :]
