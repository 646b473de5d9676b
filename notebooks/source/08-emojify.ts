// %% [markdown] id="title"
// # 8 Emojify
//
// Which emoji fits "Let us play ball"? And which one "I am not happy"? In this notebook you build two classifiers that choose one of five emojis for a short
// message. The first averages word vectors: fast, small, and surprisingly good. It has one blind spot, and you will see exactly which. The second reads the
// words in order with an LSTM, and does not have it.
//
// **Minutes**: about 75. **You write**: five functions.
//
// By the end you can
// - turn a sentence into one vector, and train a softmax classifier on it by hand,
// - say what a model that ignores the order of words cannot learn,
// - feed pretrained word vectors to a network through an embedding layer that stays as it is,
// - stack two LSTMs with dropout, and pad sentences so that they form a batch.
//
// **Rules of the pack**: write only between the marks, keep the names, and use only a function's arguments inside it.

// %% [markdown] id="packages-text"
// ## Packages
// `np` is NumPy in TypeScript, `tf` TensorFlow.js, `nn` has layers as in Keras that TensorFlow.js runs slowly or lacks - here the LSTM.

// %% id="packages" role="given"
import { check, hint, NotImplemented, submit } from 'gradus/check';
import { EMOJI_NAMES, labelToEmoji, loadEmoji, loadWords } from 'gradus/data';
import { svg, table } from 'gradus/display';
import * as nn from 'gradus/nn';
import * as np from 'gradus/np';
import { figure } from 'gradus/plot';
import { progress } from 'gradus/progress';
import * as tf from 'gradus/tf';

/** Word vectors by word: each (d,). */
type WordVectors = Record<string, np.NDArray>;

// %% [markdown] id="data-text"
// ## 1 Messages and word vectors
//
// Somebody sat down and wrote 389 short messages and gave each one of five labels. 280 are for training, 109 are kept for the test.

// %% id="data" role="run"
const { trainX, trainY, testX, testY } = loadEmoji();
const longest = [...trainX].sort((a, b) => b.split(' ').length - a.split(' ').length)[0];
table(trainX.slice(0, 8).map((sentence, i) => ({ sentence, label: trainY.at(i).item(), emoji: labelToEmoji(trainY.at(i).item()) })), { caption: `The first of ${trainX.length} messages` });
console.log(`The longest message has ${longest.split(' ').length} words: ${longest}`);

// %% id="data-counts" role="run"
function countLabels(y: np.NDArray): number[] {
  return EMOJI_NAMES.map((_, k) => np.sum(y.equal(k)));
}
table(EMOJI_NAMES.map((name, k) => ({ label: k, emoji: labelToEmoji(k), name, training: countLabels(trainY)[k], test: countLabels(testY)[k] })), { caption: 'Messages by label' });

// %% [markdown] id="vectors-text"
// The words come with vectors of 50 numbers each, made by GloVe from sentences in which they meet (assignment 7 has more about them). Words that are used alike
// have vectors that point the same way. `wordToVecMap` finds the vector of a word; `Object.hasOwn(wordToVecMap, word)` says whether there is one.

// %% id="vectors" role="run"
const { wordToVecMap } = loadWords();
console.log(`${Object.keys(wordToVecMap).length} words; the vector of "ball" begins with ${wordToVecMap.ball.at('0:5').toString()}`);

// %% [markdown] id="average-text"
// ## 2 First model: the average of the words
//
// A sentence becomes one vector: the mean of the vectors of its words. That vector goes through one softmax layer.

// %% id="average-picture" role="run"
svg(`<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="Word vectors are averaged, then a softmax layer gives five probabilities" viewBox="0 0 760 220" width="760" style="max-width:100%;height:auto" font-family="sans-serif" font-size="15">
<rect width="760" height="220" rx="6" fill="#fff"/>${['let', 'us', 'play', 'ball'].map((word, i) => `<text x="20" y="${45 + 45 * i}">${word}</text>${Array.from({ length: 8 }, (_, j) => `<rect x="${75 + 18 * j}" y="${30 + 45 * i}" width="16" height="20" fill="hsl(${205 + ((i * 37 + j * 53) % 60)} 60% ${52 + ((i * 29 + j * 31) % 38)}%)"/>`).join('')}<path d="M225 ${40 + 45 * i}L300 110" stroke="#888" fill="none"/>`).join('')}
<circle cx="318" cy="110" r="26" fill="#e8f3fa" stroke="#0072b2"/><text x="318" y="115" text-anchor="middle">mean</text><path d="M344 110h46m-8 -5l8 5l-8 5" stroke="#333" fill="none"/>
<rect x="392" y="85" width="120" height="50" rx="4" fill="#e8f3fa" stroke="#0072b2"/><text x="452" y="106" text-anchor="middle">W · avg + b</text><text x="452" y="125" text-anchor="middle">softmax</text><path d="M512 110h50m-8 -5l8 5l-8 5" stroke="#333" fill="none"/>
${[0.04, 0.86, 0.05, 0.02, 0.03].map((p, k) => `<rect x="600" y="${22 + 36 * k}" width="${10 + 110 * p}" height="22" fill="${p > 0.5 ? '#d55e00' : '#bbb'}"/><text x="572" y="${39 + 36 * k}">${labelToEmoji(k)}</text>`).join('')}</svg>`);

// %% [markdown] id="average-task-text"
// ### Exercise 8.1 - `sentenceToAvg`
// - Make the sentence lower case and split it on white space: `sentence.toLowerCase().trim().split(/\s+/)`.
// - Average the vectors of the words **that are in the map**; words that are not there count neither above nor below the line.
// - If no word is known, the result is a vector of zeros.
//
// The length of the vectors is that of any vector in the map; do not write 50.

// %% id="sentence-to-avg" role="task" task="8.1" points="20"
/**
 * The mean of the vectors of a sentence's words.
 * @param sentence words with white space between, in any case
 * @param wordToVecMap vectors (d,) by word
 * @returns (d,); zeros if no word is in the map
 */
function sentenceToAvg(sentence: string, wordToVecMap: WordVectors): np.NDArray {
  // BEGIN SOLUTION
  const words = sentence.toLowerCase().trim().split(/\s+/);
  let avg = np.zeros(Object.values(wordToVecMap)[0].shape); // (d,)
  const known = words.filter((word) => Object.hasOwn(wordToVecMap, word));
  for (const word of known) avg = avg.add(wordToVecMap[word]);
  return known.length > 0 ? avg.divide(known.length) : avg;
  // END SOLUTION
}

// %% id="sentence-to-avg-check" role="check"
check('8.1', sentenceToAvg);

// %% [markdown] id="model-text"
// ### Training by hand
//
// Labels as one-hot rows: label 2 of 5 is `[0, 0, 1, 0, 0]`. For each message $i$ with average $avg^{(i)}$:
//
// $$z^{(i)} = W \, avg^{(i)} + b \qquad a^{(i)} = \mathrm{softmax}(z^{(i)}) \qquad \mathcal{L}^{(i)} = -\sum_{k} Y^{(i)}_k \log a^{(i)}_k$$
//
// The gradients are short: $dz = a - Y$, $dW = dz \cdot avg^T$ and $db = dz$. After every single message the weights take one step:
// $W = W - \alpha \, dW$, $b = b - \alpha \, db$.

// %% id="helpers" role="given"
/** Probabilities from scores: exp(z) divided by their sum; the largest is subtracted first so that nothing overflows. */
function softmax(z: np.NDArray): np.NDArray {
  const e = np.exp(z.subtract(z.max()));
  return e.divide(e.sum());
}

/** Labels (m,) as one-hot rows (m, C). */
function convertToOneHot(Y: np.NDArray, C: number): np.NDArray {
  return np.eye(C).at(Y.astype('int32'));
}

/** The label of each sentence by the average model, (m, 1); prints the share that is right. */
function predict(X: string[], Y: np.NDArray, W: np.NDArray, b: np.NDArray, wordToVecMap: WordVectors): np.NDArray {
  const labels = X.map((sentence) => {
    const words = sentence.toLowerCase().trim().split(/\s+/).filter((word) => Object.hasOwn(wordToVecMap, word));
    let sum = np.zeros([W.shape[1]]);
    for (const word of words) sum = sum.add(wordToVecMap[word]);
    return np.argmax(np.dot(W, sum.divide(Math.max(1, words.length))).add(b));
  });
  const pred = np.array(labels.map((label) => [Number(label)]));
  console.log(`Accuracy: ${np.mean(pred.reshape([X.length]).equal(Y.reshape([X.length]))).toFixed(4)}`);
  return pred;
}

// %% [markdown] id="model-task-text"
// ### Exercise 8.2 - `model`
// Write the inner part: forward, cost and gradients of message `i`. Everything around it is there.

// %% id="model" role="task" task="8.2" points="25"
/**
 * Trains the average model with stochastic gradient descent, a step a message.
 * @param X m sentences
 * @param Y labels (m,)
 * @param wordToVecMap vectors (d,) by word
 * @returns [pred (m, 1), W (n_y, d), b (n_y,)]
 */
function model(X: string[], Y: np.NDArray, wordToVecMap: WordVectors, learningRate = 0.01, numIterations = 200): [np.NDArray, np.NDArray, np.NDArray] {
  const d = Object.values(wordToVecMap)[0].size; // numbers of a word vector
  const m = Y.shape[0]; // number of messages
  const nY = Number(np.max(Y)) + 1; // number of labels
  let W = np.random.randn(nY, d).divide(Math.sqrt(d)); // (n_y, d), Xavier
  let b = np.zeros([nY]); // (n_y,)
  const oneHot = convertToOneHot(Y, nY); // (m, n_y)
  let pred = np.zeros([m, 1]);
  for (let t = 0; t < numIterations; t++) {
    let cost = 0;
    for (let i = 0; i < m; i++) {
      let dW: np.NDArray; // (n_y, d)
      let db: np.NDArray; // (n_y,)
      // BEGIN SOLUTION
      const avg = sentenceToAvg(X[i], wordToVecMap); // (d,)
      const z = np.dot(W, avg).add(b); // (n_y,)
      const a = softmax(z); // (n_y,)
      cost = -np.sum(oneHot.at(i).multiply(np.log(a)));
      const dz = a.subtract(oneHot.at(i)); // (n_y,)
      dW = np.dot(dz.reshape([nY, 1]), avg.reshape([1, d]));
      db = dz;
      // END SOLUTION
      W = W.subtract(dW.multiply(learningRate));
      b = b.subtract(db.multiply(learningRate));
    }
    if (t % 10 === 0 || t === numIterations - 1) {
      console.log(`Epoch ${t}, cost of the last message ${cost.toFixed(6)}`);
      pred = predict(X, Y, W, b, wordToVecMap);
    }
  }
  return [pred, W, b];
}

// %% id="model-check" role="check"
check('8.2', model);

// %% id="train-average" role="run"
np.random.seed(1);
const [, W, b] = model(trainX, trainY, wordToVecMap, 0.01, 100);

// %% [markdown] id="average-results-text"
// ### How good is it?
// Guessing at random would be right in 20 % of the cases. Note that the test set holds messages that nobody has trained on, with words such as *adore* or
// *volleyball* that hardly occur in training: their vectors are near those of *love* and *football*, and that is all the model needs.

// %% id="average-results" role="run"
console.log('Training set');
const predTrain = predict(trainX, trainY, W, b, wordToVecMap);
console.log('Test set');
const predTest = predict(testX, testY, W, b, wordToVecMap);

// %% id="average-own" role="run"
const mySentences = ['i adore you', 'i love you', 'funny joke', 'lets play with a ball', 'food is ready', 'not feeling happy'];
const myLabels = np.array([0, 0, 2, 1, 4, 3]);
const predMine = predict(mySentences, myLabels, W, b, wordToVecMap);
table(mySentences.map((sentence, i) => ({ sentence, predicted: labelToEmoji(predMine.at(i, 0).item()), right: labelToEmoji(myLabels.at(i).item()) })));

// %% [markdown] id="confusion-text"
// A **confusion matrix** says more than one number: a row for each true label, a column for each prediction. What stands off the diagonal went wrong.

// %% id="confusion" role="run"
function plotConfusionMatrix(title: string, truth: np.NDArray, predicted: np.NDArray): void {
  const counts = EMOJI_NAMES.map((_, row) => EMOJI_NAMES.map((__, column) => np.sum(truth.equal(row).multiply(predicted.reshape([truth.size]).equal(column)))));
  const names = EMOJI_NAMES.map((name, k) => `${labelToEmoji(k)} ${name}`);
  figure({ title, xLabel: 'predicted', yLabel: 'true', width: 620, height: 380 }).heatmap(np.array(counts), { rows: names, cols: names }).show();
}

function showMistakes(caption: string, sentences: string[], truth: np.NDArray, predicted: np.NDArray): void {
  const wrong = sentences.map((sentence, i) => ({ sentence, right: truth.at(i).item(), predicted: predicted.reshape([truth.size]).at(i).item() })).filter((row) => row.right !== row.predicted);
  table(wrong.map((row) => ({ sentence: row.sentence, right: labelToEmoji(row.right), predicted: labelToEmoji(row.predicted) })), { caption: `${caption}: ${wrong.length} of ${sentences.length} are wrong` });
}

plotConfusionMatrix('Average model, test set', testY, predTest);
showMistakes('Average model, test set', testX, testY, predTest);

// %% [markdown] id="average-remember"
// > **Remember**
// > - With word vectors, 280 examples are enough for a useful classifier: words that were never seen in training are near words that were.
// > - An average does not know the order of words. "not feeling happy" and "happy feeling not" are the same to it, and *not* stands before good and bad
// >   words alike, so that no weight for *not* can be right. Nearly all mistakes above are of this kind.

// %% [markdown] id="lstm-text"
// ## 3 Second model: reading in order
//
// The word vectors go into an LSTM one after the other. It keeps a state: having read *not*, it can turn round what *happy* means. Two LSTMs are stacked; the
// first hands on its output at every word, the second only the last one. Dropout after each keeps them from learning the few messages by heart.

// %% id="lstm-picture" role="run"
svg(`<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="Words go through an embedding and two LSTM layers with dropout to a softmax" viewBox="0 0 760 330" width="760" style="max-width:100%;height:auto" font-family="sans-serif" font-size="14">
<rect width="760" height="330" rx="6" fill="#fff"/>${['i', 'am', 'not', 'happy'].map((word, i) => {
  const x = 130 + 130 * i;
  const box = (y: number, text: string, fill: string): string => `<rect x="${x - 45}" y="${y}" width="90" height="34" rx="4" fill="${fill}" stroke="#555"/><text x="${x}" y="${y + 22}" text-anchor="middle">${text}</text>`;
  const arrow = (y: number): string => `<path d="M${x} ${y}v-20m-4 6l4 -6l4 6" stroke="#333" fill="none"/>`;
  const across = (y: number): string => (i < 3 ? `<path d="M${x + 45} ${y}h38m-6 -4l6 4l-6 4" stroke="#d55e00" fill="none"/>` : '');
  return `<text x="${x}" y="316" text-anchor="middle" font-weight="600">${word}</text>${arrow(298)}${box(242, 'embedding', '#eee')}${arrow(240)}${box(184, 'LSTM 128', '#e8f3fa')}${across(201)}${arrow(182)}${box(126, 'LSTM 128', '#e8f3fa')}${across(143)}${i === 3 ? `${arrow(124)}${box(68, 'dense 5', '#fdebd9')}${arrow(66)}<text x="${x}" y="38" text-anchor="middle">softmax ${labelToEmoji(3)}</text>` : ''}`;
}).join('')}<text x="600" y="178" fill="#666">dropout 0.5</text><text x="600" y="120" fill="#666">dropout 0.5</text></svg>`);

// %% [markdown] id="padding-text"
// ### Sentences of one length
// A batch is one tensor, so all sentences need the same number of words. Shorter ones are filled with zeros **behind** the words. Words become numbers: their place
// in the sorted list of words, counted from **1**, since 0 means "no word here".

// %% id="indices-helper" role="given"
/** Numbers of words, from 1 in alphabetical order, and back. */
function indexWords(wordToVecMap: WordVectors): { wordToIndex: Record<string, number>; indexToWord: Record<number, string> } {
  const words = Object.keys(wordToVecMap).sort();
  return { wordToIndex: Object.fromEntries(words.map((word, i) => [word, i + 1])), indexToWord: Object.fromEntries(words.map((word, i) => [i + 1, word])) };
}

// %% id="indices-run" role="run"
const { wordToIndex, indexToWord } = indexWords(wordToVecMap);
console.log(`The number of "cucumber" is ${wordToIndex.cucumber}, and word ${wordToIndex.cucumber + 1} is "${indexToWord[wordToIndex.cucumber + 1]}"`);

// %% [markdown] id="indices-task-text"
// ### Exercise 8.3 - `sentencesToIndices`
// Lower case, split on white space, then one number after the other. A word that is not in `wordToIndex` takes **no** place: the next known word follows directly.
// Words beyond `maxLen` are cut.

// %% id="sentences-to-indices" role="task" task="8.3" points="20"
/**
 * Sentences as numbers of their words.
 * @param X m sentences
 * @param wordToIndex numbers of words, from 1
 * @param maxLen places in a row
 * @returns (m, maxLen), zeros behind the words
 */
function sentencesToIndices(X: string[], wordToIndex: Record<string, number>, maxLen: number): np.NDArray {
  const m = X.length; // number of sentences
  // BEGIN SOLUTION
  const indices = np.zeros([m, maxLen]);
  for (let i = 0; i < m; i++) {
    let j = 0;
    for (const word of X[i].toLowerCase().trim().split(/\s+/)) {
      if (j === maxLen || !Object.hasOwn(wordToIndex, word)) continue;
      indices.set([i, j], wordToIndex[word]);
      j++;
    }
  }
  return indices;
  // END SOLUTION
}

// %% id="sentences-to-indices-check" role="check"
check('8.3', sentencesToIndices);

// %% id="indices-try" role="run"
const trial = ['funny lol', 'lets play baseball', 'food is ready for you'];
table(trial.map((sentence, i) => ({ sentence, indices: String(sentencesToIndices(trial, wordToIndex, 5).at(i)) })));

// %% [markdown] id="embedding-text"
// ### The embedding layer
// An embedding layer is a table: number in, row out. Ours is filled with the word vectors and **not trained**: 280 messages would move the vectors of the few
// words they contain, and leave their neighbours behind.
//
// ### Exercise 8.4 - `pretrainedEmbeddingLayer`
// - The table has a row for each word and one more, row 0, for "no word": `Object.keys(wordToIndex).length + 1` rows.
// - Row `wordToIndex[word]` is the vector of the word.
// - Make the layer with `tf.layers.embedding({ inputDim, outputDim, trainable: false })`, build it with `layer.build([null])`, and fill it with
//   `layer.setWeights([tensor])`. `tf.toTensor(array)` makes a tensor of an array.

// %% id="embedding" role="task" task="8.4" points="15"
/**
 * An embedding layer that holds the word vectors and is not trained.
 * @param wordToVecMap vectors (d,) by word
 * @param wordToIndex numbers of the words, from 1
 */
function pretrainedEmbeddingLayer(wordToVecMap: WordVectors, wordToIndex: Record<string, number>): tf.layers.Layer {
  const d = Object.values(wordToVecMap)[0].size; // numbers of a word vector
  // BEGIN SOLUTION
  const rows = Object.keys(wordToIndex).length + 1; // row 0 stands for no word
  const matrix = np.zeros([rows, d]);
  for (const [word, index] of Object.entries(wordToIndex)) matrix.set([index], wordToVecMap[word]);
  const layer = tf.layers.embedding({ inputDim: rows, outputDim: d, trainable: false });
  layer.build([null]);
  layer.setWeights([tf.toTensor(matrix)]);
  return layer;
  // END SOLUTION
}

// %% id="embedding-check" role="check"
check('8.4', pretrainedEmbeddingLayer);

// %% [markdown] id="emojify-text"
// ### Exercise 8.5 - `emojifyV2`
// Build the network layer by layer:
// 1. input `tf.input({ shape: inputShape, dtype: 'int32' })`,
// 2. the embedding layer of exercise 8.4,
// 3. `nn.lstm` with 128 units that returns the **whole sequence** (`returnSequences: true`), dropout 0.5,
// 4. `nn.lstm` with 128 units that returns only the **last** output, dropout 0.5,
// 5. a dense layer with 5 units and no activation, then softmax as a layer of its own: `tf.layers.activation({ activation: 'softmax' })`.
//
// `layer.apply(x)` connects a layer; `tf.model({ inputs, outputs })` makes the model.

// %% id="emojify" role="task" task="8.5" points="20"
/**
 * The network: embedding, two LSTMs with dropout, softmax.
 * @param inputShape [maxLen]
 * @returns a model from word numbers (m, maxLen) to probabilities (m, 5)
 */
function emojifyV2(inputShape: number[], wordToVecMap: WordVectors, wordToIndex: Record<string, number>): tf.LayersModel {
  // BEGIN SOLUTION
  const sentenceIndices = tf.input({ shape: inputShape, dtype: 'int32' }); // (m, maxLen)
  let x = pretrainedEmbeddingLayer(wordToVecMap, wordToIndex).apply(sentenceIndices) as tf.SymbolicTensor; // (m, maxLen, d)
  x = nn.lstm({ units: 128, returnSequences: true }).apply(x) as tf.SymbolicTensor; // (m, maxLen, 128)
  x = tf.layers.dropout({ rate: 0.5 }).apply(x) as tf.SymbolicTensor;
  x = nn.lstm({ units: 128 }).apply(x) as tf.SymbolicTensor; // (m, 128)
  x = tf.layers.dropout({ rate: 0.5 }).apply(x) as tf.SymbolicTensor;
  x = tf.layers.dense({ units: 5 }).apply(x) as tf.SymbolicTensor; // (m, 5)
  const probabilities = tf.layers.activation({ activation: 'softmax' }).apply(x) as tf.SymbolicTensor;
  return tf.model({ inputs: sentenceIndices, outputs: probabilities });
  // END SOLUTION
}

// %% id="emojify-check" role="check"
check('8.5', emojifyV2);

// %% id="emojify-summary" role="run"
tf.setRandomSeed(1); // the same weights to start from, each time
const maxLen = 10;
const network = emojifyV2([maxLen], wordToVecMap, wordToIndex);
network.summary();

// %% [markdown] id="train-text"
// Most of the parameters are the word vectors, which stay as they are. Training takes about ten seconds.

// %% id="train" role="run"
const trainIndices = tf.toTensor(sentencesToIndices(trainX, wordToIndex, maxLen)).toInt(); // (280, 10)
const trainOneHot = tf.toTensor(convertToOneHot(trainY, 5)); // (280, 5)
network.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
const history = await network.fit(trainIndices, trainOneHot, { epochs: 80, batchSize: 32, shuffle: true, verbose: 0, callbacks: progress(80, { title: 'Emojify with LSTMs', unit: 'epoch' }).callbacks() });

// %% id="lstm-results" role="run"
function predictV2(sentences: string[]): np.NDArray {
  const labels = tf.tidy(() => (network.predict(tf.toTensor(sentencesToIndices(sentences, wordToIndex, maxLen)).toInt()) as tf.Tensor).argMax(-1).arraySync() as number[]);
  return np.array(labels);
}

const predTest2 = predictV2(testX);
console.log(`LSTM, test set. Accuracy: ${np.mean(predTest2.equal(testY)).toFixed(4)}`);
plotConfusionMatrix('LSTM, test set', testY, predTest2);
showMistakes('LSTM, test set', testX, testY, predTest2);

// %% [markdown] id="compare-text"
// ### Side by side
// The test messages with a denial, and all others.

// %% id="compare" role="run"
function compareModels(): void {
  const denied = testX.map((sentence) => /\b(not|never|no|nobody|nothing|anymore)\b/i.test(sentence));
  const share = (predicted: np.NDArray, which: boolean): string => {
    const rows = denied.flatMap((is, i) => (is === which ? [i] : []));
    const right = rows.filter((i) => predicted.reshape([testX.length]).at(i).item() === testY.at(i).item()).length;
    return `${((100 * right) / rows.length).toFixed(1)} %`;
  };
  const row = (name: string, predicted: np.NDArray) => ({ model: name, 'with a denial': share(predicted, true), others: share(predicted, false), all: `${(100 * np.mean(predicted.reshape([testX.length]).equal(testY))).toFixed(1)} %` });
  table([row('average of words', predTest), row('two LSTMs', predTest2)], { caption: 'Right on the test set' });
}
compareModels();

// %% [markdown] id="own-text"
// ## 4 Your own messages
// Change the list and run the cell. Words that have no vector are left out, and shown in the last column.

// %% id="own" role="run"
const yourMessages = ['I am not happy', 'I am happy', 'I am not sad', 'want to eat something', 'my team lost the match', 'sending you hugs'];
function tryMessages(messages: string[]): void {
  const second = predictV2(messages);
  table(messages.map((message, i) => {
    const first = Number(np.argmax(np.dot(W, sentenceToAvg(message, wordToVecMap)).add(b)));
    const unknown = message.toLowerCase().trim().split(/\s+/).filter((word) => !Object.hasOwn(wordToVecMap, word));
    return { message, average: labelToEmoji(first), LSTM: labelToEmoji(second.at(i).item()), unknown: unknown.join(' ') };
  }));
}
tryMessages(yourMessages);

// %% [markdown] id="end-remember"
// > **Remember**
// > - Pretrained vectors carry over what they learned from much text to a task with few examples. Keep them fixed when examples are few.
// > - Padding makes sentences of different lengths one batch; index 0 is kept for it.
// > - An LSTM sees the order of words, an average does not. Where order matters - denials, questions, sarcasm - that decides.
// > - `returnSequences` is true for every recurrent layer but the last one.
//
// **Try**: train the embedding too (`trainable: true`) and compare the test accuracy; leave out both dropouts; use one LSTM instead of two; write ten messages that
// fool the LSTM, and say why they do.
