import { classReport } from '../html/classReport';
import { learnerReport } from '../html/learnerReport';
import { foldersOf } from '../paths';
import type { Exporter } from '../types';

const encoded = (path: string): string => path.split('/').map(encodeURIComponent).join('/'); // prettier-ignore

export default {
  name: 'html',
  description: 'a page for the class and one a submission, for the browser and for printing: html/index.html',
  files: (results) => {
    const pages = foldersOf(results).map((folder) => `${folder}.html`);
    const links = pages.map((path) => `./${encoded(path)}`);
    const reports = results.map((result, i) => ({ path: `html/${pages[i]}`, text: learnerReport(result) }));
    return [{ path: 'html/index.html', text: classReport(results, links) }, ...reports];
  },
} satisfies Exporter as Exporter;
