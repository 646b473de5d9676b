import { existsSync } from 'node:fs';
import { bwrapWorks } from '../../src/graders/sandbox/bwrap';

/** Tests that need something of the machine: in CI they always run (and fail without it), elsewhere they are skipped with a clear line. */
export function describeIf(available: boolean, what: string): jest.Describe {
  if (available || process.env.CI === 'true') return describe;
  console.warn(`skipped: ${what} is not there`);
  return describe.skip as unknown as jest.Describe;
}

export const hasBwrap = (): boolean => bwrapWorks().works;
export const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => existsSync(file)) ?? '/usr/bin/chromium';
export const hasChromium = (): boolean => existsSync(CHROMIUM);
