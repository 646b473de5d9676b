// %% [markdown] id="title"
// # 6 Jazz improvisation with an LSTM
//
// A musician hears what was just played and answers with the next note. An LSTM can learn to do the same: it reads a solo value by value, and guesses what
// follows. Once it guesses well, we let it listen to itself - and it improvises. In this notebook you build that network and hear what it plays.
//
// **Minutes**: about 60, one of them training. **You write**: three functions.
//
// By the end you can
// - write the loop over time of a recurrent network yourself,
// - share layers between two models: one that learns, one that plays,
// - generate a sequence in which each output is the next input.
//
// **Rules of the pack**: write only between the marks, keep the names, and use only a function's arguments inside it.

// %% [markdown] id="packages-text"
// ## Packages
// `nn` has layers as in Keras: `nn.lstm`, and small ones that do one thing, such as `nn.timeStep(t)`. `music` reads MIDI files, and turns solos into values and back.

// %% id="packages" role="given"
import { check, hint, NotImplemented, submit } from 'gradus/check';
import { loadJazz } from 'gradus/data';
import { svg, table } from 'gradus/display';
import { progress } from 'gradus/progress';
import * as music from 'gradus/music';
import * as nn from 'gradus/nn';
import { figure } from 'gradus/plot';
import * as tf from 'gradus/tf';

// %% [markdown] id="problem-text"
// ## 1 The data
//
// Six swing solos, written for this pack by a program with musical rules. Listen to one first. Below its notes: dark blue where they belong to the chord, light
// blue where they belong to its scale, orange where they lead to the next note from outside.

// %% id="listen" role="run"
const jazz = loadJazz();
music.play(music.arrange(jazz.solos[0].melody, jazz.solos[0].chords, { tempo: jazz.solos[0].tempo }), `One of the solos: ${jazz.solos[0].name}`);

// %% id="listen-roll" role="run"
music.pianoRoll(jazz.solos[0], { title: `${jazz.solos[0].name}: the first eight bars`, bars: [0, 8] });

// %% [markdown] id="values-text"
// ### From notes to values
//
// A solo in pitches fits only its own chords. So each note becomes a **value** that says what it does:
//
// | value | meaning |
// |---|---|
// | `C8(-4..-3)` | a chord tone, 8/12 of a beat long, 3 or 4 semitones below the note before |
// | `S4(2)` | another tone of the scale, 4/12 of a beat, 2 semitones up |
// | `A4(-1)` | an approach note from outside the scale, 1 semitone down |
// | `R12` | a rest of one beat |
//
// The same values give another melody over other chords. For the network a value is just one of `nValues` = 90 kinds, like a letter of an alphabet.

// %% id="values" role="run"
table(
  jazz.solos.map(({ name, melody, chords }) => ({ solo: name, notes: melody.length, 'first values': music.melodyToTokens(melody, chords).slice(0, 6).map(music.tokenText).join(' ') })),
  { caption: `${jazz.corpus.length} values in all, ${jazz.nValues} different ones` },
);

// %% [markdown] id="shapes-text"
// ### What the network sees
//
// From these values 60 excerpts of 30 are cut, at random places.
//
// - `X` (m, Tx, nValues) = (60, 30, 90): the excerpts, each value as a one-hot vector. Step 0 is all zeros: nothing has been played yet.
// - `Y` (Ty, m, nValues) = (30, 60, 90): the same, one step to the left: what should come **next**. Time comes first, as the model has one output for each step.

// %% id="shapes" role="run"
const X = tf.toTensor(jazz.X) as tf.Tensor3D;
const Y = tf.unstack(tf.toTensor(jazz.Y)) as tf.Tensor2D[];
table([
  { what: 'number of excerpts m', value: X.shape[0] },
  { what: 'steps Tx', value: X.shape[1] },
  { what: 'different values', value: jazz.nValues },
  { what: 'shape of X', value: `(${X.shape.join(', ')})` },
  { what: 'Y: a list of 30, each', value: `(${Y[0].shape.join(', ')})` },
]);

// %% [markdown] id="model-text"
// ## 2 The model that learns
//
// Usually you hand a whole sequence to an LSTM layer, and it loops over the steps inside. That will not do for playing: there, each value depends on what the network
// said one step before. So you write the loop, and call an LSTM that takes **one** step at a time.

// %% id="model-picture" role="run"
function unrolled(feedback: boolean): string {
  const word = (x: number, y: number, text: string, more = 'fill="#222"'): string => `<text x="${x}" y="${y}" text-anchor="middle" ${more}>${text}</text>`;
  const arrow = (path: string, color = '#333'): string => `<path d="${path}" fill="none" stroke="${color}" stroke-width="1.6" marker-end="url(#gradus-tip)"/>`;
  const box = (x: number, y: number, w: number, h: number, fill: string, stroke: string, text: string): string => `<rect x="${x - w / 2}" y="${y}" width="${w}" height="${h}" rx="8" fill="${fill}" stroke="${stroke}"/>${word(x, y + h / 2 + 5, text, 'font-weight="600" fill="#222"')}`;
  const steps = [0, 1, 2].map((t) => {
    const x = 100 + t * 250;
    const input = feedback && t > 0 ? '' : arrow(`M${x} 196v-48`) + word(x, 214, feedback ? 'nothing yet: 0' : `x⟨${t + 1}⟩`);
    const back = feedback && t < 2 ? arrow(`M${x + 41} 55h84v135h125v-42`, '#d55e00') + word(x + 186, 208, 'what it said', 'fill="#b34700"') : '';
    const state = arrow(`M${x + 65} 118h118`) + word(x + (feedback ? 96 : 124), 108, `a⟨${t + 1}⟩, c⟨${t + 1}⟩`, feedback ? 'font-size="11" fill="#222"' : 'fill="#222"');
    return input + back + state + arrow(`M${x} 90v-17`) + arrow(`M${x} 38v-14`) + box(x, 91, 130, 54, '#e8f3fa', '#0072b2', 'LSTM') + box(x, 39, 82, 32, '#e6f5ee', '#009e73', 'dense') + word(x, 18, `ŷ⟨${t + 1}⟩`);
  });
  const name = feedback ? 'Three steps of the playing model: each output goes back in as the next input' : 'Three steps of the learning model: the same LSTM and dense layer at every step, the state handed on';
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${name}" viewBox="0 0 800 226" width="800" style="max-width:100%;height:auto" font-family="sans-serif" font-size="14"><defs><marker id="gradus-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#333"/></marker></defs><rect width="800" height="226" rx="6" fill="#fff"/>${steps.join('')}</svg>`;
}
svg(unrolled(false));

// %% [markdown] id="layers-text"
// ### Shared layers
//
// Every step must use the **same** weights. So the layers are made once, outside of the function, and called at each step:
//
// - `reshaper`: (m, 90) to (m, 1, 90), as the LSTM wants a sequence, if only of one step,
// - `LSTMCell`: 64 units; with `returnState` it gives `[output, a, c]`, the output and both states,
// - `densor`: a dense layer with softmax, a probability for each of the 90 values.
//
// A layer that is made *inside* the loop would have new weights at every step: 30 networks that learn nothing from each other.

// %% id="layers" role="run"
const nA = 64; // numbers in the LSTM's state
const reshaper = tf.layers.reshape({ targetShape: [1, jazz.nValues] });
const LSTMCell = nn.lstm({ units: nA, returnState: true });
const densor = tf.layers.dense({ units: jazz.nValues, activation: 'softmax' });

// %% [markdown] id="djmodel-text"
// ### Exercise 6.1 - `djmodel`
//
// For each step $t$ from 0 to Tx − 1:
//
// 1. cut $x^{\langle t \rangle}$ out of `X`: `nn.timeStep(t).apply(X)`, shape (m, nValues),
// 2. reshape it with `reshaper`,
// 3. let `LSTMCell` take one step from the state `[a, c]`: `LSTMCell.apply(x, { initialState: [a, c] })` gives `[output, a, c]`; keep both states for the next step,
// 4. put `a` through `densor`, and append what comes to `outputs`.
//
// Then make the model: `tf.model({ inputs: [X, a0, c0], outputs })`.
//
// Layers are *applied* here to symbolic tensors - placeholders with a shape. Nothing is computed yet; you draw the wiring. TypeScript does not know which kind of
// tensor `apply` gives, so tell it: `as tf.SymbolicTensor`.

// %% id="djmodel" role="task" task="6.1" points="40"
/**
 * The model that learns from sequences.
 * @param Tx number of steps
 * @param LSTMCell the LSTM layer that all steps share; returns its states
 * @param densor the dense layer that all steps share
 * @param reshaper reshapes (m, nValues) to (m, 1, nValues)
 * @returns a model of [X (m, Tx, nValues), a0 (m, nA), c0 (m, nA)] with Tx outputs, each (m, nValues)
 */
function djmodel(Tx: number, LSTMCell: tf.layers.Layer, densor: tf.layers.Layer, reshaper: tf.layers.Layer): tf.LayersModel {
  const nValues = nn.unitsOf(densor);
  const nA = nn.unitsOf(LSTMCell);
  const X = tf.input({ shape: [Tx, nValues] });
  const a0 = tf.input({ shape: [nA], name: 'a0' });
  const c0 = tf.input({ shape: [nA], name: 'c0' });
  let a = a0;
  let c = c0;
  const outputs: tf.SymbolicTensor[] = [];
  // BEGIN SOLUTION
  for (let t = 0; t < Tx; t++) {
    const slice = nn.timeStep(t).apply(X) as tf.SymbolicTensor; // (m, nValues)
    const x = reshaper.apply(slice) as tf.SymbolicTensor; // (m, 1, nValues)
    [, a, c] = LSTMCell.apply(x, { initialState: [a, c] }) as tf.SymbolicTensor[]; // each (m, nA)
    outputs.push(densor.apply(a) as tf.SymbolicTensor); // (m, nValues)
  }
  return tf.model({ inputs: [X, a0, c0], outputs });
  // END SOLUTION
}

// %% id="djmodel-check" role="check"
check('6.1', djmodel);

// %% [markdown] id="djmodel-remember"
// > **Remember**
// > - The loop over time is plain code. What makes it *recurrent* is that the state goes from step to step, and that all steps share their layers.
// > - Shared layers count once: $4 \cdot 64 \cdot (90 + 64 + 1) = 39{,}680$ parameters of the LSTM and $90 \cdot (64 + 1) = 5{,}850$ of the dense layer, however many steps there are.

// %% id="djmodel-build" role="run"
const model = djmodel(30, LSTMCell, densor, reshaper);
table([{ layers: model.layers.length, parameters: model.countParams(), inputs: model.inputs.length, outputs: model.outputs.length }], { caption: 'The model over 30 steps' });

// %% [markdown] id="train-text"
// ### Training
//
// The loss is the cross-entropy, summed over the 30 steps: before training about $29 \cdot \ln 90 \approx 130$, as the model spreads its guesses over all 90 values.
// Adam takes 200 steps, with a rate that falls a little with each: $0.01 / (1 + 0.01\, i)$.

// %% id="train-functions" role="given"
/** How often the model's likeliest value is the right one, over all steps but the last, which has no right one. */
function accuracyOf(model: tf.LayersModel, inputs: tf.Tensor[], Y: tf.Tensor2D[]): number {
  return tf.tidy(() => {
    const predictions = model.predict(inputs) as tf.Tensor2D[];
    const hits = Y.slice(0, -1).map((y, t) => y.argMax(-1).equal(predictions[t].argMax(-1)).cast('float32').mean());
    return tf.stack(hits).mean().dataSync()[0];
  });
}

/** Trains with Adam and draws loss and accuracy as they come. Gives the losses of all epochs. */
async function train(model: tf.LayersModel, X: tf.Tensor3D, Y: tf.Tensor2D[], epochs: number): Promise<number[]> {
  model.compile({ optimizer: nn.adam({ learningRate: 0.01, beta1: 0.9, beta2: 0.999, decay: 0.01 }), loss: 'categoricalCrossentropy' });
  const zeros = () => tf.zeros([X.shape[0], model.inputs[1].shape[1] as number]);
  const inputs = [X, zeros(), zeros()];
  const bar = progress(epochs, { title: 'Training', unit: 'epoch' });
  // As model.fit from states of zeros, but with all steps of a sequence at once.
  const losses = await music.trainSolos(model, X, Y, {
    epochs,
    onEpochEnd: (epoch, loss) => {
      const measured = epoch === 0 || epoch % 10 === 9;
      bar.update({ loss, ...(measured ? { 'right guesses': accuracyOf(model, inputs, Y) } : {}) });
    },
  });
  bar.done();
  return losses;
}

// %% id="train" role="run"
const losses = await train(model, X, Y, 100);

// %% [markdown] id="train-remember"
// The network knows much of the solos by heart now - with six solos and 45,530 parameters no wonder. For music that is fine: we want phrases in the style of what it heard.
//
// ## 3 The model that plays
//
// The same LSTM and dense layer, with the weights they have learned, are wired anew: what the model says at a step is what it hears at the next.

// %% id="inference-picture" role="run"
svg(unrolled(true));

// %% [markdown] id="inference-text"
// ### Exercise 6.2 - `musicInferenceModel`
//
// For each of Ty steps:
//
// 1. `LSTMCell` takes a step from **x** and the state `[a, c]`,
// 2. `densor` turns `a` into probabilities `out`; append them,
// 3. the likeliest value becomes the next `x`: `nn.argMax()` gives its position (m), `nn.oneHot(nValues)` a one-hot vector (m, nValues), and `tf.layers.repeatVector({ n: 1 })` the shape
//    (m, 1, nValues) that the LSTM wants. After the last step there is no next `x`.
//
// Each of these small layers is made and applied in one go: `nn.argMax().apply(out)`.

// %% id="inference" role="task" task="6.2" points="35"
/**
 * The model that plays: each output, as the likeliest value, is the next input.
 * @param LSTMCell the trained LSTM layer; returns its states
 * @param densor the trained dense layer
 * @param Ty number of values to play
 * @returns a model of [x0 (m, 1, nValues), a0 (m, nA), c0 (m, nA)] with Ty outputs, each (m, nValues)
 */
function musicInferenceModel(LSTMCell: tf.layers.Layer, densor: tf.layers.Layer, Ty = 100): tf.LayersModel {
  const nValues = nn.unitsOf(densor);
  const nA = nn.unitsOf(LSTMCell);
  const x0 = tf.input({ shape: [1, nValues] });
  const a0 = tf.input({ shape: [nA], name: 'a0' });
  const c0 = tf.input({ shape: [nA], name: 'c0' });
  let x = x0;
  let a = a0;
  let c = c0;
  const outputs: tf.SymbolicTensor[] = [];
  // BEGIN SOLUTION
  for (let t = 0; t < Ty; t++) {
    [, a, c] = LSTMCell.apply(x, { initialState: [a, c] }) as tf.SymbolicTensor[]; // each (m, nA)
    const out = densor.apply(a) as tf.SymbolicTensor; // (m, nValues)
    outputs.push(out);
    if (t === Ty - 1) break;
    const index = nn.argMax().apply(out) as tf.SymbolicTensor; // (m)
    const said = nn.oneHot(nValues).apply(index) as tf.SymbolicTensor; // (m, nValues)
    x = tf.layers.repeatVector({ n: 1 }).apply(said) as tf.SymbolicTensor; // (m, 1, nValues)
  }
  return tf.model({ inputs: [x0, a0, c0], outputs });
  // END SOLUTION
}

// %% id="inference-check" role="check"
check('6.2', musicInferenceModel);

// %% id="inference-build" role="run"
const inferenceModel = musicInferenceModel(LSTMCell, densor, 50);

// %% [markdown] id="sample-text"
// ### Exercise 6.3 - `predictAndSample`
//
// Let the model play from a first input and a first state:
//
// 1. `inferenceModel.predict([x, a, c])` gives a list of Ty probability vectors, each (1, nValues); `tf.stack` makes one tensor of them,
// 2. `indices`: the position of the largest probability at each step, over the **last** axis; shape (Ty, 1), int32,
// 3. `results`: the same as one-hot vectors, shape (Ty, nValues). How many values there are, `xInitializer.shape[2]` says.

// %% id="sample" role="task" task="6.3" points="25"
/**
 * Plays from a first input and state.
 * @param xInitializer first input (1, 1, nValues)
 * @param aInitializer first hidden state (1, nA)
 * @param cInitializer first cell state (1, nA)
 * @returns [results (Ty, nValues): one-hot values, float32; indices (Ty, 1): their positions, int32]
 */
function predictAndSample(inferenceModel: tf.LayersModel, xInitializer: tf.Tensor3D, aInitializer: tf.Tensor2D, cInitializer: tf.Tensor2D): [tf.Tensor2D, tf.Tensor2D] {
  // BEGIN SOLUTION
  const predictions = tf.stack(inferenceModel.predict([xInitializer, aInitializer, cInitializer]) as tf.Tensor[]); // (Ty, 1, nValues)
  const indices = tf.argMax(predictions, -1) as tf.Tensor2D; // (Ty, 1)
  const nValues = xInitializer.shape[2];
  const results = tf.oneHot(indices.flatten(), nValues).cast('float32') as tf.Tensor2D; // (Ty, nValues)
  return [results, indices];
  // END SOLUTION
}

// %% id="sample-check" role="check"
check('6.3', predictAndSample);

// %% [markdown] id="sample-run-text"
// Let it play from silence: a zero input, a zero state. Your values differ from those of others, as training begins with random weights.

// %% id="sample-run" role="run"
const [results, indices] = predictAndSample(inferenceModel, tf.zeros([1, 1, jazz.nValues]), tf.zeros([1, nA]), tf.zeros([1, nA]));
console.log('shape of results:', results.shape, ' shape of indices:', indices.shape);
table(Array.from(indices.dataSync().slice(0, 12), (index, t) => ({ step: t, index, value: jazz.indicesValues[index] })), { caption: 'The first twelve values' });

// %% [markdown] id="music-text"
// ## 4 Music
//
// `generateMusic` lets the model play once for each chorus of eight bars, from a random state, and turns values into notes:
//
// - each value becomes a pitch that fits its chord and lies within its interval,
// - notes that only repeat the one before are joined, and those too short or too close are cleaned away,
// - chords, a walking bass and a ride cymbal come along.

// %% id="generate" role="run"
const song = music.generateMusic(inferenceModel, predictAndSample, jazz.indicesValues, { diversity: 0.5, seed: 1 });
music.saveMidi(song, 'results/my-music.mid');
music.saveWav(music.renderSong(song, { sampleRate: 44100 }), 44100, 'results/my-music.wav');
console.log('Saved as results/my-music.mid and results/my-music.wav, beside this notebook.');

// %% id="hear" role="run"
music.play(song, 'Your improvisation');

// %% id="see" role="run"
music.pianoRoll(music.soloOf(song), { title: 'Your improvisation' });

// %% [markdown] id="memory-text"
// ### Learned by heart, or made up?
// How long are the runs of values that your model took over from a solo, word for word?

// %% id="memory" role="run"
function longestRuns(played: string[], corpus: string[]): number[] {
  return played.map((_, from) => {
    let longest = 0;
    for (let at = 0; at < corpus.length; at++) {
      let n = 0;
      while (from + n < played.length && at + n < corpus.length && played[from + n] === corpus[at + n]) n++;
      longest = Math.max(longest, n);
    }
    return longest;
  });
}
function drawRuns(): void {
  const runs = longestRuns(Array.from(indices.dataSync(), (i) => jazz.indicesValues[i]), jazz.corpus);
  figure({ title: 'How long the model follows a solo from each step on', xLabel: 'step', yLabel: 'values in a row as in a solo' }).plot(runs.map((_, t) => t), runs).show();
  console.log(`the longest run has ${Math.max(...runs)} of ${runs.length} values`);
}
drawRuns();

// %% [markdown] id="end-remember"
// > **Remember**
// > - A model that guesses the next value can generate: feed each guess back in.
// > - For that, write the loop over time yourself and share the trained layers between a learning model and a playing one.
// > - A good representation does half of the work: values relative to the chord let one solo live over all chords.
//
// **Try**: another `seed`, or `diversity` 0 and 2; your own chords: `choruses: [music.progression('Em7 | A7 | Dmaj7 | D6')]`; training for 20 epochs only; your own MIDI file with a
// solo and chords: `music.soloOf(music.readMidi('mine.mid'))`.
