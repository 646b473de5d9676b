import keras
import numpy as np
from dates_keras import model_of
from exchange import set_weights, taken
from keras import layers, ops


def predicting(model, inputs, finish):
    last = {}

    def run():
        last["result"] = finish(model.predict_on_batch(inputs))

    return run, lambda: list(last["result"])


def face():
    data = taken("face")
    model = keras.Sequential([keras.Input((64, 64, 3))])
    for filters, size, stride, pool in [(24, 5, 2, False), (48, 3, 2, False), (64, 3, 1, True), (96, 3, 1, True), (128, 3, 1, False)]:
        model.add(layers.Conv2D(filters, size, stride, padding="same", activation="relu"))
        if pool:
            model.add(layers.MaxPooling2D(2))
    model.add(layers.Flatten())
    model.add(layers.Dense(128))
    set_weights([layer for layer in model.layers if layer.weights], data)
    return predicting(model, data["picture"], lambda raw: (raw / np.linalg.norm(raw, axis=-1, keepdims=True)).ravel())


def date():
    data = taken("date")
    model, parts = model_of(32, 64)
    set_weights(parts, data)
    zeros = np.zeros((1, 64), np.float32)
    return predicting(model, [data["X"], zeros, zeros], lambda outputs: [len(outputs), *np.argmax(np.stack(outputs), -1).ravel()])


def bar():
    data = taken("bar")
    cell, densor = layers.LSTM(64, return_state=True), layers.Dense(90, activation="softmax")
    x0, a0, c0 = keras.Input((1, 90)), keras.Input((64,)), keras.Input((64,))
    x, a, c, outputs = x0, a0, c0, []
    for _ in range(8):
        _, a, c = cell(x, initial_state=[a, c])
        outputs.append(densor(a))
        x = ops.expand_dims(ops.one_hot(ops.argmax(outputs[-1], -1), 90), 1)
    model = keras.Model([x0, a0, c0], outputs)
    set_weights([cell, densor], data)
    inputs = [np.zeros((1, 1, 90), np.float32), data["state"], data["state"]]
    return predicting(model, inputs, lambda given: np.argmax(np.stack(given), -1).ravel())
