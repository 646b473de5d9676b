import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Content } from './protocol/message';

const versionOf = (file: string): string => (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;

/** What Jupyter asks first: which language this is, how its code is coloured, where help is. */
export function kernelInfo(): Content {
  const own = versionOf(path.resolve(__dirname, '../../package.json'));
  const typescript = versionOf(createRequire(require.resolve('tslab')).resolve('@tslab/typescript-for-tslab/package.json'));
  return {
    status: 'ok',
    protocol_version: '5.3',
    implementation: 'gradus',
    implementation_version: own,
    language_info: {
      name: 'typescript',
      version: typescript,
      mimetype: 'text/typescript',
      file_extension: '.ts',
      pygments_lexer: 'typescript',
      nbconvert_exporter: 'script',
      // `mode` is for JupyterLab, the other two for the classic notebook
      codemirror_mode: { name: 'javascript', typescript: true, mode: 'typescript' },
    },
    banner: `TypeScript ${typescript} in Node.js ${process.version}, Gradus ${own}`,
    help_links: [
      { text: 'TypeScript', url: 'https://www.typescriptlang.org/docs/handbook/intro.html' },
      { text: 'TensorFlow.js', url: 'https://js.tensorflow.org/api/latest/' },
      { text: 'NumPy (np has its names)', url: 'https://numpy.org/doc/stable/reference/routines.html' },
    ],
    debugger: false,
  };
}
