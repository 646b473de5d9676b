"""Runs a notebook in the tslab kernel and prints what it showed, as JSON. Exit status 1 with the error when a cell fails.

Usage: run_notebook.py NOTEBOOK FOLDER [KERNEL]
"""
import json
import sys

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

path, folder = sys.argv[1:3]
kernel = sys.argv[3] if len(sys.argv) > 3 else "tslab"
notebook = nbformat.read(path, as_version=4)
client = NotebookClient(notebook, timeout=1200, kernel_name=kernel, resources={"metadata": {"path": folder}})
try:
    client.execute()
except CellExecutionError as error:
    print(error, file=sys.stderr)
    sys.exit(1)
shown = {"svg": 0, "images": 0, "tables": 0, "checks": [], "text": "", "errors": ""}
for cell in notebook.cells:
    for output in cell.get("outputs", []):
        if output.output_type == "stream":
            shown["errors" if output.name == "stderr" else "text"] += output.text
        html = output.get("data", {}).get("text/html", "")
        html = "".join(html)
        shown["svg"] += html.count('class="gradus-plot"')
        shown["images"] += html.count("data:image/jpeg")
        shown["tables"] += html.count("<table")
        if "gradus-check" in html:
            shown["checks"].append('data-passed="true"' in html)
if len(sys.argv) > 4:
    nbformat.write(notebook, sys.argv[4])
print(json.dumps(shown))
