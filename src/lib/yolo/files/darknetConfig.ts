/** A section of a Darknet .cfg file: [convolutional] with its options, all as written. */
export interface DarknetSection {
  type: string;
  options: Record<string, string>;
  /** Where it starts, for messages. */
  line: number;
}

/** Sections of a .cfg file, the [net] section first. `#` and `;` start comments. */
export function parseDarknetConfig(text: string): DarknetSection[] {
  const sections: DarknetSection[] = [];
  text.split('\n').forEach((raw, i) => {
    const line = raw.replace(/[#;].*$/, '').trim();
    if (line === '') return;
    const header = /^\[(\w+)\]$/.exec(line);
    if (header) return void sections.push({ type: header[1], options: {}, line: i + 1 });
    const [key, ...value] = line.split('=');
    if (value.length === 0 || sections.length === 0) throw new Error(`parseDarknetConfig: line ${i + 1} is neither [section] nor option=value: '${line}'`);
    sections.at(-1)!.options[key.trim()] = value.join('=').trim();
  });
  if (sections[0]?.type !== 'net' && sections[0]?.type !== 'network') throw new Error(`parseDarknetConfig: expected the section [net] first, got ${sections[0] ? `[${sections[0].type}]` : 'none'}`);
  return sections;
}

/** A whole number of a section. */
export function numberOf({ type, options, line }: DarknetSection, key: string, otherwise?: number): number {
  const value = options[key] === undefined ? otherwise : Number(options[key]);
  if (value === undefined || !Number.isInteger(value)) throw new Error(`Darknet config: [${type}] in line ${line} needs a whole number ${key}, got ${options[key] ?? 'none'}`);
  return value;
}

/** Anchors of the [region] section, widths and heights in cells. */
export function darknetAnchors(sections: readonly DarknetSection[]): [number, number][] {
  const numbers = (sections.find((s) => s.type === 'region')?.options.anchors ?? '').split(',').filter((x) => x.trim()).map(Number); // prettier-ignore
  return Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[2 * i], numbers[2 * i + 1]]);
}
