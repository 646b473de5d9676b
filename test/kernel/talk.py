"""Talks to the tslab kernel. Standard input is a list of steps, JSON; each gets a reply in the list that is printed.

{"code"}: a cell is run; with "interrupt": true it is interrupted after its first output. {"complete"}, {"inspect"}: code, with "cursor" in code points (its end if left out).
{"is_complete"}: code. {"request", "content"}: any message of the shell. {"together": [code, ...]}: cells that are sent without waiting. {"restart": true}: the kernel is started again.
"""
import json
import queue
import sys
import time

from jupyter_client.manager import start_new_kernel

started = time.time()
manager, client = start_new_kernel(kernel_name="tslab", cwd=sys.argv[1])
replies = [{"start": time.time() - started}]


def outputs(msg_id):
    """What iopub says about a request until it is idle again."""
    seen = []
    while True:
        message = client.get_iopub_msg(timeout=60)
        if message["parent_header"].get("msg_id") != msg_id:
            continue
        seen.append(message)
        if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
            return seen


def run(code, interrupt=False):
    text, errors, results, types, interrupted = [], [], [], [], [None]

    def keep(message):
        content, kind = message["content"], message["msg_type"]
        types.append(content["execution_state"] if kind == "status" else kind)
        if kind == "stream":
            text.append(content["text"])
            if interrupt and interrupted[0] is None:
                interrupted[0] = time.time()
                manager.interrupt_kernel()
        elif kind == "error":
            errors.append(content)
        elif kind in ("execute_result", "display_data"):
            results.append({"type": kind, **content["data"]})

    begun = time.time()
    reply = client.execute_interactive(code, timeout=60, output_hook=keep)["content"]
    ended = time.time()
    return {"status": reply["status"], "reply": reply, "text": "".join(text).strip(), "errors": errors, "results": results, "types": types, "seconds": ended - begun, "stopped": interrupted[0] and ended - interrupted[0]}


def ask(kind, content):
    message = client.session.msg(kind, content)
    client.shell_channel.send(message)
    told = outputs(message["header"]["msg_id"])
    reply = None if kind == "comm_open" else client.get_shell_msg(timeout=60)
    return {"type": reply and reply["msg_type"], "told": [m["msg_type"] for m in told], **((reply or {}).get("content", {}))}


def together(cells):
    ids = [client.execute(code) for code in cells]
    answers = {}
    while len(answers) < len(ids):
        message = client.get_shell_msg(timeout=60)
        answers[message["parent_header"]["msg_id"]] = message["content"]["status"]
    return [answers[i] for i in ids]


def restart():
    manager.restart_kernel()
    client.wait_for_ready(timeout=60)
    return {"status": "ok"}


def step(s):
    if "restart" in s:
        return restart()
    for kind, name in (("complete", "complete_request"), ("inspect", "inspect_request"), ("is_complete", "is_complete_request")):
        if kind in s:
            return ask(name, {"code": s[kind], "cursor_pos": s.get("cursor", len(s[kind])), "detail_level": 0})
    if "request" in s:
        return ask(s["request"], s["content"])
    if "together" in s:
        return together(s["together"])
    return run(s["code"], s.get("interrupt", False))


try:
    for s in json.load(sys.stdin):
        try:
            replies.append(step(s))
        except (TimeoutError, queue.Empty):
            raise SystemExit(f"no answer to {json.dumps(s)}")
finally:
    client.shutdown()
    for _ in range(60):
        if not manager.is_alive():
            break
        time.sleep(0.05)
    replies.append({"alive": manager.is_alive()})
    client.stop_channels()
    manager.shutdown_kernel(now=True)
print(json.dumps(replies))
