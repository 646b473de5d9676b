// %% [markdown] id="title"
// # 5 Face recognition
//
// A door that knows who may come in. It has seen **one** photo of each person, so nobody can train a classifier for it - and when somebody moves in, nobody wants to
// train again. The way out: a network that turns a face into 128 numbers, so that photos of one person come out close to each other. Then recognising a face
// means measuring a distance.
//
// **Minutes**: about 60. **You write**: three functions.
//
// By the end you can
// - say how verification ("is this Ada?") differs from recognition ("who is this?"),
// - write the triplet loss, which teaches a network what "the same person" means,
// - verify and recognise people with encodings, from one photo each,
// - choose a threshold by looking at distances, and say what goes wrong on either side of it.
//
// **Rules of the pack**: write only between the marks, keep the names, and use only a function's arguments inside it.

// %% [markdown] id="packages-text"
// ## Packages
// `tf` is TensorFlow.js, `gradus/faces` has the pictures and the trained network. Reading a picture takes time, so functions that do it are `async`, and you write
// `await` in front of their calls.

// %% id="packages" role="given"
import { check, hint, NotImplemented, submit } from 'gradus/check';
import { loadDoorPhotos, loadFacePeople, type DoorPhoto } from 'gradus/data';
import { html, table } from 'gradus/display';
import { allPairs, bestThreshold, distanceMatrix, encode, face, gallery, INPUT_SIZE, loadFace, loadFaceNet, loadFaceThreshold, verificationAccuracy, type GalleryItem } from 'gradus/faces';
import * as np from 'gradus/np';
import { figure } from 'gradus/plot';
import * as tf from 'gradus/tf';

// %% [markdown] id="people-text"
// ## 1 The house and its people
//
// Twelve people live here. None of them exists: each face is drawn by a program from a number, and each photo of it from another one, with its own pose, light,
// expression, clothes and background. Real faces belong to real people; drawn ones can be given away.

// %% id="people" role="run"
const people = loadFacePeople();
html(await gallery(people.map(({ name, path }) => ({ image: path, caption: name }))));

// %% [markdown] id="visitors-text"
// A camera at the door takes a picture of everybody who rings. Some visitors live here, some do not.

// %% id="visitors" role="run"
const doorPhotos = loadDoorPhotos();
html(await gallery(doorPhotos.map(({ file, path }) => ({ image: path, caption: file.replace('door/', '').replace('.jpg', '') })), 84));

// %% [markdown] id="two-questions"
// Two questions look alike, but are not:
//
// - **Verification**: "I am Ada." Is it true? One comparison, *one to one*: a key card and a face.
// - **Recognition**: Who is this, if anybody we know? *One to many*: nothing but a face. It is harder, since with twelve people there are twelve chances for a mistake.

// %% [markdown] id="pixels-text"
// ## 2 Why not compare pixels?
//
// Take the photo at the door, subtract the one in the database, square, sum up. Who has the smallest difference? Below, under each visitor who
// lives here stands the name that the pixels choose. Orange: wrong.

// %% id="pixels" role="run"
async function pixelsOf(path: string): Promise<np.NDArray> {
  return np.array([...(await loadFace(path, 32)).data]).divide(255);
}

/** Name of the person whose photo has the smallest distance to x. */
function nearestName(x: np.NDArray, known: { name: string; x: np.NDArray }[]): string {
  const distances = known.map((k) => np.sum(np.square(k.x.subtract(x))));
  return known[distances.indexOf(Math.min(...distances))].name;
}

const pixelDatabase: { name: string; x: np.NDArray }[] = [];
for (const { name, path } of people) pixelDatabase.push({ name, x: await pixelsOf(path) });
const residents = doorPhotos.filter(({ who }) => who !== null);
const byPixels: GalleryItem[] = [];
for (const { path, who } of residents) {
  const chosen = nearestName(await pixelsOf(path), pixelDatabase);
  byPixels.push({ image: path, caption: `${who}\npixels say: ${chosen}`, color: chosen === who ? '#009e73' : '#d55e00' });
}
html(await gallery(byPixels, 92));
console.log(`right: ${byPixels.filter(({ color }) => color === '#009e73').length} of ${byPixels.length}`);

// %% [markdown] id="pixels-why"
// Pixels see walls and sunshine, not people. A head turned by a little moves every edge; another lamp changes every number. We need numbers that stay the same when
// the light changes, and change when the person does.

// %% [markdown] id="encoding-text"
// ## 3 Encodings
//
// A convolutional network maps a picture $x$ to 128 numbers $f(x)$, its *encoding*, divided by its length so that $\lVert f(x) \rVert_2 = 1$: a point on a sphere.
// If the network is good, then
//
// - two photos of one person have encodings close together,
// - photos of two people have encodings far apart.
//
// `loadFaceNet()` gives a network that is trained already, on 64 × 64 pictures of more than a thousand other drawn people.

// %% id="network" role="run"
const faceModel = loadFaceNet();
table(faceModel.layers.map((layer) => ({ layer: layer.name, output: `(${(layer.outputShape as (number | null)[]).map((n) => n ?? 'm').join(', ')})`, parameters: layer.countParams() })), { caption: `${faceModel.countParams()} parameters` });

// %% id="img-to-encoding" role="given"
/**
 * The encoding of a face.
 * @param imagePath path of a picture; the square in its middle is used, as 64 x 64 pixels
 * @param model maps pictures (m, 64, 64, 3) with values 0 to 1 to (m, 128)
 * @returns (1, 128), of length 1
 */
async function imgToEncoding(imagePath: string, model: tf.LayersModel): Promise<tf.Tensor2D> {
  const image = await loadFace(imagePath, INPUT_SIZE);
  return tf.tidy(() => {
    const pixels = tf.tensor4d(Float32Array.from(image.data, (v) => v / 255), [1, INPUT_SIZE, INPUT_SIZE, 3]);
    const embedding = model.predict(pixels) as tf.Tensor2D; // (1, 128)
    return embedding.div(tf.norm(embedding)) as tf.Tensor2D;
  });
}

// %% id="one-encoding" role="run"
const adaEncoding = await imgToEncoding(people[0].path, faceModel);
console.log(`${people[0].name}: shape (${adaEncoding.shape.join(', ')}), length ${tf.norm(adaEncoding).dataSync()[0].toFixed(6)}`);

// %% [markdown] id="three-text"
// Below: the first 32 numbers of Ada's encoding, of another photo of hers, and of somebody else's. Which two rows belong together?

// %% id="three" role="run"
const photoOf = (who: string, k = 0): DoorPhoto => doorPhotos.filter((photo) => photo.who === who)[k];
const three = [adaEncoding, await imgToEncoding(photoOf('ada').path, faceModel), await imgToEncoding(photoOf('wilma').path, faceModel)];
figure({ title: 'Encodings: numbers 0 to 31 of 128', width: 860, height: 200 }).heatmap(np.concatenate(three.map((e) => tf.toNDArray(e).at(':', '0:32'))), { rows: ['ada', 'ada at the door', 'wilma at the door'], annotate: false }).show();

// %% [markdown] id="triplet-text"
// ## 4 The triplet loss
//
// How does a network learn that? From three photos at a time:
//
// - the **anchor** $A$: a photo of some person,
// - the **positive** $P$: another photo of the *same* person,
// - the **negative** $N$: a photo of *somebody else*.

// %% id="triplet-picture" role="run"
html(await gallery([
  { image: people.find(({ name }) => name === 'ingrid')!.path, caption: 'anchor A\ningrid', color: '#0072b2' },
  { image: photoOf('ingrid').path, caption: 'positive P\ningrid again', color: '#009e73' },
  { image: doorPhotos.find(({ who }) => who === null)!.path, caption: 'negative N\na stranger', color: '#d55e00' },
], 150));

// %% [markdown] id="triplet-formula"
// The anchor should be closer to the positive than to the negative, by a margin $\alpha$:
//
// $$\lVert f(A) - f(P) \rVert_2^2 + \alpha \le \lVert f(A) - f(N) \rVert_2^2$$
//
// A triplet that keeps this costs nothing. Another one costs what is missing:
//
// $$\mathcal{J} = \sum_{i=1}^{m} \max\left( \underbrace{\lVert f(A^{(i)}) - f(P^{(i)}) \rVert_2^2}_{(1)} - \underbrace{\lVert f(A^{(i)}) - f(N^{(i)}) \rVert_2^2}_{(2)} + \alpha,\ 0 \right)$$
//
// Why a margin? Without it, a network that maps every face to one and the same point would have a loss of 0.
//
// ### Exercise 5.1 - `tripletLoss`
// 1. Distances (1) between anchor and positive: square the differences, sum over the **last** axis. One number for each example, shape (m).
// 2. Distances (2) between anchor and negative, likewise.
// 3. (1) minus (2) plus `alpha`, still (m).
// 4. Each number below 0 becomes 0 - **then** sum up. The other way round a good triplet would pay for a bad one.
//
// `tf.sub`, `tf.square`, `tf.sum(x, -1)`, `tf.maximum`. A Keras loss gets `yTrue` as well; there is nothing in it to be used.

// %% id="triplet" role="task" task="5.1" points="30"
/**
 * Triplet loss.
 * @param yTrue labels, which a loss function gets and this one does not need
 * @param yPred [anchor, positive, negative], encodings (m, 128) each
 * @param alpha margin
 * @returns the loss, a scalar tensor
 */
function tripletLoss(yTrue: unknown, yPred: [tf.Tensor, tf.Tensor, tf.Tensor], alpha = 0.2): tf.Scalar {
  const [anchor, positive, negative] = yPred;
  // BEGIN SOLUTION
  const posDist = tf.sum(tf.square(tf.sub(anchor, positive)), -1); // (m)
  const negDist = tf.sum(tf.square(tf.sub(anchor, negative)), -1); // (m)
  const basicLoss = tf.add(tf.sub(posDist, negDist), alpha); // (m)
  return tf.sum(tf.maximum(basicLoss, 0)) as tf.Scalar;
  // END SOLUTION
}

// %% id="triplet-check" role="check"
check('5.1', tripletLoss);

// %% [markdown] id="triplet-remember"
// > **Remember**
// > - Triplets teach *relations*: nobody tells the network what an encoding should be, only which ones should be close.
// > - Random triplets soon teach nothing, since most keep the margin. This network was trained with **semi-hard** ones: for each anchor and positive, the
// >   negative that is only just farther away than the positive. The program is `src/train/faces.ts`; `npm run train -- faces` runs it, for about ten minutes.

// %% [markdown] id="database-text"
// ## 5 The database
//
// Training took minutes, and is done. What is left is small: one encoding for each person.

// %% id="database" role="run"
const database: Record<string, tf.Tensor2D> = {};
for (const { name, path } of people) database[name] = await imgToEncoding(path, faceModel);
console.log(`${Object.keys(database).length} people: ${Object.keys(database).join(', ')}`);

// %% [markdown] id="matrix-text"
// How far are they from one another? Everybody has distance 0 from themselves. Look for pale cells off the diagonal: people whom the network finds alike.

// %% id="matrix" role="run"
const names = people.map(({ name }) => name);
const databaseArray = np.concatenate(names.map((name) => tf.toNDArray(database[name]))); // (12, 128)
figure({ title: 'Distances between the people of the database', width: 700, height: 560 }).heatmap(np.array(distanceMatrix(databaseArray)), { rows: names, cols: names }).show();

// %% [markdown] id="verify-text"
// ## 6 Verification
//
// Somebody at the door says a name. Compare the encoding of the photo with the one that the database has under this name:
//
// $$dist = \lVert f(x) - f(\text{database}) \rVert_2$$
//
// This is the length of the difference, `tf.norm` - not its square, as in the loss.
//
// ### Exercise 5.2 - `verify`
// 1. The encoding of the picture: `await imgToEncoding(imagePath, model)`.
// 2. Its distance from `database[identity]`, as a number: `tf.norm(...).dataSync()[0]`.
// 3. The door opens if the distance is **below 0.7**; print a line that says so, or that it stays shut.

// %% id="verify" role="task" task="5.2" points="30"
/**
 * Is the person on a picture who they say they are?
 * @param imagePath path of the picture
 * @param identity the name that is claimed, a key of the database
 * @param database encodings (1, 128) by name
 * @param model the network
 * @returns [dist, doorOpen]: the distance, and whether the door opens
 */
async function verify(imagePath: string, identity: string, database: Record<string, tf.Tensor>, model: tf.LayersModel): Promise<[number, boolean]> {
  // BEGIN SOLUTION
  const encoding = await imgToEncoding(imagePath, model);
  const dist = tf.norm(tf.sub(encoding, database[identity])).dataSync()[0];
  const doorOpen = dist < 0.7;
  if (doorOpen) console.log(`Welcome home, ${identity}!`);
  else console.log(`This is not ${identity}: the door stays shut.`);
  return [dist, doorOpen];
  // END SOLUTION
}

// %% id="verify-check" role="check"
await check('5.2', verify);

// %% [markdown] id="verify-run-text"
// Two people say "I am Ingrid". One of them is a stranger with hair of the same colour.

// %% id="verify-run" role="run"
const claims: GalleryItem[] = [];
for (const photo of [photoOf('ingrid'), doorPhotos.find(({ who }) => who === null)!]) {
  const [dist, open] = await verify(photo.path, 'ingrid', database, faceModel);
  claims.push({ image: photo.path, caption: `says: ingrid\n${dist.toFixed(3)}: ${open ? 'open' : 'shut'}`, color: open ? '#009e73' : '#d55e00' });
}
html(await gallery([{ image: people.find(({ name }) => name === 'ingrid')!.path, caption: 'in the database:\ningrid' }, ...claims], 130));

// %% [markdown] id="who-text"
// ## 7 Recognition
//
// Ingrid has lost her key card; others borrow cards. Let the door find out by itself who is there.
//
// ### Exercise 5.3 - `whoIsIt`
// 1. The encoding of the picture.
// 2. Start with `minDist` 100, which every distance is below. Go through the database (`Object.entries(database)`): a distance that is **smaller** than `minDist`
//    replaces it, and its name becomes the identity.
// 3. Print "Not in the database." if `minDist` is above 0.7, else the name and the distance. Give back both in either case.

// %% id="who" role="task" task="5.3" points="40"
/**
 * Who is on a picture?
 * @param imagePath path of the picture
 * @param database encodings (1, 128) by name
 * @param model the network
 * @returns [minDist, identity]: the smallest distance, and the name that has it, even when it is too far
 */
async function whoIsIt(imagePath: string, database: Record<string, tf.Tensor>, model: tf.LayersModel): Promise<[number, string | null]> {
  let minDist = 100;
  let identity: string | null = null;
  // BEGIN SOLUTION
  const encoding = await imgToEncoding(imagePath, model);
  for (const [name, dbEnc] of Object.entries(database)) {
    const dist = tf.norm(tf.sub(encoding, dbEnc)).dataSync()[0];
    if (dist < minDist) {
      minDist = dist;
      identity = name;
    }
  }
  if (minDist > 0.7) console.log('Not in the database.');
  else console.log(`It is ${identity}, the distance is ${minDist.toFixed(4)}.`);
  return [minDist, identity];
  // END SOLUTION
}

// %% id="who-check" role="check"
await check('5.3', whoIsIt);

// %% [markdown] id="door-text"
// ## 8 A day at the door
//
// Every photo of the camera, with the answer under it. Green: right. Orange: wrong - somebody let in who should not be, or left standing outside.

// %% id="door" role="run"
const answers: (GalleryItem & { right: boolean })[] = [];
for (const { path, who } of doorPhotos) {
  const [dist, nearest] = await whoIsIt(path, database, faceModel);
  const answer = dist > 0.7 ? null : nearest;
  const right = answer === who;
  answers.push({ image: path, caption: `${answer ?? 'not known'}\n${dist.toFixed(2)}${right ? '' : ` (it is ${who ?? 'a stranger'})`}`, color: right ? '#009e73' : '#d55e00', right });
}
html(await gallery(answers, 96));
console.log(`right: ${answers.filter(({ right }) => right).length} of ${answers.length}`);

// %% [markdown] id="neighbours-text"
// ### Nearest neighbours
// The three people whom the network finds closest to each of some visitors. What do neighbours share?

// %% id="neighbours" role="run"
for (const photo of [photoOf('wilma'), photoOf('leila'), ...doorPhotos.filter(({ who }) => who === null).slice(0, 2)]) {
  const encoding = await imgToEncoding(photo.path, faceModel);
  const near = names.map((name) => ({ name, dist: tf.norm(tf.sub(encoding, database[name])).dataSync()[0] })).sort((a, b) => a.dist - b.dist).slice(0, 3);
  html(await gallery([{ image: photo.path, caption: `at the door:\n${photo.who ?? 'a stranger'}`, color: '#0072b2' }, ...near.map(({ name, dist }) => ({ image: people.find((p) => p.name === name)!.path, caption: `${name}\n${dist.toFixed(2)}` }))], 96));
}

// %% [markdown] id="threshold-text"
// ## 9 Is 0.7 a good threshold?
//
// That is a question for data, and for people who are *not* in the training. Sixty new people, four photos each: distances between photos of one person, and
// between photos of two.

// %% id="sixty" role="given"
/** Photos of people who are not in the training: encodings (people * each, 128), and who is on each photo. */
function encodeStrangers(model: tf.LayersModel, first: number, count: number, each = 4): { encodings: np.NDArray; who: number[] } {
  const who = Array.from({ length: count * each }, (_, i) => first + Math.floor(i / each));
  const values = new Float32Array(who.length * INPUT_SIZE * INPUT_SIZE * 3);
  who.forEach((person, i) => face(person, i % each, INPUT_SIZE).data.forEach((v, j) => (values[i * INPUT_SIZE * INPUT_SIZE * 3 + j] = v / 255)));
  const encodings = tf.tidy(() => encode(model, tf.tensor4d(values, [who.length, INPUT_SIZE, INPUT_SIZE, 3])));
  return { encodings: tf.toNDArray(encodings), who };
}

/** Share of the distances in each of the bins of this width from 0 to 2, and the bins' middles. */
function shares(distances: number[], width = 0.05): { middles: number[]; shares: number[] } {
  const counts = new Array<number>(Math.round(2 / width)).fill(0);
  for (const d of distances) counts[Math.min(counts.length - 1, Math.floor(d / width))]++;
  return { middles: counts.map((_, i) => (i + 0.5) * width), shares: counts.map((c) => c / distances.length) };
}

// %% id="histograms" role="run"
const strangers = encodeStrangers(faceModel, 300_000, 60);
const pairs = allPairs(strangers.encodings, strangers.who);
const samePairs = shares(pairs.distances.filter((_, i) => pairs.same[i]));
const otherPairs = shares(pairs.distances.filter((_, i) => !pairs.same[i]));
const measuredThreshold = loadFaceThreshold();
figure({ title: 'Distances between photos of people the network has never seen', xLabel: 'distance', yLabel: 'share of pairs', width: 760, xLim: [0, 2] })
  .plot(samePairs.middles, samePairs.shares, { label: 'the same person', width: 2.5 })
  .plot(otherPairs.middles, otherPairs.shares, { label: 'two people', width: 2.5 })
  .axvline(0.7, { dash: '4 4' })
  .axvline(measuredThreshold, { color: '#d00000' })
  .show();
console.log(`dashed: 0.7; red: ${measuredThreshold}, the best threshold for this network, found on other people again`);

// %% [markdown] id="accuracy-text"
// A threshold that is too low leaves friends outside, one that is too high lets strangers in. Accuracy below is the mean of both rates. The threshold of 0.7 became
// customary with a large network for real faces; the best one depends on the network and on the loss it was trained with, so it is measured anew for each: this one
// keeps people apart best at about 0.9. At 0.7 it errs on the safe side: hardly a stranger gets in, and some friends must look into the camera again.

// %% id="accuracy" role="run"
const rate = (same: boolean, threshold: number): number => {
  const chosen = pairs.distances.filter((_, i) => pairs.same[i] === same);
  return chosen.filter((d) => d < threshold === same).length / chosen.length;
};
const percent = (x: number): string => `${(100 * x).toFixed(1)} %`;
table([0.5, 0.7, measuredThreshold, 1, 1.2].sort((a, b) => a - b).map((threshold) => ({ threshold, 'friends let in': percent(rate(true, threshold)), 'strangers kept out': percent(rate(false, threshold)), accuracy: percent(verificationAccuracy(pairs, threshold)) })), { caption: 'Verification on 60 new people' });
console.log(`best threshold on these pairs: ${bestThreshold(pairs)}`);

// %% [markdown] id="own-text"
// ## 10 Your own photos
//
// Put the path of a picture between the quotes: a drawing, a photo, something the program draws. The network has only ever seen drawn faces, so with
// a real one expect amusement rather than recognition. Pictures stay on this computer.

// %% id="own" role="run"
const myPhoto = ''; // e.g. '/home/me/pictures/me.jpg'
if (myPhoto === '') console.log('No path given yet.');
else {
  const [dist, nearest] = await whoIsIt(myPhoto, database, faceModel);
  html(await gallery([{ image: myPhoto, caption: 'your picture' }, ...(nearest ? [{ image: people.find(({ name }) => name === nearest)!.path, caption: `most like ${nearest}\n${dist.toFixed(2)}` }] : [])], 150));
}

// %% [markdown] id="remember"
// > **Remember**
// > - Verification is one comparison, recognition one with everybody in the database.
// > - A network trained with triplet loss maps faces to encodings; their distance says how much alike two faces are.
// > - One photo is enough for a new person: the network stays as it is. That is *one-shot learning*.
// > - The threshold is chosen on people whom the network has not seen in training.
//
// **Try**: draw somebody new with `face(4711, 1)` and several photos `face(4711, k)`; put an encoding into the database and see whether the others are recognised. Give
// each person two photos in the database.
