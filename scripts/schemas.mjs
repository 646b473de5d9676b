#!/usr/bin/env node
/** Makes src/graders/schemas/result.ts, the TypeScript types of the result, from its JSON schema. --check only compares. */
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { compile } from 'json-schema-to-typescript';
import { ROOT } from './setup/steps.mjs';

const folder = path.join(ROOT, 'src', 'graders', 'schemas');
const schema = JSON.parse(fs.readFileSync(path.join(folder, 'result.schema.json'), 'utf8'));
const types = await compile(schema, 'Result', {
  bannerComment: '/** Made from result.schema.json by `node scripts/schemas.mjs`; do not edit. */',
  style: { printWidth: 120, singleQuote: true },
});
const target = path.join(folder, 'result.ts');
if (process.argv.includes('--check')) {
  if (fs.readFileSync(target, 'utf8') !== types) {
    console.error('src/graders/schemas/result.ts is not what its schema makes: run `node scripts/schemas.mjs`');
    process.exitCode = 1;
  }
} else fs.writeFileSync(target, types);
