import keras
from exchange import set_weights, taken
from keras import layers


def emojify():
    data = taken("emojify")
    X, Y = data["X"], data["Y"]
    parts = [layers.Embedding(data["words"], data["depth"], trainable=False), layers.LSTM(data["units"], return_sequences=True), layers.LSTM(data["units"]), layers.Dense(5)]
    inputs = keras.Input((data["length"],), dtype="int32")
    x = layers.Dropout(0.5)(parts[1](parts[0](inputs)))
    x = layers.Dropout(0.5)(parts[2](x))
    model = keras.Model(inputs, layers.Activation("softmax")(parts[3](x)))
    set_weights(parts, data)
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    before = model.evaluate(X, Y, verbose=0)[0]
    last = {}

    def run():
        last["loss"] = model.fit(X, Y, epochs=data["epochs"], batch_size=32, shuffle=False, verbose=0).history["loss"]

    return run, lambda: [len(X), before, last["loss"][-1]]
