import type ts from 'typescript';
import { typescript as t } from '../compile/typescript';
import type { Executor } from '../cells/executor';
import type { Content } from '../protocol/message';
import { toIndex } from './positions';

/** Answers inspect_request (Shift-Tab): the signature and what is written about it; inside the brackets of a call, of the function that is called. */
export function inspect(executor: Executor, code: string, cursor: number): Content {
  const position = toIndex(code, cursor);
  const info = [position, position - 1, calleeAt(code, position)].map((at) => (at === null || at < 0 ? undefined : executor.inspect(code, at))).find((found) => found !== undefined && (found.displayParts?.length ?? 0) > 0);
  if (!info) return { status: 'ok', found: false, data: {}, metadata: {} };
  return { status: 'ok', found: true, data: { 'text/plain': plain(info), 'text/markdown': markdown(info) }, metadata: {} };
}

const signature = (info: ts.QuickInfo): string => (info.displayParts ?? []).map(({ text }) => text).join('');
const documentation = (info: ts.QuickInfo): string => (info.documentation ?? []).map(({ text }) => text).join('');
const tagText = (tag: ts.JSDocTagInfo): string => (tag.text ?? []).map(({ text }) => text).join('');

function plain(info: ts.QuickInfo): string {
  const tags = (info.tags ?? []).map((tag) => `@${tag.name} ${tagText(tag)}`.trimEnd());
  return [signature(info), documentation(info), tags.join('\n')].filter((part) => part !== '').join('\n\n');
}

function markdown(info: ts.QuickInfo): string {
  const tags = (info.tags ?? []).map((tag) => (tag.name === 'example' ? `Example:\n\`\`\`typescript\n${tagText(tag)}\n\`\`\`` : tag.name === 'param' ? `- \`${tagText(tag).replace(/\s/, '` ')}${/\s/.test(tagText(tag)) ? '' : '`'}` : `*${tag.name}* ${tagText(tag)}`));
  return [`\`\`\`typescript\n${signature(info)}\n\`\`\``, documentation(info), tags.join('\n')].filter((part) => part !== '').join('\n\n');
}

/** Where the name of the function stands whose brackets are around a position. */
function calleeAt(code: string, cursor: number): number | null {
  const position = code.slice(0, cursor).trimEnd().length; // a call that is not closed yet ends before the space
  const file = t.createSourceFile('cell.ts', code, t.ScriptTarget.ES2022, true);
  let found: number | null = null;
  const visit = (node: ts.Node): void => {
    if (node.pos > position || node.end < position) return;
    if ((t.isCallExpression(node) || t.isNewExpression(node)) && node.expression.end < position) {
      found = (t.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression).getStart(file);
    }
    t.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
