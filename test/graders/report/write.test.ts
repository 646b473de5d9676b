import { learnerFolder, resultPath } from '../../../src/graders/report/write';

test.each(['anna', 'Ánna Müller', 'anna@example.org', 'x'.repeat(100)])('%s keeps the name as folder', (name) => expect(learnerFolder(name)).toBe(name));

test('no two learners share a folder, whatever their names hold', () => {
  const names = ['a_b', 'a:b', 'a?b', '..', '.', '', '_', 'x'.repeat(101), 'x'.repeat(102), 'a_b~00000000'];
  const folders = names.map(learnerFolder);
  expect(new Set(folders).size).toBe(names.length);
  for (const folder of folders) expect(folder).toMatch(/^[\p{L}\p{N}_][\p{L}\p{N}._@ ~-]*$/u);
});

test.each(['statistics.json', 'gradebook.sqlite', 'html', 'Gradescope'])('a learner called %s does not get in the way of what a run writes', (name) => {
  expect(resultPath({ learner: name, assignment: '01-regularization', file: 'x.ipynb' }, 'out')).toMatch(new RegExp(`^out/${name}~[0-9a-f]{8}/01-regularization\\.json$`));
});
