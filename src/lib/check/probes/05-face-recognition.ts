/** What is looked at in assignment 5: functions that take a model and pictures. The models here know a few shipped pictures and give a chosen vector for each. */
import { datasetPath, loadFacePeople } from '../../data';
import { loadFace, loadFaceNet } from '../../faces';
import * as tf from '../../tf';

type Vectors = Record<string, number[]>;
type Verify = (imagePath: string, identity: string, database: Record<string, tf.Tensor>, model: tf.LayersModel) => Promise<[number, boolean]>;
type WhoIsIt = (imagePath: string, database: Record<string, tf.Tensor>, model: tf.LayersModel) => Promise<[number, string | null]>;

/** A shipped picture: 'people/ada.jpg'. */
const pathOf = (file: string): string => datasetPath('faces', file);

/** A model that gives `vectors[file]` for the picture of that name. It tells pictures apart by their pixels, as a model sees nothing else. */
async function modelOf(vectors: Vectors): Promise<tf.LayersModel> {
  const known: { pixels: Uint8Array; vector: number[] }[] = [];
  for (const [file, vector] of Object.entries(vectors)) known.push({ pixels: (await loadFace(pathOf(file))).data, vector });
  const predict = (x: tf.Tensor): tf.Tensor => {
    const seen = x.dataSync();
    const difference = ({ pixels }: { pixels: Uint8Array }): number => pixels.reduce((sum, v, i) => sum + Math.abs(v / 255 - seen[i]), 0);
    const differences = known.map(difference);
    return tf.tensor2d([known[differences.indexOf(Math.min(...differences))].vector]);
  };
  return { predict } as unknown as tf.LayersModel;
}

const encodingsOf = (database: Vectors): Record<string, tf.Tensor> => Object.fromEntries(Object.entries(database).map(([name, vector]) => [name, tf.tensor2d([vector])]));

/** The result of verify for a picture, a claim, a database and a model that knows these pictures. */
export async function verified(verify: Verify, file: string, identity: string, database: Vectors, vectors: Vectors): Promise<unknown> {
  return verify(pathOf(file), identity, encodingsOf(database), await modelOf(vectors));
}

/** The result of whoIsIt, likewise. */
export async function recognized(whoIsIt: WhoIsIt, file: string, database: Vectors, vectors: Vectors): Promise<unknown> {
  return whoIsIt(pathOf(file), encodingsOf(database), await modelOf(vectors));
}

/** What a function prints while it runs. */
async function printed(run: () => Promise<unknown>): Promise<string> {
  const lines: string[] = [];
  const { log } = console;
  console.log = (...words: unknown[]) => void lines.push(words.map(String).join(' '));
  try {
    await run();
  } finally {
    console.log = log;
  }
  return lines.join('\n');
}

/** Whether verify prints the claimed name. */
export async function verifiedAloud(verify: Verify, file: string, identity: string, database: Vectors, vectors: Vectors): Promise<boolean> {
  return (await printed(() => verified(verify, file, identity, database, vectors) as Promise<unknown>)).includes(identity);
}

/** Whether whoIsIt prints the words, upper or lower case. */
export async function recognizedAloud(whoIsIt: WhoIsIt, words: string, file: string, database: Vectors, vectors: Vectors): Promise<boolean> {
  return (await printed(() => recognized(whoIsIt, file, database, vectors) as Promise<unknown>)).toLowerCase().includes(words.toLowerCase());
}

/** Encodings of some people by the network that ships. */
async function realDatabase(names: readonly string[], model: tf.LayersModel): Promise<Record<string, tf.Tensor>> {
  const database: Record<string, tf.Tensor> = {};
  for (const { name, path } of loadFacePeople()) {
    if (!names.includes(name)) continue;
    const { data, width, height } = await loadFace(path);
    database[name] = tf.tidy(() => {
      const encoding = model.predict(tf.tensor4d(Float32Array.from(data, (v) => v / 255), [1, height, width, 3])) as tf.Tensor;
      return encoding.div(tf.norm(encoding));
    });
  }
  return database;
}

/** verify with the network that ships. */
export async function verifiedByNetwork(verify: Verify, file: string, identity: string): Promise<unknown> {
  const model = loadFaceNet();
  return verify(pathOf(file), identity, await realDatabase([identity], model), model);
}

/** whoIsIt with the network that ships, among some people. */
export async function recognizedByNetwork(whoIsIt: WhoIsIt, file: string, names: string[]): Promise<unknown> {
  const model = loadFaceNet();
  return whoIsIt(pathOf(file), await realDatabase(names, model), model);
}
