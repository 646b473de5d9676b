"""The np suite in Python: the same data (the same seeds of the legacy RandomState) and the same work as np.ts."""

import numpy as np


def probe(a):
    """A few numbers of a result that show whether it is the same."""
    flat = np.asarray(a).ravel()
    return [flat.size, flat.sum(), np.abs(flat).sum(), flat[0], flat[flat.size // 3], flat[-1]]


def once(make, work):
    """A case that does work(*data) and shows its last result."""

    def setup():
        data = make(np.random.RandomState(1))
        last = [None]

        def run():
            last[0] = work(*data)

        return run, lambda: probe(last[0])

    return setup


def training_step():
    """One step of a 2-20-3-1 net on 300 examples: forward, cross-entropy, backward, update. The parameters start again every 200 steps."""
    rs = np.random.RandomState(1)
    X, Y = rs.randn(2, 300), (rs.rand(1, 300) < 0.5).astype(float)
    sizes = [2, 20, 3, 1]
    start = {}
    for layer in range(1, 4):
        start[f"W{layer}"] = rs.randn(sizes[layer], sizes[layer - 1]) / np.sqrt(sizes[layer - 1])
        start[f"b{layer}"] = np.zeros((sizes[layer], 1))
    state = {"p": dict(start), "cost": 0.0, "steps": 0}

    def sigmoid(z):
        return 1 / (1 + np.exp(-z))

    def relu(z):
        return np.maximum(0, z)

    def step():
        if state["steps"] % 200 == 0:
            state["p"] = dict(start)
        state["steps"] += 1
        p, m = state["p"], X.shape[1]
        Z1 = np.dot(p["W1"], X) + p["b1"]
        A1 = relu(Z1)
        Z2 = np.dot(p["W2"], A1) + p["b2"]
        A2 = relu(Z2)
        Z3 = np.dot(p["W3"], A2) + p["b3"]
        A3 = sigmoid(Z3)
        logprobs = np.multiply(-np.log(A3), Y) + np.multiply(-np.log(1 - A3), 1 - Y)
        state["cost"] = 1.0 / m * np.nansum(logprobs)
        dZ3 = 1.0 / m * (A3 - Y)
        dW3 = np.dot(dZ3, A2.T)
        db3 = np.sum(dZ3, axis=1, keepdims=True)
        dA2 = np.dot(p["W3"].T, dZ3)
        dZ2 = np.multiply(dA2, A2 > 0)
        dW2 = np.dot(dZ2, A1.T)
        db2 = np.sum(dZ2, axis=1, keepdims=True)
        dA1 = np.dot(p["W2"].T, dZ2)
        dZ1 = np.multiply(dA1, A1 > 0)
        dW1 = np.dot(dZ1, X.T)
        db1 = np.sum(dZ1, axis=1, keepdims=True)
        state["p"] = {
            "W1": p["W1"] - 0.3 * dW1, "b1": p["b1"] - 0.3 * db1, "W2": p["W2"] - 0.3 * dW2, "b2": p["b2"] - 0.3 * db2,
            "W3": p["W3"] - 0.3 * dW3, "b3": p["b3"] - 0.3 * db3,
        }

    return step, lambda: [state["steps"], state["cost"], *probe(state["p"]["W1"]), *probe(state["p"]["b3"])]


MILLION = 1_000_000

CASES = {
    "training-step": training_step,
    "matmul-1000": once(lambda rs: (rs.rand(1000, 1000), rs.rand(1000, 1000)), np.dot),
    "matmul-100": once(lambda rs: (rs.rand(100, 100), rs.rand(100, 100)), np.dot),
    "add-1e6": once(lambda rs: (rs.rand(MILLION), rs.rand(MILLION)), np.add),
    "exp-1e6": once(lambda rs: (rs.uniform(-20, 20, MILLION),), np.exp),
    "add-row": once(lambda rs: (rs.rand(1000, 1000), rs.rand(1, 1000)), np.add),
    "log-1e6": once(lambda rs: (rs.rand(MILLION) + 1e-9,), np.log),
    "tanh-1e6": once(lambda rs: (rs.randn(MILLION),), np.tanh),
    "sum-axis": once(lambda rs: (rs.rand(1000, 1000),), lambda a: np.sum(a, axis=0)),
    "mean": once(lambda rs: (rs.rand(MILLION),), lambda a: np.array([np.mean(a)])),
    "mask": once(lambda rs: (rs.randn(MILLION),), lambda a: a[a > 0]),
    "sort-1e5": once(lambda rs: (rs.rand(100_000),), np.sort),
    "randn-1e5": once(lambda rs: (rs,), lambda rs: rs.seed(3) or rs.randn(100_000)),
    "svd-60": once(lambda rs: (rs.rand(60, 60),), lambda a: np.linalg.svd(a)[1]),
    "inv-100": once(lambda rs: (rs.rand(100, 100),), np.linalg.inv),
}
