"""The inference suite with TensorFlow and Keras, as the courses' notebooks do it: YOLO's post-processing eagerly, networks by predict_on_batch, which is compiled."""

import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ["CUDA_VISIBLE_DEVICES"] = ""
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", name) for name in ("inference", "training", "work")]

try:
    import keras
    import tensorflow as tf

    LIBRARY = f"Keras {keras.__version__}, TensorFlow {tf.__version__}"
    THREADS = os.environ.get("TF_NUM_INTRAOP_THREADS", "all cores")
    from networks_keras import bar, date, face
    from yolo_tensorflow import yolo
except ImportError:
    keras = LIBRARY = THREADS = None
    yolo = face = date = bar = None

CASES = {
    "yolo": yolo,
    "face": face,
    "date": date,
    "bar": bar,
}
if keras is None:
    CASES.clear()
