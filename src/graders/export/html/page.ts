import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { html, trusted, type Markup } from './markup';
import { SORT_SCRIPT } from './sort';

const STYLE = fs.readFileSync(path.join(__dirname, 'style.css'), 'utf8');

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing is fetched, and nothing runs but this page's own style and script, whatever may be smuggled into its text. */
const policy = (script: string | null): string => `default-src 'none'; style-src ${hash(STYLE)}; script-src ${script === null ? "'none'" : hash(script)}; base-uri 'none'; form-action 'none'`;

/** A whole page, with all it needs in it. */
export function page(title: string, body: Markup, { sortable = false } = {}): string {
  const script = sortable ? SORT_SCRIPT : null;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
${body}
${script !== null && html`<script>${trusted(script)}</script>`}
</body>
</html>
`;
  return page.text;
}
