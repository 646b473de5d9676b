import { jsonText } from '../document';
import type { Exporter } from '../types';

export default {
  name: 'json',
  description: 'every result in full, in one list: results.json',
  files: (results) => [{ path: 'results.json', text: jsonText(results) }],
} satisfies Exporter as Exporter;
