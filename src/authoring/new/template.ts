import fs from 'node:fs';
import path from 'node:path';

const FOLDER = path.join(__dirname, 'templates');

export const readTemplate = (name: string): string => fs.readFileSync(path.join(FOLDER, name), 'utf8');

/** A template with what belongs at its `{{name}}` places. Throws when a place has no value. */
export function fill(name: string, values: Readonly<Record<string, string>>): string {
  return readTemplate(name).replace(/\{\{(\w+)\}\}/g, (_, key: string) => {
    if (!(key in values)) throw new Error(`templates/${name}: there is no value for {{${key}}}`);
    return values[key];
  });
}
