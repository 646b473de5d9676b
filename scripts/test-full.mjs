#!/usr/bin/env node
/** Runs every notebook as learners get it, and every wrong solution in the sandbox, without the cuts that keep `npm test` short. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { ROOT } from './setup/steps.mjs';

const jest = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
const { status } = spawnSync(process.execPath, [jest, 'test/e2e', 'graders/fixtures', ...process.argv.slice(2)], { cwd: ROOT, stdio: 'inherit', env: { ...process.env, GRADUS_FULL: '1' } });
process.exitCode = status ?? 1;
