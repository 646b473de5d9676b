import Ajv, { type ValidateFunction } from 'ajv';

/** JSON as files hold it. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
const compiled = new Map<object, ValidateFunction>();

/** JSON of a format, checked against its schema (src/graders/schemas): a platform must not be handed what it would refuse, or take for something else. */
export function document(schema: { title: string }, value: unknown): string {
  if (!compiled.has(schema)) compiled.set(schema, ajv.compile(schema));
  const validate = compiled.get(schema)!;
  if (!validate(value)) throw new Error(`${schema.title}: what was made does not fit its schema: ${ajv.errorsText(validate.errors)}`);
  return jsonText(value);
}
