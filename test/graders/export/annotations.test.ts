import annotations from '../../../src/graders/export/formats/annotations';
import { cellLines } from '../../../src/graders/notebook/lines';
import { printableInCi } from '../../../src/graders/report/text';
import { HOSTILE, oddResults } from '../../support/classResults';
import { makeResult } from '../../support/makeResult';

const NOTEBOOK = {
  nbformat: 4,
  metadata: { cells: ['not these'] },
  cells: [
    { cell_type: 'markdown', source: ['# "cells": [\n', 'text'] },
    { cell_type: 'code', outputs: [{ text: ['"source": [\n', 'line 1\n'] }], source: ['const a = 1;\n', 'const b = "\\u007b\\n";\n', '\n', 'wrong'] },
    { cell_type: 'code', source: 'one\ntwo' },
  ],
};

/** As the runner reads a command: the line's properties and message, unescaped. */
function read(line: string): { properties: Record<string, string>; message: string } {
  const [, head, message] = /^::error (.*?)::(.*)$/.exec(line)!;
  const plain = (text: string): string => text.replace(/%0A/g, '\n').replace(/%0D/g, '\r').replace(/%3A/g, ':').replace(/%2C/g, ',').replace(/%25/g, '%');
  return { properties: Object.fromEntries(head.split(',').map((part) => [part.slice(0, part.indexOf('=')), plain(part.slice(part.indexOf('=') + 1))])), message: plain(message) };
}

test("a cell's line is found in the notebook's JSON, however it is laid out", () => {
  for (const text of [JSON.stringify(NOTEBOOK, null, 1), `\uFEFF${JSON.stringify(NOTEBOOK, null, 4)}`]) {
    const line = cellLines(text);
    const lines = text.split('\n');
    for (const [i, source] of (NOTEBOOK.cells[1].source as string[]).entries()) expect(lines[line({ cell: 2, line: i + 1 })! - 1]).toContain(JSON.stringify(source));
    expect(lines[line({ cell: 3, line: 2 })! - 1]).toContain('"one\\ntwo"');
    expect(line({ cell: 2, line: 99 })).toBe(line({ cell: 2, line: 4 }));
    expect(line({ cell: 9, line: 1 })).toBeUndefined();
  }
  expect(cellLines(JSON.stringify(NOTEBOOK))({ cell: 2, line: 3 })).toBe(1);
  for (const text of ['', 'no JSON {', '[1]', '{"cells": 3}', '['.repeat(200_000)]) expect(cellLines(text)({ cell: 1, line: 1 })).toBeUndefined();
});

test('annotations name file, line and task; tests of one place are one', () => {
  const result = makeResult('a', '01-x', { '1.1': ['failed', 'failed', 'passed'], '1.2': ['passed'] });
  result.tasks[0].where = { cell: 2, line: 1 };
  const text = JSON.stringify(NOTEBOOK, null, 1);
  const lineOf = (source: string): string => String(text.split('\n').findIndex((line) => line.includes(source)) + 1);
  const annotate = (): ReturnType<typeof read>[] => annotations.files([result], { env: {}, source: () => text })[0].text.trimEnd().split('\n').map(read); // prettier-ignore
  expect(annotate()).toEqual([{ properties: { file: 'a/01-x.ipynb', line: lineOf('const a'), title: '1.1 fn11: 2 of 3 tests not passed (task: 3.33 of 10 points)' }, message: 'does not hold' }]);
  result.tasks[0].tests[0].where = { cell: 2, line: 4 };
  expect(annotate().map(({ properties }) => properties.line)).toEqual([lineOf('wrong'), lineOf('const a')]);
  result.file = 'a/01-x.ts';
  expect(annotate().map(({ properties }) => properties.line)).toEqual(['4', '1']);
});

test('no text of a learner becomes a command of its own', () => {
  const [hostile] = oddResults();
  hostile.file = `a,line=1::${HOSTILE.command}`;
  const { text } = annotations.files([hostile], { env: {}, source: () => null })[0];
  const lines = text.split(/[\r\n]+/).filter(Boolean);
  expect(lines.length).toBe(hostile.tasks.reduce((n, { tests }) => n + new Set(tests.filter((t) => t.status !== 'passed').map((t) => JSON.stringify(t.where))).size, 0));
  for (const line of lines) expect(line.startsWith('::error file=a%2Cline=1%3A%3Ax%0A%3A%3Aset-output')).toBe(true);
  expect(read(lines[0]).message).toContain('100 100%0A::error::x');
  expect(text).not.toContain('SECRET-INPUT');
});

test('what the grader prints in CI starts no command either', () => {
  const text = printableInCi(`a${HOSTILE.command}`);
  expect(text).not.toMatch(/^\s*::/m);
  expect(text).not.toContain('##[');
  expect(text).not.toContain('\r');
});
