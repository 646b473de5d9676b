#!/usr/bin/env node
/** Makes the TypeScript types of the grader's JSON formats from their schemas, NAME.schema.json -> NAME.ts. --check only compares. */
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { compile } from 'json-schema-to-typescript';
import { ROOT } from './setup/steps.mjs';

const SCHEMAS = ['schemas/result', 'course/course'];

for (const name of SCHEMAS) {
  const stem = path.join(ROOT, 'src', 'graders', name);
  const schema = JSON.parse(fs.readFileSync(`${stem}.schema.json`, 'utf8'));
  const types = await compile(schema, schema.title, {
    bannerComment: `/** Made from ${path.basename(stem)}.schema.json by \`node scripts/schemas.mjs\`; do not edit. */`,
    style: { printWidth: 120, singleQuote: true },
  });
  if (!process.argv.includes('--check')) fs.writeFileSync(`${stem}.ts`, types);
  else if (fs.readFileSync(`${stem}.ts`, 'utf8') !== types) {
    console.error(`src/graders/${name}.ts is not what its schema makes: run \`node scripts/schemas.mjs\``);
    process.exitCode = 1;
  }
}
