import keras
import numpy as np
from exchange import set_weights, taken
from keras import layers

BATCH = 32


def jazz():
    data = taken("jazz")
    X, Y = data["X"], data["Y"]
    m, steps, values = X.shape
    cell, densor, reshaper = layers.LSTM(64, return_state=True), layers.Dense(values, activation="softmax"), layers.Reshape((1, values))
    inputs, a0, c0 = keras.Input((steps, values)), keras.Input((64,)), keras.Input((64,))
    a, c, outputs = a0, c0, []
    for t in range(steps):
        _, a, c = cell(reshaper(inputs[:, t, :]), initial_state=[a, c])
        outputs.append(densor(a))
    model = keras.Model([inputs, a0, c0], outputs)
    set_weights([cell, densor], data)
    rate = keras.optimizers.schedules.InverseTimeDecay(0.01, 1, 0.01)
    model.compile(keras.optimizers.Adam(rate), ["categorical_crossentropy"] * steps)
    zeros = np.zeros((m, 64), np.float32)
    last = {}

    def run():
        last["loss"] = model.fit([X, zeros, zeros], list(Y), epochs=data["epochs"], batch_size=BATCH, shuffle=False, verbose=0).history["loss"]

    return run, lambda: [m, last["loss"][0], last["loss"][-1]]
