// %% [markdown] id="title"
// # 9 Date translation with attention
//
// People write the same day in a dozen ways: "9 May 1998", "09.05.98", "Saturday, May 9, 1998". Machines want one: 1998-05-09. In this notebook you build a
// network that reads a date character by character and writes it in the machine's form - and that shows you where it *looked* for each character it wrote.
//
// **Minutes**: about 80, of which the computer trains for one or two. **You write**: three functions.
//
// By the end you can
// - explain why a network that translates should not have to keep a whole text in one vector,
// - compute attention: energies, weights that add up to 1, a context,
// - unroll a decoder whose steps share their layers,
// - read an attention map.
//
// **Rules of the pack**: write only between the marks, keep the names, and inside a function use only its arguments and the layers that are given.

// %% [markdown] id="packages-text"
// ## Packages
// `tf` is TensorFlow.js, `nn` has layers as in Keras that it lacks, `gradus/dates` makes the dates.

// %% id="packages" role="given"
import { check, hint, NotImplemented, submit } from 'gradus/check';
import { attentionTable, evaluateDates, loadDataset, loadDateWeights, plotAttentionMap, preprocessData, stringToInt, trainDates, translate } from 'gradus/dates';
import { svg, table } from 'gradus/display';
import { figure } from 'gradus/plot';
import { progress } from 'gradus/progress';
import * as nn from 'gradus/nn';
import * as tf from 'gradus/tf';

/** Longest text that is read, and length of 'YYYY-MM-DD', in characters. */
const Tx = 30;
const Ty = 10;
/** Units of each direction of the reading LSTM, and of the writing LSTM. */
const nA = 32;
const nS = 64;

// %% [markdown] id="data-text"
// ## 1 Dates of people, dates of machines
//
// The dates are random days from 1970 to 2029, written in 13 ways, in lower case and without commas. 10,000 pairs are for training; 1,000 more, which the network
// never sees, will tell how good it is.

// %% id="data" role="run"
const { dataset: allPairs, humanVocab, machineVocab, invMachineVocab } = loadDataset(11_000, 12345);
const dataset = allPairs.slice(0, 10_000);
const unseen = allPairs.slice(10_000);
table(dataset.slice(0, 10).map(([human, machine]) => ({ human, machine })), { caption: 'The first ten pairs' });

// %% [markdown] id="numbers-text"
// ### Characters as numbers
//
// The human vocabulary has 37 entries: space, `.`, `/`, ten digits, the 22 letters that months and weekdays need, `<unk>` for any other character, and `<pad>`,
// which fills texts up to Tx = 30. The machine vocabulary has 11: `-` and ten digits.
// From each text `preprocessData` makes a row of numbers, and from each number a one-hot vector: zeros, with a 1 at its place.

// %% id="preprocess" role="run"
const [X, Y, Xoh, Yoh] = preprocessData(dataset, humanVocab, machineVocab, Tx, Ty);
table([
  { name: 'X', shape: X.shape.join(' x '), what: 'numbers of the characters read' },
  { name: 'Y', shape: Y.shape.join(' x '), what: 'numbers of the characters to write' },
  { name: 'Xoh', shape: Xoh.shape.join(' x '), what: 'X as one-hot vectors' },
  { name: 'Yoh', shape: Yoh.shape.join(' x '), what: 'Y as one-hot vectors' },
]);

// %% id="characters" role="run"
const [someHuman, someMachine] = dataset[0];
console.log(`'${someHuman}' is read as ${stringToInt(someHuman, Tx, humanVocab).join(' ')}`);
console.log(`'${someMachine}' is written as ${stringToInt(someMachine, Ty, machineVocab).join(' ')}`);

// %% [markdown] id="attention-text"
// ## 2 Attention
//
// How do *you* translate "Saturday, May 9, 1998"? You do not learn the text by heart and then write: you look at the year, write it; look at the month, write it;
// look at the day. Attention gives the network this look back.
//
// - A **bidirectional LSTM** reads the text. Its hidden state at place $t'$, $a^{\langle t' \rangle}$, holds what it makes of the character there and of its
//   neighbours on both sides.
// - A second **LSTM writes**. Before each of its steps it gets a **context**: an average of all $a^{\langle t' \rangle}$, in which the places that matter now weigh most.
//
// Which places matter depends on what has been written, and that is in the writing LSTM's state $s^{\langle t-1 \rangle}$. A tiny network of two dense layers looks
// at one $a^{\langle t' \rangle}$ and this state, and gives an **energy**. Softmax over all places makes weights of the energies.

// %% id="attention-picture" role="run"
function attentionPicture(): string {
  const box = (x: number, y: number, w: number, text: string, fill: string): string => `<rect x="${x}" y="${y}" width="${w}" height="34" rx="5" fill="${fill}" stroke="#333"/><text x="${x + w / 2}" y="${y + 22}" text-anchor="middle">${text}</text>`;
  const line = (x1: number, y1: number, x2: number, y2: number): string => `<path d="M${x1} ${y1}L${x2} ${y2}" stroke="#555" fill="none" marker-end="url(#tip)"/>`;
  const weights = [0.05, 0.1, 0.7, 0.15];
  const places = weights.map((alpha, i) => {
    const x = 30 + 120 * i;
    return `${box(x, 300, 90, `a⟨${i + 1}⟩`, '#e8f3fa')}${line(x + 45, 300, x + 45, 262)}${box(x, 226, 90, 'energy', '#fff4d6')}${line(x + 45, 226, x + 45, 194)}${line(x + 45, 134, 270, 78)}<text x="${x + 45}" y="156" text-anchor="middle" fill="#0072b2">α = ${alpha}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="Energies of all places go through softmax; the weights and the hidden states make the context" viewBox="0 0 760 350" width="760" style="max-width:100%;height:auto" font-family="sans-serif" font-size="14"><defs><marker id="tip" markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto"><path d="M0 0L8 4L0 8z" fill="#555"/></marker></defs><rect width="760" height="350" rx="6" fill="#fff"/>
${places.join('')}<rect x="30" y="164" width="450" height="30" rx="5" fill="#dff0e4" stroke="#333"/><text x="255" y="184" text-anchor="middle">softmax over the places</text>
${box(190, 40, 160, 'context = Σ α a', '#fde3d3')}${box(560, 226, 160, 's⟨t−1⟩, repeated', '#f0e6fa')}${line(560, 243, 484, 243)}<text x="560" y="282">the state of the LSTM</text><text x="560" y="300">that writes</text>${line(350, 57, 420, 57)}<text x="428" y="62">to the LSTM that writes</text></svg>`;
}
svg(attentionPicture());

// %% [markdown] id="formula-text"
// For one step $t$ and all places $t' = 1, \dots, T_x$:
//
// $$e^{\langle t' \rangle} = \mathrm{ReLU}\big(W_2 \tanh(W_1 [a^{\langle t' \rangle}; s^{\langle t-1 \rangle}] + b_1) + b_2\big)$$
//
// $$\alpha^{\langle t' \rangle} = \frac{\exp e^{\langle t' \rangle}}{\sum_{j=1}^{T_x} \exp e^{\langle j \rangle}} \qquad context = \sum_{t'=1}^{T_x} \alpha^{\langle t' \rangle} a^{\langle t' \rangle}$$
//
// ### The layers that all steps share
// The network must look in the same way at every step, so these layers are made **once**, here. Layers are functions with a memory: `layer.apply(x)` computes, and
// the weights stay with the layer. The last bias of the energies starts at 1, so that ReLU, which passes nothing on from below 0, does not begin in its dead half.
//
// | layer | gives |
// |---|---|
// | `repeator` | (m, nS) repeated Tx times: (m, Tx, nS) |
// | `concatenator` | a list of inputs, side by side along the last axis |
// | `densor1` | 10 numbers between -1 and 1 for each place |
// | `densor2` | one energy for each place: (m, Tx, 1) |
// | `activator` | softmax over axis 1, the places |
// | `dotor` | of [alphas, a] the sum over axis 1: (m, 1, 2 nA) |

// %% id="layers" role="given"
const repeator = tf.layers.repeatVector({ n: Tx, name: 'repeator' });
const concatenator = tf.layers.concatenate({ axis: -1, name: 'concatenator' });
const densor1 = tf.layers.dense({ units: 10, activation: 'tanh', name: 'densor1' });
const densor2 = tf.layers.dense({ units: 1, activation: 'relu', biasInitializer: 'ones', name: 'densor2' });
const activator = nn.softmax({ axis: 1, name: 'attention' }); // tf.layers.softmax takes the last axis only
const dotor = tf.layers.dot({ axes: 1, name: 'dotor' });

// %% [markdown] id="attention-task-text"
// ### Exercise 9.1 - `oneStepAttention`
// 1. Repeat `sPrev`, so that each place has a copy.
// 2. Put `a` and the copies side by side, `a` first.
// 3. Energies: `densor1`, then `densor2`.
// 4. Weights: `activator`.
// 5. Context: `dotor` of the weights and `a`, the weights first.
//
// Inside a model, layers work on *symbolic* tensors, which have a shape and no numbers yet. TypeScript wants to be told: `layer.apply(x) as tf.SymbolicTensor`.
// A layer with several inputs takes a list: `layer.apply([x, y])`.

// %% id="attention" role="task" task="9.1" points="40"
/**
 * The context of one step of the writing LSTM.
 * @param a hidden states of the reading LSTM (m, Tx, 2 nA)
 * @param sPrev state of the writing LSTM after the step before (m, nS)
 * @returns the context (m, 1, 2 nA)
 */
function oneStepAttention(a: tf.SymbolicTensor, sPrev: tf.SymbolicTensor): tf.SymbolicTensor {
  // BEGIN SOLUTION
  const copies = repeator.apply(sPrev) as tf.SymbolicTensor; // (m, Tx, nS)
  const both = concatenator.apply([a, copies]) as tf.SymbolicTensor; // (m, Tx, 2 nA + nS)
  const hidden = densor1.apply(both) as tf.SymbolicTensor; // (m, Tx, 10)
  const energies = densor2.apply(hidden) as tf.SymbolicTensor; // (m, Tx, 1)
  const alphas = activator.apply(energies) as tf.SymbolicTensor; // (m, Tx, 1)
  return dotor.apply([alphas, a]) as tf.SymbolicTensor; // (m, 1, 2 nA)
  // END SOLUTION
}

// %% id="attention-check" role="check"
check('9.1', oneStepAttention);

// %% [markdown] id="attention-remember"
// > **Remember**
// > - Attention is an average with weights that add up to 1 over the places; the network itself decides on the weights.
// > - Softmax must run over the places. Over the last axis, which has one number, every weight would be 1.
// > - Energies depend on the place *and* on the state: each step looks somewhere else.

// %% [markdown] id="model-text"
// ## 3 The whole model
//
// Read once, then write in Ty = 10 steps. Each step: context, LSTM, dense layer with softmax over the 11 characters. Unlike a network that writes sentences, this one
// does not get the character it has just written as input: in a date, neighbours hardly depend on each other.

// %% id="model-picture" role="run"
function modelPicture(): string {
  const box = (x: number, y: number, w: number, text: string, fill: string): string => `<rect x="${x}" y="${y}" width="${w}" height="34" rx="5" fill="${fill}" stroke="#333"/><text x="${x + w / 2}" y="${y + 22}" text-anchor="middle">${text}</text>`;
  const arrow = (x1: number, y1: number, x2: number, y2: number): string => `<path d="M${x1} ${y1}L${x2} ${y2}" stroke="#555" fill="none" marker-end="url(#head)"/>`;
  const steps = ['1', '2', '10'].map((t, i) => {
    const x = 130 + 220 * i;
    return `${arrow(x + 65, 250, x + 65, 216)}${box(x, 182, 130, 'attention', '#fff4d6')}${arrow(x + 65, 182, x + 65, 154)}${box(x, 120, 130, 'LSTM', '#f0e6fa')}${arrow(x + 65, 120, x + 65, 92)}${box(x, 58, 130, 'dense, softmax', '#dff0e4')}<text x="${x + 65}" y="44" text-anchor="middle">character ${t}</text>${i < 2 ? `${arrow(x + 130, 137, x + 220, 137)}<text x="${x + 175}" y="128" text-anchor="middle">s, c</text>${i === 1 ? `<text x="${x + 175}" y="205" text-anchor="middle">…</text>` : `<path d="M${x + 150} 137L${x + 150} 199L${x + 218} 199" stroke="#999" fill="none" stroke-dasharray="4 3" marker-end="url(#head)"/>`}` : ''}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="A bidirectional LSTM reads; ten steps of attention, LSTM and softmax write" viewBox="0 0 760 345" width="760" style="max-width:100%;height:auto" font-family="sans-serif" font-size="14"><defs><marker id="head" markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto"><path d="M0 0L8 4L0 8z" fill="#555"/></marker></defs><rect width="760" height="345" rx="6" fill="#fff"/>
${steps.join('')}<text x="60" y="128">s0, c0</text>${arrow(60, 137, 128, 137)}${box(130, 250, 570, 'bidirectional LSTM: a⟨1⟩ … a⟨30⟩', '#e8f3fa')}${arrow(415, 318, 415, 286)}<text x="415" y="334" text-anchor="middle">X: 30 characters of 37 numbers</text></svg>`;
}
svg(modelPicture());

// %% [markdown] id="model-task-text"
// ### Exercise 9.2 - `modelf`
// First the layers, each made once:
// - an LSTM for reading: `nn.bidirectional({ layer: nn.lstm({ units: nA, returnSequences: true }) })`,
// - an LSTM for writing: `nn.lstm` with `nS` units and `returnState: true`,
// - the output: `tf.layers.dense` with `machineVocabSize` units and `'softmax'`.
//
// Then, Ty times:
// 1. the context, by `oneStepAttention(a, s)`,
// 2. one step of the writing LSTM: `apply(context, { initialState: [s, c] })` gives the list [output, s, c] of which the last two are the new state,
// 3. the output layer of the new `s`, appended to `outputs`.
//
// Last, `tf.model` with the inputs X, s0, c0 and the list of outputs.

// %% id="model" role="task" task="9.2" points="45"
/**
 * The model: reads Tx characters, writes Ty.
 * @param Tx, Ty lengths of input and output
 * @param nA units of each direction of the reading LSTM
 * @param nS units of the writing LSTM
 * @param humanVocabSize, machineVocabSize sizes of the one-hot vectors
 * @returns a model from [X (m, Tx, humanVocabSize), s0 (m, nS), c0 (m, nS)] to Ty outputs (m, machineVocabSize)
 */
function modelf(Tx: number, Ty: number, nA: number, nS: number, humanVocabSize: number, machineVocabSize: number): tf.LayersModel {
  const X = tf.input({ shape: [Tx, humanVocabSize] });
  const s0 = tf.input({ shape: [nS], name: 's0' }); // state of the writing LSTM before the first step
  const c0 = tf.input({ shape: [nS], name: 'c0' }); // its cell
  let s = s0;
  let c = c0;
  const outputs: tf.SymbolicTensor[] = [];
  // BEGIN SOLUTION
  const reader = nn.bidirectional({ layer: nn.lstm({ units: nA, returnSequences: true }) });
  const writer = nn.lstm({ units: nS, returnState: true });
  const output = tf.layers.dense({ units: machineVocabSize, activation: 'softmax' });
  const a = reader.apply(X) as tf.SymbolicTensor; // (m, Tx, 2 nA)
  for (let t = 0; t < Ty; t++) {
    const context = oneStepAttention(a, s);
    [, s, c] = writer.apply(context, { initialState: [s, c] }) as tf.SymbolicTensor[];
    outputs.push(output.apply(s) as tf.SymbolicTensor);
  }
  return tf.model({ inputs: [X, s0, c0], outputs });
  // END SOLUTION
}

// %% id="model-check" role="check"
check('9.2', modelf);

// %% id="summary" role="run"
const model = modelf(Tx, Ty, nA, nS, Object.keys(humanVocab).length, Object.keys(machineVocab).length);
table(model.layers.filter((layer) => layer.countParams() > 0).map((layer) => ({ layer: layer.name, kind: layer.getClassName(), parameters: layer.countParams() })), { caption: `Layers with weights: ${model.countParams().toLocaleString('en')} parameters` });

// %% [markdown] id="model-remember"
// > **Remember**
// > - A loop over steps makes a long graph of few layers: ten steps, 52,960 parameters. Made inside the loop, layers would learn ten times the same.
// > - The writing LSTM hands on both: s, which also steers attention, and c, its memory.

// %% [markdown] id="compile-text"
// ## 4 Loss and optimizer
//
// Each output is a guess among 11 characters, so the loss is the categorical cross-entropy, added up over the outputs. Adam with decay lowers its rate with every step
// $t = 0, 1, 2, \dots$:
//
// $$\alpha_t = \frac{\alpha_0}{1 + decay \cdot t}$$
//
// ### Exercise 9.3 - `compileModel`
// Compile the model with `nn.adam` (options `learningRate`, `beta1`, `beta2`, `decay`): learning rate 0.005, $\beta_1$ = 0.9, $\beta_2$ = 0.999, decay 0.01; the loss
// `'categoricalCrossentropy'` and the metric `'accuracy'`.

// %% id="compile" role="task" task="9.3" points="15"
/**
 * Makes a model ready for training.
 * @returns the same model, compiled
 */
function compileModel(model: tf.LayersModel): tf.LayersModel {
  // BEGIN SOLUTION
  const optimizer = nn.adam({ learningRate: 0.005, beta1: 0.9, beta2: 0.999, decay: 0.01 });
  model.compile({ optimizer, loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  // END SOLUTION
  return model;
}

// %% id="compile-check" role="check"
check('9.3', compileModel);

// %% [markdown] id="training-text"
// ## 5 Training
//
// `model.fit` would do, and take minutes: it runs a graph of ten unrolled steps, layer by layer. `trainDates` computes the same loss and the same gradients for the same
// weights in fewer operations - it first makes sure that they are the same - and shows how it goes.
//
// First a look at where it starts. A network that only guesses among 11 characters has a cross-entropy of $\ln 11 = 2.40$ for each; the sum of ten, which training
// lowers, is then 24.

// %% id="start" role="run"
compileModel(model);
const states = tf.zeros([200, nS]);
const [firstLoss] = model.evaluate([Xoh.slice([0], [200]), states, states], tf.unstack(Yoh.slice([0], [200]), 1)) as tf.Scalar[];
console.log(`before training, cross-entropy of the first character: ${firstLoss.dataSync()[0].toFixed(2)}`);

// %% [markdown] id="rates-text"
// A decay of 0.01 halves the rate within the first epoch, which has 100 steps; from there, learning takes long: after 5 epochs the loss is still about 7. So the
// training below starts higher and lowers the rate ten times slower.

// %% id="rates" role="run"
const steps = Array.from({ length: 101 }, (_, i) => 10 * i);
figure({ title: 'Learning rates', xLabel: 'step', yLabel: 'rate', height: 300, yLim: [0, 0.0105] })
  .plot(steps, steps.map((t) => 0.005 / (1 + 0.01 * t)), { label: 'from 0.005, decay 0.01' })
  .plot(steps, steps.map((t) => 0.01 / (1 + 0.001 * t)), { label: 'from 0.01, decay 0.001' })
  .show();

// %% [markdown] id="training-run-text"
// Watch the curve: for an epoch or two little happens, until the attention finds the right places. Then it goes fast.

// %% id="training" role="run"
const history = await trainDates(model, X, Y, { epochs: 10, optimizer: nn.adam({ learningRate: 0.01, decay: 0.001 }), onProgress: progress(10, { title: 'Dates', unit: 'epoch' }).report });
console.log(`trained for ${history.at(-1)!.seconds.toFixed(0)} s`);

// %% [markdown] id="results-text"
// ## 6 How good is it?
//
// On the 1,000 pairs that it never saw:

// %% id="results" role="run"
const scores = evaluateDates(model, unseen);
console.log(`unseen dates: ${(100 * scores.characters).toFixed(2)} % of the characters, ${(100 * scores.dates).toFixed(1)} % of whole dates right`);
table(scores.places.map((share, i) => ({ place: i + 1, 'stands for': 'YYYY-MM-DD'[i], right: `${(100 * share).toFixed(1)} %` })), { caption: 'Right characters, place by place' });

// %% id="mistakes" role="run"
if (scores.wrong.length > 0) table(scores.wrong.slice(0, 8), { caption: 'What went wrong' });
else console.log('No mistake at all.');

// %% [markdown] id="examples-text"
// Nine dates that somebody might type. Some are written in ways that no training pair has ("21th of", "3rd", "Tue"): right answers there are a gift.

// %% id="examples" role="run"
const EXAMPLES: [string, string][] = [['3 May 1979', '1979-05-03'], ['5 April 09', '2009-04-05'], ['21th of August 2016', '2016-08-21'], ['Tue 10 Jul 2007', '2007-07-10'], ['Saturday May 9 2018', '2018-05-09'], ['March 3 2001', '2001-03-03'], ['March 3rd 2001', '2001-03-03'], ['1 March 2001', '2001-03-01'], ['4th of july 2001', '2001-07-04']];
const translated = translate(model, EXAMPLES.map(([human]) => human));
table(EXAMPLES.map(([human, meant], i) => ({ human, translated: translated[i], 'right?': translated[i] === meant ? 'yes' : `no: ${meant}` })));

// %% [markdown] id="map-text"
// ## 7 Where did it look?
//
// Rows: the characters written, from top to bottom. Columns: the characters read. Each row is divided by its largest weight, so the darkest cell is where that step
// looked most; an evenly dark row looked nowhere in particular. Expect the year's digits to look at the year, and the day's at the day. Do not expect too much order:
// the reading LSTM tells each place about its neighbours, so that a step may find what it needs beside the place where you would look, and a `-`, which never
// changes, needs no look at all.

// %% id="map" role="run"
const attention = plotAttentionMap(model, 'Tuesday 09 Oct 1993');
table(attentionTable(attention), { caption: 'The same in numbers' });

// %% [markdown] id="own-text"
// ### Your own dates
// Change the text, and run the cell. Try other ways of writing, a day that does not exist, or a text without any date: the network always answers, as it cannot say
// "that is no date".

// %% id="own" role="run"
const myDate = 'Friday, February 14, 2025';
const mine = plotAttentionMap(model, myDate);
console.log(`${myDate} -> ${mine.output}`);

// %% [markdown] id="weights-text"
// ### Trained already
// Next time you open this notebook you need not train again: `loadDateWeights(model)` gives a model of `modelf` the weights that ship with the pack.

// %% id="shipped" role="run"
loadDateWeights(model);
const shipped = evaluateDates(model, unseen);
table([{ weights: 'yours', ...percent(scores) }, { weights: 'of the pack', ...percent(shipped) }]);
function percent({ characters, dates }: { characters: number; dates: number }): Record<string, string> {
  return { 'characters right': `${(100 * characters).toFixed(2)} %`, 'dates right': `${(100 * dates).toFixed(1)} %` };
}

// %% [markdown] id="end"
// > **Remember**
// > - Attention frees a network from keeping all it has read in one vector: it looks back when it needs to.
// > - Weights of attention can be drawn, and tell where an answer comes from.
// > - A network answers even when it should not: texts unlike those it learned from are a risk.
