import keras
import numpy as np
from exchange import set_weights, taken
from keras import layers, ops

TX, TY, BATCH = 30, 10, 64


class WarmupThenDecay(keras.optimizers.schedules.LearningRateSchedule):
    def __init__(self, peak, warmup, total):
        self.peak, self.warmup, self.total = peak, warmup, total

    def __call__(self, step):
        step = ops.cast(step, "float32")
        return self.peak * ops.minimum((step + 1) / self.warmup, ops.maximum(0.0, (self.total - step) / (self.total - self.warmup)))


class Block:
    """A layer of the encoder (one attention) or decoder (two)."""

    def __init__(self, data, attentions):
        self.attentions = [layers.MultiHeadAttention(data["heads"], data["depth"]) for _ in range(attentions)]
        self.dense = [layers.Dense(data["inner"], activation="relu"), layers.Dense(data["depth"])]
        self.norms = [layers.LayerNormalization(epsilon=1e-6) for _ in range(attentions + 1)]

    @property
    def layers(self):
        return [*self.attentions, *self.norms, *self.dense]

    def __call__(self, x, looks):
        for attention, norm, (value, mask) in zip(self.attentions, self.norms, looks):
            value = x if value is None else value
            x = norm(x + attention(x, value, value, attention_mask=mask))
        return self.norms[-1](x + self.dense[1](self.dense[0](x)))


def model_of(data):
    """The model, and its layers with weights in the order of transformer.ts."""
    depth = data["depth"]
    inputs, written = keras.Input((TX,), dtype="int32"), keras.Input((TY,), dtype="int32")
    embed_input, embed_target = layers.Embedding(37, depth), layers.Embedding(12, depth)
    encoders, decoders = ([Block(data, n) for _ in range(data["layers"])] for n in (1, 2))
    final = layers.Dense(12, activation="softmax")
    padding = ops.expand_dims(ops.not_equal(inputs, 0), 1)
    look_ahead = np.tril(np.ones((1, TY, TY), bool))
    read = embed_input(inputs) * np.float32(np.sqrt(depth)) + data["places"][:, :TX]
    for block in encoders:
        read = block(read, [(None, padding)])
    x = embed_target(written) * np.float32(np.sqrt(depth)) + data["places"][:, :TY]
    for block in decoders:
        x = block(x, [(None, look_ahead), (read, padding)])
    parts = [embed_input, *(p for b in encoders for p in b.layers), embed_target, *(p for b in decoders for p in b.layers), final]
    return keras.Model([inputs, written], final(x)), parts


def transformer():
    data = taken("transformer")
    model, parts = model_of(data)
    set_weights(parts, data)
    rate = WarmupThenDecay(2e-3, 60, data["steps"])
    model.compile(keras.optimizers.Adam(rate, 0.9, 0.98, 1e-9), "sparse_categorical_crossentropy", metrics=["accuracy"])
    losses = []
    m = len(data["inputs"])

    def run():
        losses.clear()
        random = np.random.RandomState(1)
        for _ in range(data["epochs"]):
            rows = random.permutation(m)[: m // BATCH * BATCH]
            given = [data["inputs"][rows], data["written"][rows]]
            losses.extend(model.fit(given, data["targets"][rows], batch_size=BATCH, shuffle=False, verbose=0).history["loss"])

    return run, lambda: [m, losses[0], losses[-1]]
