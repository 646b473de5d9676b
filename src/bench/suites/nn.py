"""The nn suite with Keras: the same data (the same seeds of the legacy RandomState) and the same work as nn.ts. Without Keras it has no cases."""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np

try:
    import keras

    LIBRARY = f"Keras {keras.__version__} on {keras.backend.backend()}"
except ImportError:
    keras = LIBRARY = None

BATCH, STEPS, DEPTH, UNITS = 32, 30, 90, 64
SHOWN = 10


def training():
    """One batch of training: LSTM, softmax of the last step, categorical cross-entropy, Adam."""
    rs = np.random.RandomState(1)
    shapes = (DEPTH, 4 * UNITS), (UNITS, 4 * UNITS), (4 * UNITS,), (UNITS, DEPTH), (DEPTH,)
    weights = [0.1 * rs.randn(*shape) for shape in shapes]
    x = rs.randn(BATCH, STEPS, DEPTH).astype(np.float32)
    y = np.eye(DEPTH, dtype=np.float32)[rs.randint(0, DEPTH, BATCH)]
    model = keras.Sequential([keras.Input((STEPS, DEPTH)), keras.layers.LSTM(UNITS), keras.layers.Dense(DEPTH, activation="softmax")])
    model.set_weights(weights)
    model.compile("adam", "categorical_crossentropy")
    losses = []

    def run():
        loss = model.train_on_batch(x, y)
        if len(losses) < SHOWN:
            losses.append(float(loss))
            model.reset_metrics()  # Keras gives the mean of all batches since then

    return run, lambda: [len(losses), DEPTH, *losses]


CASES = {
    "lstm": training,
    "tfjs-lstm": training,
}
if keras is None:
    CASES.clear()
