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


def initialize(rs, sizes):
    start = {}
    for layer in range(1, len(sizes)):
        start[f"W{layer}"] = rs.randn(sizes[layer], sizes[layer - 1]) / np.sqrt(sizes[layer - 1])
        start[f"b{layer}"] = np.zeros((sizes[layer], 1))
    return start


def shown(p):
    return [*probe(p["W1"]), *probe(p["b1"]), *probe(p["W2"]), *probe(p["W3"])]


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def relu(z):
    return np.maximum(0, z)


AGAIN = 200


def regularization(kind):
    """A step of assignment 1: forward, backward and update, and with L2 the cost."""

    def setup():
        rs = np.random.RandomState(1)
        X, Y = rs.randn(2, 211), (rs.rand(1, 211) < 0.5).astype(float)
        start = initialize(rs, [2, 20, 3, 1])
        state = {"p": start, "cost": 0.0, "steps": 0}
        m = X.shape[1]

        def l2(p):
            lambd = 0.7
            W1, W2, W3 = p["W1"], p["W2"], p["W3"]
            Z1 = np.dot(W1, X) + p["b1"]
            A1 = relu(Z1)
            Z2 = np.dot(W2, A1) + p["b2"]
            A2 = relu(Z2)
            Z3 = np.dot(W3, A2) + p["b3"]
            A3 = sigmoid(Z3)
            logprobs = np.multiply(-np.log(A3), Y) + np.multiply(-np.log(1 - A3), 1 - Y)
            squares = np.sum(np.square(W1)) + np.sum(np.square(W2)) + np.sum(np.square(W3))
            state["cost"] = np.nansum(logprobs) / m + lambd / (2 * m) * squares
            dZ3 = A3 - Y
            dW3 = np.dot(dZ3, A2.T) / m + W3 * (lambd / m)
            db3 = np.sum(dZ3, axis=1, keepdims=True) / m
            dA2 = np.dot(W3.T, dZ3)
            dZ2 = np.multiply(dA2, A2 > 0)
            dW2 = np.dot(dZ2, A1.T) / m + W2 * (lambd / m)
            db2 = np.sum(dZ2, axis=1, keepdims=True) / m
            dA1 = np.dot(W2.T, dZ2)
            dZ1 = np.multiply(dA1, A1 > 0)
            dW1 = np.dot(dZ1, X.T) / m + W1 * (lambd / m)
            db1 = np.sum(dZ1, axis=1, keepdims=True) / m
            return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2, "W3": dW3, "b3": db3}

        def dropout(p):
            keep_prob = 0.86
            W1, W2, W3 = p["W1"], p["W2"], p["W3"]
            np.random.seed(1)
            A1 = relu(np.dot(W1, X) + p["b1"])
            D1 = np.random.rand(*A1.shape) < keep_prob
            A1 = A1 * D1 / keep_prob
            A2 = relu(np.dot(W2, A1) + p["b2"])
            D2 = np.random.rand(*A2.shape) < keep_prob
            A2 = A2 * D2 / keep_prob
            A3 = sigmoid(np.dot(W3, A2) + p["b3"])
            dZ3 = A3 - Y
            dW3 = np.dot(dZ3, A2.T) / m
            db3 = np.sum(dZ3, axis=1, keepdims=True) / m
            dA2 = np.dot(W3.T, dZ3) * D2 / keep_prob
            dZ2 = np.multiply(dA2, A2 > 0)
            dW2 = np.dot(dZ2, A1.T) / m
            db2 = np.sum(dZ2, axis=1, keepdims=True) / m
            dA1 = np.dot(W2.T, dZ2) * D1 / keep_prob
            dZ1 = np.multiply(dA1, A1 > 0)
            dW1 = np.dot(dZ1, X.T) / m
            db1 = np.sum(dZ1, axis=1, keepdims=True) / m
            return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2, "W3": dW3, "b3": db3}

        gradients = l2 if kind == "l2" else dropout

        def run():
            if state["steps"] % AGAIN == 0:
                state["p"] = start
            state["steps"] += 1
            grads = gradients(state["p"])
            state["p"] = {name: value - grads[name] * 0.3 for name, value in state["p"].items()}

        return run, lambda: [state["steps"], state["cost"], *shown(state["p"])]

    return setup


def adam():
    """An epoch of assignment 2 with Adam: the shuffle and five steps with mini-batches of 64."""
    rs = np.random.RandomState(1)
    t = np.linspace(0, np.pi, 150)
    X = np.concatenate([np.stack([np.cos(t), np.sin(t)]), np.stack([1 - np.cos(t), 0.5 - np.sin(t)])], axis=1) + rs.randn(2, 300) * 0.2
    Y = np.concatenate([np.zeros((1, 150)), np.ones((1, 150))], axis=1)
    start = initialize(rs, [2, 5, 2, 1])
    state = {"epochs": 0, "cost": 0.0}

    def batches(seed):
        np.random.seed(seed)
        permutation = np.random.permutation(X.shape[1])
        x, y = X[:, permutation], Y[:, permutation].reshape((1, X.shape[1]))
        return [(x[:, at : at + 64], y[:, at : at + 64]) for at in range(0, X.shape[1], 64)]

    def gradients(X, Y, p):
        W2, W3, m = p["W2"], p["W3"], X.shape[1]
        a1 = relu(np.dot(p["W1"], X) + p["b1"])
        a2 = relu(np.dot(W2, a1) + p["b2"])
        a3 = sigmoid(np.dot(W3, a2) + p["b3"])
        state["cost"] += np.sum(np.multiply(-np.log(a3), Y) + np.multiply(-np.log(1 - a3), 1 - Y))
        dz3 = 1.0 / m * (a3 - Y)
        dz2 = np.multiply(np.dot(W3.T, dz3), a2 > 0)
        dz1 = np.multiply(np.dot(W2.T, dz2), a1 > 0)
        return {
            "W3": np.dot(dz3, a2.T), "b3": np.sum(dz3, axis=1, keepdims=True), "W2": np.dot(dz2, a1.T), "b2": np.sum(dz2, axis=1, keepdims=True),
            "W1": np.dot(dz1, X.T), "b1": np.sum(dz1, axis=1, keepdims=True),
        }

    def update(grads, t, learning_rate=0.0007, beta1=0.9, beta2=0.999, epsilon=1e-8):
        p, v, s = state["p"], state["v"], state["s"]
        for name in p:
            v[name] = beta1 * v[name] + (1 - beta1) * grads[name]
            s[name] = beta2 * s[name] + (1 - beta2) * np.square(grads[name])
            corrected_v = v[name] / (1 - beta1**t)
            corrected_s = s[name] / (1 - beta2**t)
            p[name] = p[name] - learning_rate * corrected_v / (np.sqrt(corrected_s) + epsilon)

    def run():
        if state["epochs"] % AGAIN == 0:
            state.update(p=dict(start), v={k: np.zeros(w.shape) for k, w in start.items()}, s={k: np.zeros(w.shape) for k, w in start.items()}, t=0)
        state["cost"] = 0.0
        for x, y in batches(state["epochs"] % AGAIN):
            state["t"] += 1
            update(gradients(x, y, state["p"]), state["t"])
        state["epochs"] += 1

    return run, lambda: [state["epochs"], state["cost"], *shown(state["p"])]


PAD = ((0, 0), (1, 1), (1, 1), (0, 0))


def convolution_by_windows():
    """One window after the other, as a first course on convolutions has it written."""
    rs = np.random.RandomState(1)
    m, h, w, stride, f = 10, 5, 7, 2, 3
    A, W, b = rs.randn(m, h, w, 4), rs.randn(f, f, 4, 8), rs.randn(1, 1, 1, 8)
    nh, nw = (h - f + 2) // stride + 1, (w - f + 2) // stride + 1
    last = []

    def forward():
        Z, Ap = np.zeros((m, nh, nw, 8)), np.pad(A, PAD)
        for i in range(m):
            a = Ap[i]
            for y in range(nh):
                for x in range(nw):
                    window = a[y * stride : y * stride + f, x * stride : x * stride + f]
                    for c in range(8):
                        Z[i, y, x, c] = np.sum(window * W[:, :, :, c]) + float(b[0, 0, 0, c])
        return Z

    def backward(dZ):
        Ap, dAp, dW, db = np.pad(A, PAD), np.pad(np.zeros_like(A), PAD), np.zeros_like(W), np.zeros_like(b)
        for i in range(m):
            for y in range(nh):
                for x in range(nw):
                    at = i, slice(y * stride, y * stride + f), slice(x * stride, x * stride + f)
                    window = Ap[at]
                    for c in range(8):
                        d = dZ[i, y, x, c]
                        dAp[at] += W[:, :, :, c] * d
                        dW[:, :, :, c] += window * d
                        db[:, :, :, c] += d
        return dAp[:, 1:-1, 1:-1], dW, db

    def run():
        Z = forward()
        last[:] = [Z, *backward(Z)]

    return run, lambda: [x for a in last for x in probe(a)]


def convolution_by_columns():
    """All windows in one product (im2col)."""
    rs = np.random.RandomState(1)
    m, h, w, c, n, f = 16, 16, 16, 8, 16, 3
    A, W, b = rs.randn(m, h, w, c), rs.randn(f, f, c, n), rs.randn(n)
    last = []

    def run():
        Ap = np.pad(A, PAD)
        columns = np.empty((m, h, w, f, f, c))
        for y in range(f):
            for x in range(f):
                columns[:, :, :, y, x] = Ap[:, y : y + h, x : x + w]
        rows, flat = columns.reshape(m * h * w, f * f * c), W.reshape(f * f * c, n)
        Z = np.dot(rows, flat) + b
        dW, db = np.dot(rows.T, Z), Z.sum(axis=0)
        d_columns = np.dot(Z, flat.T).reshape(m, h, w, f, f, c)
        dAp = np.zeros_like(Ap)
        for y in range(f):
            for x in range(f):
                dAp[:, y : y + h, x : x + w] += d_columns[:, :, :, y, x]
        last[:] = [Z, dW, db, dAp[:, 1:-1, 1:-1]]

    return run, lambda: [x for a in last for x in probe(a)]


MILLION = 1_000_000

CASES = {
    "training-step": training_step,
    "a1-l2": regularization("l2"),
    "a1-dropout": regularization("dropout"),
    "a2-adam": adam,
    "product-12288": once(lambda rs: (rs.randn(20, 12288), rs.randn(12288, 209)), np.dot),
    "conv-windows": convolution_by_windows,
    "conv-columns": convolution_by_columns,
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
