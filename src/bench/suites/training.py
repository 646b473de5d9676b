"""The training suite with Keras: the networks, data, initial weights and settings of src/bench/training/*.ts, compiled, by `fit`."""

import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ["CUDA_VISIBLE_DEVICES"] = ""
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "training"), os.path.join(HERE, "..", "work")]

try:
    import keras
    import tensorflow as tf

    LIBRARY = f"Keras {keras.__version__}, TensorFlow {tf.__version__}"
    THREADS = os.environ.get("TF_NUM_INTRAOP_THREADS", "all cores")
    from dates_keras import dates
    from emojify_keras import emojify
    from jazz_keras import jazz
    from transformer_keras import transformer
    from unet_keras import unet
except ImportError:
    keras = LIBRARY = THREADS = None
    unet = jazz = emojify = dates = transformer = None

CASES = {
    "unet": unet,
    "jazz": jazz,
    "emojify": emojify,
    "dates": dates,
    "transformer": transformer,
}
if keras is None:
    CASES.clear()
