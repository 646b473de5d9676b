import keras
import numpy as np
from exchange import set_weights, taken
from keras import layers

CLASSES = 23


def conv(filters, x):
    return layers.Conv2D(filters, 3, activation="relu", padding="same")(x)


def model_of(height, width, n):
    inputs = keras.Input((height, width, 3))
    x, skips = inputs, []
    for level in range(5):
        x = conv(n << level, conv(n << level, x))
        if level > 2:
            x = layers.Dropout(0.3)(x)
        if level == 4:
            break
        skips.append(x)
        x = layers.MaxPooling2D(2)(x)
    for level in (3, 2, 1, 0):
        up = layers.Conv2DTranspose(n << level, 3, strides=2, padding="same")(x)
        x = conv(n << level, conv(n << level, layers.Concatenate(axis=3)([up, skips[level]])))
    return keras.Model(inputs, layers.Conv2D(CLASSES, 1, padding="same")(conv(n, x)))


def unet():
    data = taken("unet")
    X, Y = data["images"] / np.float32(255), data["masks"]
    model = model_of(data["height"], data["width"], data["filters"])
    set_weights([layer for layer in model.layers if layer.weights], data)
    model.compile(keras.optimizers.Adam(0.001), keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
    before = model.evaluate(X, Y, verbose=0, batch_size=20)[0]
    last = {}

    def run():
        last["loss"] = model.fit(X, Y, epochs=data["epochs"], batch_size=data["batchSize"], shuffle=False, verbose=0).history["loss"]

    return run, lambda: [len(X), before, last["loss"][-1]]
