// %% [markdown] id="title"
// # 10 The Transformer
//
// The network of assignment 9 reads a date letter by letter, one after the other, and looks back with attention. The Transformer keeps only the attention: every
// letter looks at every other one *at the same time*. In this notebook you build one from its smallest parts, and then let it learn the date task.
//
// **Minutes**: about 120, of which 4 are training. **You write**: three functions and the `call` of five classes.
//
// By the end you can
// - tell a network where in a sequence a word stands,
// - write scaled dot-product attention with a mask,
// - assemble an encoder, a decoder and a whole Transformer,
// - train it with teacher forcing, let it write on its own, and read its attention maps.
//
// **Rules of the pack**: write only between the marks, keep the names, and use only a function's arguments (and, in a class, `this`) inside it.

// %% [markdown] id="packages-text"
// ## Packages
// `tf` is TensorFlow.js, `nn` has Keras' attention, normalization and embedding layers. `Module` is the base of your classes: it finds all layers that a class
// keeps as properties.

// %% id="packages" role="given"
import * as np from 'gradus/np';
import * as tf from 'gradus/tf';
import * as nn from 'gradus/nn';
import { check, hint, NotImplemented, submit } from 'gradus/check';
import { svg, table } from 'gradus/display';
import { figure, subplots } from 'gradus/plot';
import { progress } from 'gradus/progress';
import { encode, HUMAN_VOCAB, intToString, inverse, loadDataset, MACHINE_VOCAB, type DatePair } from 'gradus/dates';
import { attentionPicture, COMPARISON, Module, scheduledAdam, trainBatches, transformerPicture, warmupThenDecay } from 'gradus/transformer';

// %% id="overview-picture" role="run"
svg(transformerPicture());

// %% [markdown] id="overview-text"
// What you will build, from the inside out: positions, attention, a layer of the encoder, a layer of the decoder, and all of it together. Shapes in this
// notebook: $B$ sequences in a batch, $n$ positions in a sequence, $d$ numbers for each position (`embeddingDim`).

// %% [markdown] id="position-text"
// ## 1 Where a word stands
//
// Attention does not know about order: shuffle a sentence, and each word still sees the same words. So the place is *added* to what is at the place, as a
// pattern of sines and cosines. For position $pos$ and column $k$ of $d$:
//
// $$PE_{(pos,\, 2i)} = \sin\!\left(\frac{pos}{10000^{2i/d}}\right) \qquad PE_{(pos,\, 2i+1)} = \cos\!\left(\frac{pos}{10000^{2i/d}}\right)$$
//
// The first columns turn fast, as the second hand of a clock; the last turn slowly, as its hour hand. Together they tell each place apart, and every value
// stays between -1 and 1, so that the place never drowns the word.
//
// ### Exercise 10.1 - `getAngles`
// The angle of position $pos$ in column $k$, where $i$ is $k$ halved and rounded down - columns 0 and 1 share $i = 0$, columns 2 and 3 share $i = 1$:
//
// $$\theta(pos, k, d) = \frac{pos}{10000^{\,2 \lfloor k / 2 \rfloor / d}}$$
//
// `pos` comes as a column and `k` as a row, so that one expression gives the whole table by broadcasting.

// %% id="angles" role="task" task="10.1" points="5"
/**
 * Angles of the positional encoding.
 * @param pos positions as a column (positions, 1)
 * @param k column numbers as a row (1, d)
 * @param d number of columns
 * @returns (positions, d)
 */
function getAngles(pos: np.NDArray, k: np.NDArray, d: number): np.NDArray {
  // BEGIN SOLUTION
  const i = np.floorDivide(k, 2); // (1, d)
  return np.divide(pos, np.power(10000, np.divide(np.multiply(i, 2), d))); // (positions, d)
  // END SOLUTION
}

// %% id="angles-check" role="check"
check('10.1', getAngles);

// %% [markdown] id="encoding-text"
// ### Exercise 10.2 - `positionalEncoding`
// 1. Angles of positions $0, 1, \dots$ and columns $0, 1, \dots, d - 1$, by `getAngles`.
// 2. Even columns (0, 2, ...) become their sine, odd ones (1, 3, ...) their cosine. `a.at(':', '0::2')` reads every second column, `a.set([':', '0::2'], values)`
//    writes them.
// 3. An axis in front, for the batch: $(1, positions, d)$.

// %% id="encoding" role="task" task="10.2" points="10"
/**
 * The table that is added to embeddings, so that a network knows where each stands.
 * @param positions rows: the longest sequence
 * @param d columns: numbers for each position
 * @returns (1, positions, d)
 */
function positionalEncoding(positions: number, d: number): np.NDArray {
  // BEGIN SOLUTION
  const angles = getAngles(np.arange(positions).reshape([positions, 1]), np.arange(d).reshape([1, d]), d); // (positions, d)
  angles.set([':', '0::2'], np.sin(angles.at(':', '0::2')));
  angles.set([':', '1::2'], np.cos(angles.at(':', '1::2')));
  return angles.reshape([1, positions, d]);
  // END SOLUTION
}

// %% id="encoding-check" role="check"
check('10.2', positionalEncoding);

// %% [markdown] id="encoding-picture-text"
// Each row of the picture is what gets added at one position. Left it changes from row to row, right hardly at all.

// %% id="encoding-picture" role="run"
figure({ title: 'positionalEncoding(50, 512)', xLabel: 'column', yLabel: 'position', width: 860, height: 380, aspect: 'auto' })
  .imshow(positionalEncoding(50, 512).reshape([50, 512]), { cmap: 'RdBu', vmin: -1, vmax: 1, colorbar: true })
  .show();

// %% [markdown] id="distance-text"
// Why sines? Because then the product of two rows depends only on how far apart they are. Each line below belongs to one position; it peaks there and falls
// off alike to both sides. A network can read "three letters ago" from it, wherever it is.

// %% id="distance-picture" role="run"
function drawDistances(): void {
  const rows = positionalEncoding(50, 512).reshape([50, 512]);
  const products = np.dot(rows, rows.T); // (50, 50)
  const fig = figure({ title: 'Product of one row with all the others', xLabel: 'position', yLabel: 'product', width: 760, height: 320, yLim: [120, 320] });
  const places = Array.from({ length: 50 }, (_, i) => i);
  for (const at of [5, 25, 40]) fig.plot(places, products.at(at), { label: `position ${at}` });
  fig.show();
}
drawDistances();

// %% [markdown] id="position-remember"
// > **Remember**
// > - Attention is blind for order; the positional encoding brings it back.
// > - Sine in even columns, cosine in odd ones, both of the *same* angle.
// > - It is added, not learned, and stays between -1 and 1.

// %% [markdown] id="mask-text"
// ## 2 Masks: where attention may look
//
// Two things must not be looked at: padding, which is nothing, and - when the network writes - what comes later, which would be the answer itself.
// A mask is **1 where attention may look and 0 where it may not**. (Some older code has it the other way round, with 1 for what is hidden. Mind this when you
// read other people's Transformers.)
//
// Both functions are given.
// - `createPaddingMask(ids)`: 0 at the padding, which has id 0. $(B, 1, n)$: one row for all that look.
// - `createLookAheadMask(n)`: row $i$ may look at columns $0 \dots i$. $(1, n, n)$: the same for all sequences.

// %% id="masks" role="given"
/** 1 where a sequence has something, 0 at its padding (id 0): ids (B, n) to (B, 1, n). */
function createPaddingMask(ids: tf.Tensor): tf.Tensor {
  return tf.tidy(() => tf.expandDims(tf.cast(tf.notEqual(ids, tf.scalar(0, ids.dtype as 'int32')), 'float32'), 1));
}

/** 1 on and below the diagonal: (1, n, n). */
function createLookAheadMask(n: number): tf.Tensor {
  return tf.tidy(() => tf.linalg.bandPart(tf.ones([1, n, n]), -1, 0));
}

/** What the parts below take as a mask: 1 where attention may look; null when it may look everywhere. */
type Mask = tf.Tensor | null;

// %% id="masks-picture" role="run"
function drawMasks(): void {
  const words = tf.tensor2d([[7, 6, 2, 9, 3, 0, 0, 0]], [1, 8], 'int32');
  const [padding, look] = [tf.toNDArray(createPaddingMask(words)).reshape([1, 8]), tf.toNDArray(createLookAheadMask(8)).reshape([8, 8])];
  const panels = subplots(1, 3, { width: 960, height: 330, title: 'Masks: blue may be looked at, white may not' });
  const rows = Array.from({ length: 8 }, (_, i) => `${i}`);
  const options = { cmap: 'Blues', vmin: 0, vmax: 1.4, colorbar: false, annotate: true };
  panels.at(0, 0, { title: 'padding: ids 7 6 2 9 3 0 0 0' }).heatmap(padding, { ...options, rows: ['all'], cols: rows });
  panels.at(0, 1, { title: 'look-ahead' }).heatmap(look, { ...options, rows, cols: rows });
  panels.at(0, 2, { title: 'both' }).heatmap(np.multiply(look, padding), { ...options, rows, cols: rows });
  panels.show();
}
drawMasks();

// %% [markdown] id="attention-text"
// ## 3 Attention
//
// Attention is a soft look-up. Each position asks with a **query** $q$, each position offers a **key** $k$, and behind each key stands a **value** $v$. How well
// a query fits a key is their product; a softmax makes shares of it; the answer is the values, mixed in these shares.
//
// $$\text{Attention}(Q, K, V) = \text{softmax}\!\left(\frac{Q K^{T}}{\sqrt{d_k}} + (1 - M) \cdot (-10^{9})\right) V$$
//
// $d_k$ is the length of a key. Long vectors have large products, and a softmax of large numbers is nearly all-or-nothing, with hardly a gradient; dividing by
// $\sqrt{d_k}$ prevents that. Where the mask $M$ is 0 a score becomes so low that its share is 0.

// %% id="attention-picture" role="run"
svg(attentionPicture());

// %% [markdown] id="attention-task-text"
// ### Exercise 10.3 - `scaledDotProductAttention`
// `tf.matMul(a, b, false, true)` multiplies by `b` transposed, for each sequence and each head. The last item of `k.shape` is $d_k$. Without a mask (`null`)
// nothing is added.

// %% id="attention" role="task" task="10.3" points="15"
/**
 * Scaled dot-product attention.
 * @param q queries (..., n, d_k)
 * @param k keys (..., m, d_k)
 * @param v values (..., m, d_v)
 * @param mask broadcast to (..., n, m), 1 where a query may look; or null
 * @returns [output (..., n, d_v), attentionWeights (..., n, m)]
 */
function scaledDotProductAttention(q: tf.Tensor, k: tf.Tensor, v: tf.Tensor, mask: Mask): [tf.Tensor, tf.Tensor] {
  // BEGIN SOLUTION
  const dk = k.shape[k.shape.length - 1];
  let scores = tf.div(tf.matMul(q, k, false, true), Math.sqrt(dk)); // (..., n, m)
  if (mask) scores = tf.add(scores, tf.mul(tf.sub(1, mask), -1e9));
  const attentionWeights = tf.softmax(scores); // (..., n, m), over the last axis
  return [tf.matMul(attentionWeights, v), attentionWeights];
  // END SOLUTION
}

// %% id="attention-check" role="check"
check('10.3', scaledDotProductAttention);

// %% [markdown] id="attention-example-text"
// Three queries look at four keys, without a mask and with one that hides the third key. Each row is a set of shares: it sums to 1, and what the mask takes away
// goes to the others.

// %% id="attention-example" role="run"
function drawExample(): void {
  const q = tf.tensor2d([[1, 1, 0, 1], [0, 1, 0, 1], [1, 0, 1, 1]]);
  const k = tf.tensor2d([[1, 0, 0, 1], [1, 1, 0, 1], [0, 1, 1, 0], [0, 0, 1, 1]]);
  const v = tf.tensor2d([[0, 0], [1, 0], [1, 0], [1, 1]]);
  const [, free] = scaledDotProductAttention(q, k, v, null);
  const [, masked] = scaledDotProductAttention(q, k, v, tf.tensor2d([[1, 1, 0, 1]]));
  const names = { rows: ['q1', 'q2', 'q3'], cols: ['k1', 'k2', 'k3', 'k4'] };
  const panels = subplots(1, 2, { width: 860, height: 300, title: 'Attention weights' });
  panels.at(0, 0, { title: 'no mask' }).heatmap(tf.toNDArray(free), { ...names, cmap: 'Blues', vmin: 0, vmax: 1 });
  panels.at(0, 1, { title: 'k3 masked' }).heatmap(tf.toNDArray(masked), { ...names, cmap: 'Blues', vmin: 0, vmax: 1 });
  panels.show();
  console.log(`weights of q1: ${(free.arraySync() as number[][])[0].map((w) => w.toFixed(8)).join(' ')}`);
}
drawExample();

// %% [markdown] id="attention-remember"
// > **Remember**
// > - Scores are products of queries and keys, divided by $\sqrt{d_k}$; the softmax runs over the keys.
// > - The mask is applied *before* the softmax, so that the shares still sum to 1.
// > - Self-attention: queries, keys and values are made of the same sequence.

// %% [markdown] id="layers-text"
// ### The layers you will use
//
// One attention can look for one thing at a time. **Multi-head attention** runs several side by side, each with its own weights, and joins what they found.
// `nn.multiHeadAttention` does this as Keras does. All layers here are used with `apply`, on tensors:
//
// ```ts
// const y = layer.apply(x) as tf.Tensor;                                                               // dense, layer normalization, embedding
// const y = dropout.apply(x, { training }) as tf.Tensor;                                               // drops in training only
// const y = mha.apply([query, value, key], { attentionMask: mask, training }) as tf.Tensor;          // see below
// ```
//
// Mind the order: the list is `[query, value, key]`, as in Keras; in this notebook value and key are always the same. With `returnAttentionScores: true` it
// gives `[output, weights]`, the weights of shape $(B, heads, n, m)$. `training` switches the dropout inside on and off.
//
// The third building block is given: two dense layers, the same for each position.

// %% id="feed-forward" role="given"
/** Two dense layers at each position by itself: ReLU, then linear. */
class FullyConnected extends Module {
  readonly dense1: tf.layers.Layer;
  readonly dense2: tf.layers.Layer;

  constructor(embeddingDim: number, fullyConnectedDim: number) {
    super();
    this.dense1 = tf.layers.dense({ units: fullyConnectedDim, activation: 'relu' });
    this.dense2 = tf.layers.dense({ units: embeddingDim });
  }

  /** (B, n, embeddingDim) to the same shape. */
  call(x: tf.Tensor): tf.Tensor {
    return this.dense2.apply(this.dense1.apply(x)) as tf.Tensor;
  }
}

// %% [markdown] id="encoder-text"
// ## 4 The encoder
//
// The encoder reads the whole input at once. Each of its layers does two things, and both times *adds* the result to what it had (a residual connection) and
// normalizes: gradients find a straight way through however many layers.

// %% id="encoder-picture" role="run"
svg(transformerPicture('encoder'));

// %% [markdown] id="encoder-layer-text"
// ### Exercise 10.4 - `EncoderLayer`
// 1. Self-attention: `x` is query, value and key; hand over `mask` and `training`.
// 2. `layernorm1` of `x` plus that.
// 3. `ffn` of the result (`this.ffn.call(...)`), then `dropoutFfn`.
// 4. `layernorm2` of the result of step 2 plus that.

// %% id="encoder-layer" role="task" task="10.4" points="15"
/** A layer of the encoder: self-attention, then two dense layers, each with a residual connection and layer normalization. */
class EncoderLayer extends Module {
  readonly mha: nn.MultiHeadAttention;
  readonly ffn: FullyConnected;
  readonly layernorm1: tf.layers.Layer;
  readonly layernorm2: tf.layers.Layer;
  readonly dropoutFfn: tf.layers.Layer;

  constructor(embeddingDim: number, numHeads: number, fullyConnectedDim: number, dropoutRate = 0.1, layernormEps = 1e-6) {
    super();
    this.mha = nn.multiHeadAttention({ numHeads, keyDim: embeddingDim, dropout: dropoutRate });
    this.ffn = new FullyConnected(embeddingDim, fullyConnectedDim);
    this.layernorm1 = nn.layerNormalization({ epsilon: layernormEps });
    this.layernorm2 = nn.layerNormalization({ epsilon: layernormEps });
    this.dropoutFfn = tf.layers.dropout({ rate: dropoutRate });
  }

  /**
   * @param x (B, n, embeddingDim)
   * @param training whether dropout is on
   * @param mask padding mask (B, 1, n), or null
   * @returns (B, n, embeddingDim)
   */
  call(x: tf.Tensor, training: boolean, mask: Mask): tf.Tensor {
    // BEGIN SOLUTION
    const attention = this.mha.apply([x, x, x], { attentionMask: mask, training }) as tf.Tensor; // (B, n, d)
    const out1 = this.layernorm1.apply(tf.add(x, attention)) as tf.Tensor;
    const ffn = this.dropoutFfn.apply(this.ffn.call(out1), { training }) as tf.Tensor;
    return this.layernorm2.apply(tf.add(out1, ffn)) as tf.Tensor;
    // END SOLUTION
  }
}

// %% id="encoder-layer-check" role="check"
check('10.4', EncoderLayer);

// %% [markdown] id="encoder-task-text"
// ### Exercise 10.5 - `Encoder`
// 1. `embedding` turns ids into vectors, $(B, n)$ to $(B, n, d)$.
// 2. Multiply by $\sqrt{d}$. Embeddings start small; without this the positions would outshout them.
// 3. Add the first $n$ rows of `posEncoding`: `this.posEncoding.slice([0, 0, 0], [1, n, d])`.
// 4. `dropout`.
// 5. All `encLayers`, one after the other.

// %% id="encoder" role="task" task="10.5" points="10"
/** The encoder: embedding, positions, and a stack of layers. */
class Encoder extends Module {
  readonly embeddingDim: number;
  readonly embedding: tf.layers.Layer;
  readonly posEncoding: tf.Tensor;
  readonly encLayers: EncoderLayer[];
  readonly dropout: tf.layers.Layer;

  constructor(numLayers: number, embeddingDim: number, numHeads: number, fullyConnectedDim: number, inputVocabSize: number, maximumPositionEncoding: number, dropoutRate = 0.1, layernormEps = 1e-6) {
    super();
    this.embeddingDim = embeddingDim;
    this.embedding = nn.embedding({ inputDim: inputVocabSize, outputDim: embeddingDim });
    this.posEncoding = tf.keep(tf.toTensor(positionalEncoding(maximumPositionEncoding, embeddingDim)));
    this.encLayers = Array.from({ length: numLayers }, () => new EncoderLayer(embeddingDim, numHeads, fullyConnectedDim, dropoutRate, layernormEps));
    this.dropout = tf.layers.dropout({ rate: dropoutRate });
  }

  /**
   * @param x ids (B, n), int32
   * @param training whether dropout is on
   * @param mask padding mask (B, 1, n), or null
   * @returns (B, n, embeddingDim)
   */
  call(x: tf.Tensor2D, training: boolean, mask: Mask): tf.Tensor {
    const n = x.shape[1]; // positions in this batch
    // BEGIN SOLUTION
    const vectors = tf.mul(this.embedding.apply(x) as tf.Tensor, Math.sqrt(this.embeddingDim)); // (B, n, d)
    const placed = tf.add(vectors, this.posEncoding.slice([0, 0, 0], [1, n, this.embeddingDim]));
    let out = this.dropout.apply(placed, { training }) as tf.Tensor;
    for (const layer of this.encLayers) out = layer.call(out, training, mask);
    return out;
    // END SOLUTION
  }
}

// %% id="encoder-check" role="check"
check('10.5', Encoder);

// %% [markdown] id="encoder-remember"
// > **Remember**
// > - A layer of the encoder keeps the shape: $(B, n, d)$ in, $(B, n, d)$ out. So layers can be stacked.
// > - Residual, then normalization, twice.
// > - Embedding times $\sqrt{d}$, plus positions, happens once, before the first layer.

// %% [markdown] id="decoder-text"
// ## 5 The decoder
//
// The decoder writes the answer, one sign after the other. Each of its layers has **two** attentions:
// - *block 1* looks at what has been written so far (self-attention under the look-ahead mask);
// - *block 2* looks at the input: the queries come from block 1, **values and keys from the encoder's output**, under the padding mask.

// %% id="decoder-picture" role="run"
svg(transformerPicture('decoder'));

// %% [markdown] id="decoder-layer-text"
// ### Exercise 10.6 - `DecoderLayer`
// 1. `mha1` on `x` with `lookAheadMask`; ask for the scores, too. $Q_1$ = `layernorm1` of attention plus `x`.
// 2. `mha2` from $Q_1$ to `encOutput` with `paddingMask`; scores again. $A_2$ = `layernorm2` of attention plus $Q_1$.
// 3. `ffn` of $A_2$, `dropoutFfn`, `layernorm3` of that plus $A_2$.

// %% id="decoder-layer" role="task" task="10.6" points="20"
/** A layer of the decoder: self-attention, attention to the encoder's output, two dense layers. */
class DecoderLayer extends Module {
  readonly mha1: nn.MultiHeadAttention;
  readonly mha2: nn.MultiHeadAttention;
  readonly ffn: FullyConnected;
  readonly layernorm1: tf.layers.Layer;
  readonly layernorm2: tf.layers.Layer;
  readonly layernorm3: tf.layers.Layer;
  readonly dropoutFfn: tf.layers.Layer;

  constructor(embeddingDim: number, numHeads: number, fullyConnectedDim: number, dropoutRate = 0.1, layernormEps = 1e-6) {
    super();
    this.mha1 = nn.multiHeadAttention({ numHeads, keyDim: embeddingDim, dropout: dropoutRate });
    this.mha2 = nn.multiHeadAttention({ numHeads, keyDim: embeddingDim, dropout: dropoutRate });
    this.ffn = new FullyConnected(embeddingDim, fullyConnectedDim);
    this.layernorm1 = nn.layerNormalization({ epsilon: layernormEps });
    this.layernorm2 = nn.layerNormalization({ epsilon: layernormEps });
    this.layernorm3 = nn.layerNormalization({ epsilon: layernormEps });
    this.dropoutFfn = tf.layers.dropout({ rate: dropoutRate });
  }

  /**
   * @param x what is written so far (B, m, embeddingDim)
   * @param encOutput the encoder's output (B, n, embeddingDim)
   * @param training whether dropout is on
   * @param lookAheadMask (1 or B, m, m), for block 1
   * @param paddingMask (B, 1, n), for block 2
   * @returns [output (B, m, embeddingDim), weights of block 1 (B, heads, m, m), weights of block 2 (B, heads, m, n)]
   */
  call(x: tf.Tensor, encOutput: tf.Tensor, training: boolean, lookAheadMask: Mask, paddingMask: Mask): [tf.Tensor, tf.Tensor, tf.Tensor] {
    // BEGIN SOLUTION
    const [attention1, weights1] = this.mha1.apply([x, x, x], { attentionMask: lookAheadMask, training, returnAttentionScores: true }) as tf.Tensor[];
    const q1 = this.layernorm1.apply(tf.add(attention1, x)) as tf.Tensor; // (B, m, d)
    const [attention2, weights2] = this.mha2.apply([q1, encOutput, encOutput], { attentionMask: paddingMask, training, returnAttentionScores: true }) as tf.Tensor[];
    const a2 = this.layernorm2.apply(tf.add(attention2, q1)) as tf.Tensor; // (B, m, d)
    const ffn = this.dropoutFfn.apply(this.ffn.call(a2), { training }) as tf.Tensor;
    return [this.layernorm3.apply(tf.add(ffn, a2)) as tf.Tensor, weights1, weights2];
    // END SOLUTION
  }
}

// %% id="decoder-layer-check" role="check"
check('10.6', DecoderLayer);

// %% [markdown] id="decoder-task-text"
// ### Exercise 10.7 - `Decoder`
// As the encoder: embedding times $\sqrt{d}$, positions, dropout, layers. On the way collect the weights of every layer, counted from 1:
// `decoder_layer1_block1_self_att`, `decoder_layer1_block2_decenc_att`, `decoder_layer2_block1_self_att`, ...

// %% id="decoder" role="task" task="10.7" points="10"
/** Attention weights by name. */
type AttentionWeights = Record<string, tf.Tensor>;

/** The decoder: embedding, positions, and a stack of layers that look at the encoder's output. */
class Decoder extends Module {
  readonly embeddingDim: number;
  readonly embedding: tf.layers.Layer;
  readonly posEncoding: tf.Tensor;
  readonly decLayers: DecoderLayer[];
  readonly dropout: tf.layers.Layer;

  constructor(numLayers: number, embeddingDim: number, numHeads: number, fullyConnectedDim: number, targetVocabSize: number, maximumPositionEncoding: number, dropoutRate = 0.1, layernormEps = 1e-6) {
    super();
    this.embeddingDim = embeddingDim;
    this.embedding = nn.embedding({ inputDim: targetVocabSize, outputDim: embeddingDim });
    this.posEncoding = tf.keep(tf.toTensor(positionalEncoding(maximumPositionEncoding, embeddingDim)));
    this.decLayers = Array.from({ length: numLayers }, () => new DecoderLayer(embeddingDim, numHeads, fullyConnectedDim, dropoutRate, layernormEps));
    this.dropout = tf.layers.dropout({ rate: dropoutRate });
  }

  /**
   * @param x ids of what is written so far (B, m), int32
   * @param encOutput the encoder's output (B, n, embeddingDim)
   * @param training whether dropout is on
   * @param lookAheadMask (1 or B, m, m)
   * @param paddingMask (B, 1, n)
   * @returns [output (B, m, embeddingDim), attention weights of all layers by name]
   */
  call(x: tf.Tensor2D, encOutput: tf.Tensor, training: boolean, lookAheadMask: Mask, paddingMask: Mask): [tf.Tensor, AttentionWeights] {
    const m = x.shape[1]; // positions in this batch
    const attentionWeights: AttentionWeights = {};
    // BEGIN SOLUTION
    const vectors = tf.mul(this.embedding.apply(x) as tf.Tensor, Math.sqrt(this.embeddingDim)); // (B, m, d)
    const placed = tf.add(vectors, this.posEncoding.slice([0, 0, 0], [1, m, this.embeddingDim]));
    let out = this.dropout.apply(placed, { training }) as tf.Tensor;
    this.decLayers.forEach((layer, i) => {
      const [next, block1, block2] = layer.call(out, encOutput, training, lookAheadMask, paddingMask);
      out = next;
      attentionWeights[`decoder_layer${i + 1}_block1_self_att`] = block1;
      attentionWeights[`decoder_layer${i + 1}_block2_decenc_att`] = block2;
    });
    return [out, attentionWeights];
    // END SOLUTION
  }
}

// %% id="decoder-check" role="check"
check('10.7', Decoder);

// %% [markdown] id="decoder-remember"
// > **Remember**
// > - Block 1 looks back at the answer so far, block 2 looks over at the input.
// > - The look-ahead mask lets all positions be trained at once, without any of them seeing its own answer.
// > - In block 2 the queries are the decoder's, the values and keys the encoder's.

// %% [markdown] id="transformer-text"
// ## 6 The Transformer
//
// ### Exercise 10.8 - `Transformer`
// 1. `encoder` on the input, with `encPaddingMask`.
// 2. `decoder` on the output so far and the encoder's output, with `lookAheadMask` and `decPaddingMask`.
// 3. `finalLayer`, a dense layer with a softmax: probabilities of the next sign, at each position.

// %% id="transformer" role="task" task="10.8" points="15"
/** Encoder, decoder, and a dense softmax over the target vocabulary. */
class Transformer extends Module {
  readonly encoder: Encoder;
  readonly decoder: Decoder;
  readonly finalLayer: tf.layers.Layer;

  constructor(
    numLayers: number, embeddingDim: number, numHeads: number, fullyConnectedDim: number, inputVocabSize: number, targetVocabSize: number,
    maxPositionalEncodingInput: number, maxPositionalEncodingTarget: number, dropoutRate = 0.1, layernormEps = 1e-6,
  ) {
    super();
    this.encoder = new Encoder(numLayers, embeddingDim, numHeads, fullyConnectedDim, inputVocabSize, maxPositionalEncodingInput, dropoutRate, layernormEps);
    this.decoder = new Decoder(numLayers, embeddingDim, numHeads, fullyConnectedDim, targetVocabSize, maxPositionalEncodingTarget, dropoutRate, layernormEps);
    this.finalLayer = tf.layers.dense({ units: targetVocabSize, activation: 'softmax' });
  }

  /**
   * @param inputSentence ids (B, n), int32
   * @param outputSentence ids of what is written so far (B, m), int32
   * @param training whether dropout is on
   * @param encPaddingMask (B, 1, n), for the encoder
   * @param lookAheadMask (1 or B, m, m), for block 1 of the decoder
   * @param decPaddingMask (B, 1, n), for block 2 of the decoder
   * @returns [probabilities (B, m, targetVocabSize), attention weights of the decoder by name]
   */
  call(inputSentence: tf.Tensor2D, outputSentence: tf.Tensor2D, training: boolean, encPaddingMask: Mask, lookAheadMask: Mask, decPaddingMask: Mask): [tf.Tensor, AttentionWeights] {
    // BEGIN SOLUTION
    const encOutput = this.encoder.call(inputSentence, training, encPaddingMask); // (B, n, d)
    const [decOutput, attentionWeights] = this.decoder.call(outputSentence, encOutput, training, lookAheadMask, decPaddingMask); // (B, m, d)
    return [this.finalLayer.apply(decOutput) as tf.Tensor, attentionWeights];
    // END SOLUTION
  }
}

// %% id="transformer-check" role="check"
check('10.8', Transformer);

// %% [markdown] id="transformer-remember"
// > **Remember**
// > - The encoder runs once for an input, the decoder once for each sign it writes (and in training once for all of them).
// > - Nothing in it depends on the length of the sequences: the same weights work for 5 positions and, with a longer
// >   table of positions, for 500.

// %% [markdown] id="dates-text"
// ## 7 It learns to read dates
//
// Time to see it work. The task is that of assignment 9: dates as people write them, in thirteen ways, to dates as machines write them.
//
// - **Input**: 30 characters of a vocabulary of 37. The Transformer wants its padding to be 0, so that all numbers move up by one and `<pad>` comes round to 0.
// - **Target**: 10 characters of a vocabulary of 11 - plus one sign that says "begin".
//
// 10,000 pairs are for training. 1,000 further ones, none of whose texts is among those, are for the test.

// %% id="dates-data" role="given"
/** Longest input, length of an output, and the sign that an output begins with: one more than the machines' characters have. */
const Tx = 30;
const Ty = 10;
const START = 11;

interface DateArrays {
  /** (m, Tx): characters as people write them, padding 0. */
  inputs: np.NDArray;
  /** (m, Ty): the right characters. */
  targets: np.NDArray;
  /** (m, Ty): the right characters one place later, after START: what the decoder is told in training. */
  written: np.NDArray;
}

/** Numbers of human texts with 0 as padding. */
function humanIds(texts: string[]): np.NDArray {
  return np.mod(np.add(encode(texts, Tx, HUMAN_VOCAB), 1), 37);
}

/** Pairs as numbers. */
function dateArrays(pairs: readonly DatePair[]): DateArrays {
  const targets = encode(pairs.map(([, machine]) => machine), Ty, MACHINE_VOCAB);
  const start = np.array(pairs.map(() => [START]), 'int32'); // (m, 1)
  return { inputs: humanIds(pairs.map(([human]) => human)), targets, written: np.concatenate([start, targets.at(':', ':-1')], 1) };
}

// %% id="dates-show" role="run"
const { dataset } = loadDataset(12000);
const trainPairs = dataset.slice(0, 10000);
const known = new Set(trainPairs.map(([human]) => human));
const testPairs = dataset.slice(10000).filter(([human]) => !known.has(human)).slice(0, 1000);
const trainDates = dateArrays(trainPairs);
table(trainPairs.slice(0, 6).map(([human, machine]) => ({ human, machine })), { caption: `${trainPairs.length} pairs to train on, ${testPairs.length} to test with` });

// %% [markdown] id="forcing-text"
// ### Teacher forcing
//
// When the network writes on its own, it reads what it wrote. In training it reads the **right** characters instead, one place late: at place 5 it has seen the
// right first four. So all ten places are trained in one pass - the look-ahead mask sees to it that none of them cheats.

// %% id="forcing-show" role="run"
table([
  { 'the decoder': 'reads', ...Object.fromEntries([...'▷1998-05-0'].map((c, i) => [`place ${i + 1}`, c])) },
  { 'the decoder': 'should write', ...Object.fromEntries([...'1998-05-09'].map((c, i) => [`place ${i + 1}`, c])) },
], { caption: 'Teacher forcing for "9 may 1998"; ▷ is START' });

// %% [markdown] id="step-text"
// The loss is the mean cross-entropy of all characters: minus the logarithm of the probability that the right one got.

// %% id="step" role="given"
/** The Transformer with the masks that belong to its inputs. */
function forward(model: Transformer, inputs: tf.Tensor2D, written: tf.Tensor2D, training: boolean): [tf.Tensor, AttentionWeights] {
  const padding = createPaddingMask(inputs); // (B, 1, Tx)
  return model.call(inputs, written, training, padding, createLookAheadMask(written.shape[1]), padding);
}

/** Mean cross-entropy of probabilities (B, m, vocabulary) for the right ids (B, m). */
function crossEntropy(probabilities: tf.Tensor, targets: tf.Tensor): tf.Scalar {
  const right = tf.sum(tf.mul(probabilities, tf.oneHot(targets as tf.Tensor2D, probabilities.shape[2]!)), -1); // (B, m)
  return tf.neg(tf.mean(tf.log(tf.add(right, 1e-7)))) as tf.Scalar;
}

/** A function that does one step of training on some rows, and gives loss and accuracy. */
function makeStep(model: Transformer, dates: DateArrays, optimizer: tf.Optimizer): (rows: np.NDArray) => [tf.Scalar, tf.Scalar] {
  // tf.function: TensorFlow runs all operations of a step at once, which is about twice as quick as one after the other
  const step = tf.function((inputs: tf.Tensor2D, written: tf.Tensor2D, targets: tf.Tensor2D) => {
    if (model.countParams() === 0) forward(model, inputs, written, false); // the first call makes the weights
    let accuracy: tf.Scalar;
    const loss = optimizer.minimize(() => {
      const [probabilities] = forward(model, inputs, written, true);
      accuracy = tf.keep(tf.mean(tf.cast(tf.equal(tf.argMax(probabilities, -1), targets), 'float32'))) as tf.Scalar;
      return crossEntropy(probabilities, targets);
    }, true, model.trainableVariables)!;
    return [loss, accuracy!];
  });
  return (rows) => tf.tidy(() => step(...([dates.inputs, dates.written, dates.targets].map((a) => tf.toTensor(a.at(rows))) as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D])) as [tf.Scalar, tf.Scalar]);
}

// %% [markdown] id="train-text"
// ### Training
//
// Two layers, four heads, $d = 64$. The learning rate climbs for the first steps and then falls to 0: while the normalizations and the attention have not found
// their places yet, large steps do harm. Dropout is off: with 10,000 pairs and four epochs there is nothing to overfit. The accuracy shown is that under teacher
// forcing.

// %% id="train" role="run"
const EPOCHS = 4;
const BATCH = 64;
const transformer = new Transformer(2, 64, 4, 128, 37, 12, Tx, Ty, 0);
const stepsInAll = EPOCHS * Math.floor(trainPairs.length / BATCH);
const optimizer = scheduledAdam(warmupThenDecay(2e-3, 60, stepsInAll));
const clock = (): number => (process.cpuUsage().user + process.cpuUsage().system) / 1e6; // seconds of the processor
const begun = clock();
const reports = await trainBatches(trainPairs.length, makeStep(transformer, trainDates, optimizer), { epochs: EPOCHS, batchSize: BATCH, onProgress: progress(EPOCHS, { title: 'Transformer', unit: 'epoch' }).report });
const processorSeconds = clock() - begun;
table([
  ...transformer.encoder.summary().map((row) => ({ ...row, part: `encoder.${row.part}` })),
  ...transformer.decoder.summary().map((row) => ({ ...row, part: `decoder.${row.part}` })),
  ...transformer.summary().slice(2),
  { part: 'together', kind: 'Transformer', parameters: transformer.countParams() },
], { caption: `Parameters; trained for ${reports[reports.length - 1].seconds.toFixed(0)} seconds` });

// %% [markdown] id="write-text"
// ### Writing on its own
//
// **Greedy decoding**: begin with START, ask for the next character, take the likeliest, hand it back in, ten times. The encoder runs once only.

// %% id="write" role="given"
interface Translation {
  /** What it wrote, one text for each input. */
  texts: string[];
  /** Attention weights of the last step by name, each (B, heads, Ty, Tx) or (B, heads, Ty, Ty). */
  attention: Record<string, np.NDArray>;
}

/** Dates as a Transformer translates them, character by character. */
function translateDates(model: Transformer, texts: string[]): Translation {
  const attention: Record<string, np.NDArray> = {};
  const rows = tf.tidy(() => {
    const inputs = tf.toTensor(humanIds(texts)) as tf.Tensor2D;
    const padding = createPaddingMask(inputs);
    const encoded = model.encoder.call(inputs, false, padding);
    let written = tf.fill([texts.length, 1], START, 'int32') as tf.Tensor2D;
    for (let t = 0; t < Ty; t++) {
      const [out, weights] = model.decoder.call(written, encoded, false, createLookAheadMask(t + 1), padding);
      const last = out.slice([0, t, 0], [-1, 1, -1]); // (B, 1, d)
      const next = tf.argMax(model.finalLayer.apply(last) as tf.Tensor, -1).toInt(); // (B, 1)
      written = tf.concat([written, next], 1) as tf.Tensor2D;
      if (t === Ty - 1) for (const [name, w] of Object.entries(weights)) attention[name] = tf.toNDArray(w);
    }
    return written.slice([0, 1]).arraySync() as number[][];
  });
  const characters = inverse(MACHINE_VOCAB);
  return { texts: rows.map((row) => intToString(row.map((id) => Math.min(id, 10)), characters)), attention };
}

/** Shares of right characters at each place, of all, and of whole dates. */
function scoreDates(got: string[], pairs: readonly DatePair[]): { places: number[]; characters: number; dates: number } {
  const places = Array.from({ length: Ty }, (_, t) => pairs.filter(([, machine], i) => machine[t] === got[i][t]).length / pairs.length);
  const dates = pairs.filter(([, machine], i) => machine === got[i]).length / pairs.length;
  return { places, characters: places.reduce((sum, p) => sum + p, 0) / Ty, dates };
}

// %% id="write-own" role="run"
const ownDates = ['7 march 1984', '31 dec 1999', 'monday june 17 2024', '2/29/16', '05.11.07', 'sunday september 1 2019', '23 august 1975', 'oct 12 2001'];
table(translateDates(transformer, ownDates).texts.map((machine, i) => ({ human: ownDates[i], machine })), { caption: 'Dates of our own; add yours' });

// %% id="write-test" role="run"
const written = translateDates(transformer, testPairs.map(([human]) => human)).texts;
const scores = scoreDates(written, testPairs);
console.log(`unseen dates: ${(100 * scores.characters).toFixed(2)} % of the characters, ${(100 * scores.dates).toFixed(1)} % of the whole dates are right`);
const mistakes = testPairs.flatMap(([human, machine], i) => (written[i] === machine ? [] : [{ human, 'should be': machine, wrote: written[i] }]));
table(mistakes.length > 0 ? mistakes.slice(0, 8) : [{ mistakes: 'none' }], { caption: `Mistakes: ${mistakes.length} of ${testPairs.length}` });

// %% [markdown] id="maps-text"
// ## 8 Where it looks
//
// The weights of block 2 in the last layer: a row for each character written, a column for each one read, one map a head. Nobody told the heads what to look
// for, and they share the work as they like. Look for the diagonal where
// the year is read, and for what they all ignore.

// %% id="maps" role="run"
/** A map for each head: what each written character looked at. */
function drawHeads(human: string, name: string): void {
  const { texts, attention } = translateDates(transformer, [human]);
  const read = [...human].map((c) => (c === ' ' ? '␣' : c)).slice(0, Tx);
  const panels = subplots(2, 2, { width: 1000, height: 680, title: `${human} → ${texts[0]}` });
  for (let head = 0; head < 4; head++)
    panels.at(Math.floor(head / 2), head % 2, { title: `head ${head + 1}`, xLabel: 'read', yLabel: 'written' })
      .heatmap(attention[name].at(0, head, ':', `:${read.length}`), { rows: [...texts[0]], cols: read, cmap: 'viridis', vmin: 0, vmax: 1, annotate: false, colorbar: false });
  panels.show();
}
drawHeads('thursday july 16 2015', 'decoder_layer2_block2_decenc_att');

// %% [markdown] id="maps-self-text"
// Block 1 of the first layer looks at what is written already. The upper right half is empty: that is the look-ahead mask. The first row and column belong to START.

// %% id="maps-self" role="run"
function drawSelfAttention(human: string): void {
  const { texts, attention } = translateDates(transformer, [human]);
  const told = ['▷', ...texts[0].slice(0, Ty - 1)];
  const panels = subplots(1, 4, { width: 1080, height: 310, title: `Block 1 of the first layer, writing ${texts[0]}` });
  for (let head = 0; head < 4; head++)
    panels.at(0, head, { title: `head ${head + 1}` })
      .heatmap(attention.decoder_layer1_block1_self_att.at(0, head), { rows: told, cols: told, cmap: 'viridis', vmin: 0, vmax: 1, annotate: false, colorbar: false });
  panels.show();
}
drawSelfAttention('thursday july 16 2015');

// %% [markdown] id="compare-text"
// ## 9 Beside assignment 9
//
// The same 10,000 dates, the same 1,000 unseen ones, two architectures. The first two columns were measured by `test/fixtures/10-transformer/compare.ts`, one
// network after the other on the same machine; the third is yours. Processor time adds up what all cores did.

// %% id="compare-table" role="run"
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
function compareNetworks(): void {
  const { nine, ten } = COMPARISON;
  const yours = { parameters: transformer.countParams(), epochs: EPOCHS, seconds: processorSeconds, places: scores.places, characters: scores.characters, dates: [scores.dates] };
  const row = (what: string, value: (n: typeof yours) => string): Record<string, string> => ({ ' ': what, 'LSTMs with attention (9)': value(nine), 'Transformer (10)': value(ten), 'yours, here': value(yours) });
  table([
    row('parameters', (n) => n.parameters.toLocaleString('en')),
    row('epochs', (n) => String(n.epochs)),
    row('processor time of the training', (n) => `${n.seconds.toFixed(0)} s`),
    row('processor time of an epoch', (n) => `${(n.seconds / n.epochs).toFixed(0)} s`),
    ...'YYYY-MM-DD'.split('').map((sign, i) => row(`right at place ${i + 1} (${sign})`, (n) => percent(n.places[i]))),
    row('right characters', (n) => percent(n.characters)),
    row('whole dates right', (n) => percent(n.dates[n.dates.length - 1])),
  ], { caption: 'Unseen dates, two architectures' });
}
compareNetworks();

// %% id="compare-plot" role="run"
figure({ title: 'Whole dates right, on unseen dates', xLabel: 'epoch', yLabel: 'share', xLim: [0, COMPARISON.nine.epochs], yLim: [0, 1.02], width: 760, height: 320 })
  .plot([0, ...COMPARISON.nine.dates.map((_, i) => i + 1)], [0, ...COMPARISON.nine.dates], { label: 'LSTMs with attention (9)' })
  .plot([0, ...COMPARISON.ten.dates.map((_, i) => i + 1)], [0, ...COMPARISON.ten.dates], { label: 'Transformer (10)' })
  .show();

// %% [markdown] id="end-remember"
// > **Remember**
// > - Both learn the task to the last date. The Transformer gets most dates right after one epoch, since every character it writes can look at every one it reads
// >   without going through forty steps of memory; the LSTMs take two or three until they catch up.
// > - It has nine times the parameters and a dearer epoch: on a small computer, for short texts, the LSTMs come cheaper.
// > - It writes with feedback: each character is chosen knowing those before it. The network of assignment 9 writes without.
// > - In training nothing in it waits for the step before. With long texts and thousands of cores, that decides.
//
// **Try**: one layer instead of two; `numHeads` 1; leave out the positional encoding (`new Transformer(...)`, then `posEncoding` zeros) and see what it can no
// longer tell apart; `dropoutRate` 0.1 with 1,000 pairs.
