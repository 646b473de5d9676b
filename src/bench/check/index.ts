export { checkLines, compare, fails, type BaselineRow, type Checked } from './band';
export { readBaseline, rowsOfSuites, withSuites, writeBaseline, type Baseline } from './baseline';
