/** Makes the pictures of docs/images anew, in Chromium: `npm run screenshots`, or some of them: `npm run screenshots -- start detection`. */
import path from 'node:path';
import { openChromium } from '../../test/e2e/browser/chromium';
import { ROOT, startLab } from '../../test/e2e/lab';
import { hasChromium } from '../../test/support/requires';
import { writePicture } from './picture';
import { PICTURES } from './pictures';

async function main(wanted: string[]): Promise<void> {
  const unknown = wanted.filter((name) => !(name in PICTURES));
  if (unknown.length > 0) throw new RangeError(`expected some of ${Object.keys(PICTURES).join(', ')}, got ${unknown.join(', ')}`);
  if (!hasChromium()) throw new Error('Chromium is not there (Debian: apt-get install chromium)');
  const [lab, browser] = await Promise.all([startLab(), openChromium()]);
  try {
    for (const [name, take] of Object.entries(PICTURES)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      const file = path.join(ROOT, 'docs/images', `${name}.png`);
      const bytes = await writePicture(file, await take(browser, lab));
      console.log(`${path.relative(ROOT, file)}: ${Math.round(bytes / 1024)} KB`);
    }
  } finally {
    await browser.close();
    await lab.stop();
  }
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(`screenshots: ${error.message}`);
  process.exitCode = 1;
});
