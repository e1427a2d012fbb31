// How does a section of an answer become the fields of an embed?

import type { Section } from '../../bot/answer.ts';
import { LIMITS } from './limits.ts';
import { lineMarkdown, type Where } from './markdown.ts';

/** Discord wants a name above every field; this one cannot be seen. */
export const NO_NAME = '\u200b';

/** Sections whose lines are items even where nothing in them stands out. */
const LISTS: ReadonlySet<Section['key']> = new Set(['list', 'differences', 'origin']);

/** A section as one text. */
export function sectionText(section: Section, where: Where): string {
  return sectionLines(section, where).join('\n');
}

/** The lines of a section put together to pieces that a field takes. */
export function blocksOf(section: Section): string[] {
  const blocks: string[] = [];
  for (const line of sectionLines(section, 'embed').flatMap((text) => pieces(text, LIMITS.fieldValue))) {
    const last = blocks.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= LIMITS.fieldValue) {
      blocks[blocks.length - 1] = `${last}\n${line}`;
    } else blocks.push(line);
  }
  return blocks;
}

function sectionLines({ key, lines }: Section, where: Where): string[] {
  return lines
    .map((line) => {
      const text = lineMarkdown(line, where, key === 'list').trim();
      const standsOut = line.some(({ url, style }) => url !== undefined || style === 'strong');
      const isItem = lines.length > 1 && !text.startsWith('> ') && (LISTS.has(key) || standsOut);
      return isItem ? `- ${text}` : text;
    })
    .filter((text) => text !== '');
}

/** A text in pieces of at most a length, broken between words. */
function pieces(text: string, length: number): string[] {
  const found: string[] = [];
  let rest = text;
  while (rest.length > length) {
    const space = rest.lastIndexOf(' ', length);
    const end = space > length / 2 ? space : length;
    found.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...found, rest];
}
