import { relative } from 'node:path';
import { root } from './environment';
import { chosenGrowth, growthHead, growthLine, growthReport, measureGrowth, type GrowthSuiteReport } from './growth';
import { introduction, writeReport } from './report';
import { about } from './runSuite';

/** The suite `growth`: prints its table, writes results/bench/growth.json. True when nothing grows faster than its order. */
export function printGrowth(names: readonly string[], say: (line: string) => void): boolean {
  const report: GrowthSuiteReport = {
    ...about(
      'growth',
      "Time against size: the processor's, least of five, exponents fitted to logarithms by least squares",
      'as they come',
      null,
    ),
    cases: [],
  };
  introduction(report).forEach(say);
  say(growthHead());
  for (const one of chosenGrowth(names)) {
    report.cases.push(growthReport(one, measureGrowth(one)));
    say(growthLine(report.cases.at(-1)!));
  }
  say(`\nwritten: ${relative(process.cwd(), writeReport(root, report))}\n`);
  return report.cases.every(({ within }) => within);
}
