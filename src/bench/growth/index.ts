import type { SuiteReport } from '../run';
import { GROWTH, type GrowthCase, type Measured } from './cases';
import { exponentOf, fitPower, withinOrder, type Fit, type Order } from './fit';

/** One line of the table. */
export interface GrowthReport extends Fit {
  name: string;
  title: string;
  what: string;
  sizes: readonly number[];
  /** The processor's milliseconds at each size: the least of the rounds. */
  ms: number[];
  order: Order;
  /** What the order itself shows over these sizes. */
  orderExponent: number;
  within: boolean;
}

export type GrowthSuiteReport = Omit<SuiteReport, 'cases'> & { cases: GrowthReport[] };

/** A sample takes this long at least: small work is repeated. */
const SAMPLE_MS = 20;
const ROUNDS = 5;

function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e3;
}

/** Times one size after the other, round by round; gives the least of each: whatever else runs only adds. */
export function measureGrowth(one: GrowthCase, rounds = ROUNDS): number[] {
  const works = one.sizes.map((size) => one.setup(size));
  try {
    const repeats = works.map(warmUp);
    const all = works.map((): number[] => []);
    for (let round = 0; round < rounds; round++)
      works.forEach((work, i) => {
        if (work.measure && round > 0) return; // seconds each
        all[i].push(work.measure ? work.measure() : cpuMs(() => { for (let k = 0; k < repeats[i]; k++) work.run!(); }) / repeats[i]); // prettier-ignore
      });
    return all.map((samples) => Math.max(Math.min(...samples), 1e-3));
  } finally {
    for (const { close } of works) close?.();
  }
}

/** Runs it until the compiler knows it; how often it has to run for a sample that is long enough. */
function warmUp({ run }: Measured): number {
  if (!run) return 1;
  const started = performance.now();
  let runs = 0;
  for (; runs < 2 || (performance.now() - started < 3 * SAMPLE_MS && runs < 1000); runs++) run();
  return Math.max(1, Math.ceil((SAMPLE_MS * runs) / (performance.now() - started)));
}

/** One line from measured times. */
export function growthReport(
  { name, title, what, sizes, order }: Omit<GrowthCase, 'setup'>,
  ms: number[],
): GrowthReport {
  const fit = fitPower(sizes, ms);
  return {
    name,
    title,
    what,
    sizes,
    ms,
    order,
    ...fit,
    orderExponent: exponentOf(order, sizes),
    within: withinOrder(fit.exponent, order, sizes),
  };
}

/** The cases of these names, all without names. Throws for a name that there is not. */
export function chosenGrowth(names: readonly string[]): GrowthCase[] {
  const unknown = names.filter((name) => !GROWTH.some((one) => one.name === name));
  if (unknown.length > 0)
    throw new Error(
      `bench growth: expected cases among ${GROWTH.map(({ name }) => name).join(', ')}, got ${unknown.join(', ')}`,
    );
  return GROWTH.filter(({ name }) => names.length === 0 || names.includes(name));
}

const number = (x: number): string => (x >= 100 ? x.toFixed(0) : x >= 10 ? x.toFixed(1) : x.toFixed(2));

export const growthHead = (): string =>
  `${''.padEnd(40)}${'sizes'.padEnd(28)}${'ms'.padEnd(26)}${'order'.padStart(8)}${'fitted'.padStart(8)}${'R2'.padStart(7)}`;

export function growthLine(r: GrowthReport): string {
  const sizes = `${r.sizes[0]} to ${r.sizes.at(-1)} ${r.what}`;
  const ms = `${number(r.ms[0])} to ${number(r.ms.at(-1)!)}`;
  return `${r.title.padEnd(40)}${sizes.padEnd(28)}${ms.padEnd(26)}${r.order.padStart(8)}${r.exponent.toFixed(2).padStart(8)}${r.r2.toFixed(3).padStart(7)}  ${r.within ? 'as its order' : `WORSE than its order (${r.orderExponent.toFixed(2)})`}`;
}
