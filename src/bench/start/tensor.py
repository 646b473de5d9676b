"""A kernel to its first tensor, as a front end has it: tensor.py OURS or tensor.py THEIRS PYTHON starts one, runs one cell, and prints a JSON line.

OURS is the tslab kernel, THEIRS an ipykernel of that Python. Seconds from the start to the cell's output; the processor's are those of the kernel and its
children, until the output.
"""

import json
import os
import sys
import time

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager

CELLS = {"ours": "import * as tf from 'gradus/tf';\ntf.ones([1]).print();", "theirs": "import tensorflow as tf\nprint(tf.ones(1))"}
TICKS = os.sysconf("SC_CLK_TCK")


def cpu(pid):
    """The processor's time of a process and of all below it, in seconds; None where the system does not tell."""
    if not os.path.exists("/proc/self/stat"):
        return None
    stats = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat") as file:
                fields = file.read().rsplit(") ", 1)[1].split()
        except OSError:
            continue
        stats[int(name)] = int(fields[1]), sum(int(x) for x in fields[11:15])  # with that of ended children
    tree, found = {pid}, True
    while found:
        found = {child for child, (parent, _) in stats.items() if parent in tree} - tree
        tree |= found
    return sum(stats[child][1] for child in tree if child in stats) / TICKS


side = sys.argv[1]
manager = KernelManager(kernel_name="tslab" if side == "ours" else "python3")
if side == "theirs":
    manager._kernel_spec = KernelSpec(argv=[sys.argv[2], "-m", "ipykernel_launcher", "-f", "{connection_file}"], language="python", display_name="theirs")
started = time.perf_counter()
manager.start_kernel(cwd=sys.argv[3])
client = manager.client()
client.start_channels()
text = []
try:
    client.wait_for_ready(timeout=120)
    ready = time.perf_counter() - started
    client.execute_interactive(CELLS[side], timeout=120, allow_stdin=False, output_hook=lambda m: text.append((m["msg_type"], m["content"])))
    wall = time.perf_counter() - started
    busy = cpu(manager.provisioner.pid)
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
failed = [content for kind, content in text if kind == "error"]
if failed:
    sys.exit(f"{failed[0]['ename']}: {failed[0]['evalue']}")
print(json.dumps({"ready": ready, "wall": wall, "cpu": busy, "text": "".join(c.get("text", "") for _, c in text)}))
