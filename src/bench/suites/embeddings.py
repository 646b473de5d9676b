"""The cases of embeddings.ts in Python: each makes its data and gives (run, result)."""

import os
import tempfile

import numpy as np

WORDS, DIM = 400_000, 50


def load():
    """The course's read_glove_vecs: a dict of arrays. The file is made by the other side, which started this process."""
    path = os.path.join(tempfile.gettempdir(), f"gradus-bench-glove-{os.getppid()}.txt")
    last = {}

    def run():
        last.clear()
        with open(path, encoding="utf-8") as file:
            for line in file:
                parts = line.strip().split()
                last[parts[0]] = np.array(parts[1:], dtype=np.float64)

    return run, lambda: [len(last), *last["word0"], *last["word123456"], *last[f"word{WORDS - 1}"]]


def nearest():
    """V @ q / norms and argpartition, on float32."""
    V = np.random.RandomState(1).rand(WORDS * DIM).astype(np.float32).reshape(WORDS, DIM)
    norms = np.linalg.norm(V, axis=1)
    state = {"asked": 0}

    def run():
        word = state["asked"] % 1000
        state["asked"] += 1
        cosines = V @ (V[word] / norms[word]) / norms
        cosines[word] = -2
        best = np.argpartition(cosines, -10)[-10:]
        best = best[np.argsort(-cosines[best])]
        state["last"] = best, cosines[best]

    return run, lambda: [state["asked"], *state["last"][1], *state["last"][0]]


CASES = {
    "load-glove": load,
    "nearest": nearest,
}
