import colorsys

import numpy as np
import tensorflow as tf
from exchange import taken
from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1280, 720
SCORE, OVERLAP, MOST = 0.6, 0.5, 10
LINE, FONT = 4, 17  # what drawLabelledBoxes takes for a picture of this size


def head(feats, anchors):
    rows, columns = feats.shape[:2]
    parts = tf.reshape(feats, (rows, columns, len(anchors), -1))
    x, y = tf.meshgrid(tf.range(columns), tf.range(rows))
    grid = tf.cast(tf.stack([x, y], -1), tf.float32)[:, :, None]
    size = tf.constant([columns, rows], tf.float32)
    xy = (tf.sigmoid(parts[..., :2]) + grid) / size
    wh = tf.exp(parts[..., 2:4]) * anchors / size
    return xy, wh, tf.sigmoid(parts[..., 4:5]), tf.nn.softmax(parts[..., 5:])


def evaluate(feats, anchors):
    xy, wh, confidence, probabilities = head(feats, anchors)
    low, high = xy - wh / 2, xy + wh / 2
    corners = tf.concat([low[..., 1:], low[..., :1], high[..., 1:], high[..., :1]], -1)
    every = confidence * probabilities
    best = tf.reduce_max(every, -1)
    mask = best >= SCORE
    scores, classes = tf.boolean_mask(best, mask), tf.boolean_mask(tf.argmax(every, -1), mask)
    boxes = tf.boolean_mask(corners, mask) * tf.constant([HEIGHT, WIDTH, HEIGHT, WIDTH], tf.float32)
    chosen = []
    for label in tf.unique(classes)[0]:
        of_class = tf.where(classes == label)[:, 0]
        chosen.append(tf.gather(of_class, tf.image.non_max_suppression(tf.gather(boxes, of_class), tf.gather(scores, of_class), MOST, OVERLAP)))
    together = tf.concat(chosen, 0)
    order = tf.math.top_k(tf.gather(scores, together), min(MOST, len(together))).indices
    nms = tf.gather(together, order)
    return tf.gather(scores, nms).numpy(), tf.gather(boxes, nms).numpy(), tf.gather(classes, nms).numpy()


def draw(image, scores, boxes, classes, names, colors, font):
    """As gradus/yolo's drawBoxes does it: lines of one width, then each label in black on a box of its colour, inside the picture; a new array."""
    picture = Image.fromarray(image)
    pen = ImageDraw.Draw(picture)
    for score, (top, left, bottom, right), label in zip(scores[::-1], boxes[::-1], classes[::-1]):
        top, left, bottom, right = max(0, top), max(0, left), min(HEIGHT, bottom), min(WIDTH, right)
        pen.rectangle((left - LINE / 2, top - LINE / 2, max(left, right) + LINE / 2 - 1, max(top, bottom) + LINE / 2 - 1), outline=colors[label], width=LINE)
    for score, (top, left, bottom, right), label in zip(scores[::-1], boxes[::-1], classes[::-1]):
        top, left = max(0, top), max(0, left)
        text, tall = f"{names[label]} {score:.2f}", FONT + 6
        across = font.getlength(text) + 8
        x, y = max(0, min(left, WIDTH - across)), top - tall if top - tall >= 0 else top
        pen.rectangle((x, y, x + across - 1, y + tall - 1), fill=colors[label])
        pen.text((x + 4, y), text, fill=(0, 0, 0), font=font)
    return np.asarray(picture)


def yolo():
    data = taken("yolo")
    feats, image, last = tf.constant(data["feats"]), np.full((HEIGHT, WIDTH, 3), 90, np.uint8), {}
    names = [f"class {i}" for i in range(80)]
    colors = [tuple(int(255 * x) for x in colorsys.hls_to_rgb(i / 80, 0.55, 0.9)) for i in range(80)]
    font = ImageFont.load_default(FONT)

    def run():
        last["found"] = found = evaluate(feats, data["anchors"])
        last["picture"] = draw(image, *found, names, colors, font)

    def result():
        scores, boxes, classes = last["found"]
        painted = np.count_nonzero(last["picture"].min(-1) != last["picture"].max(-1))  # the background is grey
        return [painted, len(scores), *scores, *boxes.ravel(), *classes]

    return run, result
