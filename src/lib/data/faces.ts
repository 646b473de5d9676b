import fs from 'node:fs';
import { datasetPath } from './path';

/** A person of the database with one photo. */
export interface FacePerson {
  name: string;
  path: string;
}

/** A photo taken at the door. */
export interface DoorPhoto {
  file: string;
  path: string;
  /** Who is on it; null for somebody who is not in the database. */
  who: string | null;
}

interface Annotations {
  people: { name: string; file: string }[];
  door: { file: string; who: string | null }[];
}

const read = (): Annotations => JSON.parse(fs.readFileSync(datasetPath('faces', 'faces.json'), 'utf8')) as Annotations;

/** The twelve people who may come in, one photo of each; see datasets/faces/README.md. */
export function loadFacePeople(): FacePerson[] {
  return read().people.map(({ name, file }) => ({ name, path: datasetPath('faces', file) }));
}

/** Photos from the camera at the door. */
export function loadDoorPhotos(): DoorPhoto[] {
  return read().door.map(({ file, who }) => ({ file, path: datasetPath('faces', file), who }));
}
