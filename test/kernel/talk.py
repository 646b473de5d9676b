"""Talks to the tslab kernel: cells are run, '?code' asks for completions at its end, '!code' for help, '^code' is interrupted after its first output. Prints the replies as JSON."""
import json
import sys
import time

from jupyter_client.manager import start_new_kernel

manager, client = start_new_kernel(kernel_name="tslab", cwd=sys.argv[1])
replies = []


def run(code, interrupt=False):
    text = []

    def keep(message):
        content = message["content"]
        if message["msg_type"] == "stream":
            text.append(content["text"])
            if interrupt and len(text) == 1:
                manager.interrupt_kernel()

    reply = client.execute_interactive(code, timeout=90, output_hook=keep)["content"]
    if reply["status"] != "ok":
        time.sleep(0.3)  # tslab drops what comes within 200 ms of an error
    return {"status": reply["status"], "text": "".join(text).strip()}


try:
    for cell in json.loads(sys.argv[2]):
        if cell[0] == "?":
            client.complete(cell[1:], len(cell) - 1)
            replies.append({"status": "ok", "text": "", "matches": client.get_shell_msg(timeout=30)["content"]["matches"]})
        elif cell[0] == "!":
            client.inspect(cell[1:], len(cell) - 1)
            content = client.get_shell_msg(timeout=30)["content"]
            replies.append({"status": "ok", "text": "", "found": content["data"].get("text/plain", "")})
        elif cell[0] == "^":
            replies.append(run(cell[1:], interrupt=True))
        else:
            replies.append(run(cell))
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
print(json.dumps(replies))
