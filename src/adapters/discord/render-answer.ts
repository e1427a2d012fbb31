// How does an answer look as a Discord message?

import type { APIEmbed, APIEmbedField } from 'discord.js';
import type { Answer, Section } from '../../bot/answer.ts';
import { cut, LIMITS } from './limits.ts';
import { escapeText, lineMarkdown, type Where } from './markdown.ts';
import { type MessageBody, rowsOf } from './message-body.ts';
import { colourOf } from './verdict-colours.ts';

/** Discord wants a name above every field; this one cannot be seen. */
const NO_NAME = '\u200b';

/** Sections whose lines are items even where nothing in them stands out. */
const LISTS: ReadonlySet<Section['key']> = new Set(['list', 'differences', 'origin']);

/**
 * An answer as a message: one line of text where it is short, else one embed. Pure. Within Discord's limits whatever the
 * answer holds: what does not fit is cut from the end of its sections, with an ellipsis.
 */
export function renderAnswer(answer: Answer): MessageBody {
  const components = rowsOf(answer);
  if (isShort(answer)) return { content: shortText(answer), embeds: [], components };
  return { content: '', embeds: [embedOf(answer)], components };
}

/** The same as plain text, for a channel where the bot may not embed. */
export function renderWithoutEmbed(answer: Answer): MessageBody {
  const parts = [
    shortText(answer),
    ...answer.sections.map((section) =>
      [section.label === '' ? '' : `**${escapeText(section.label)}**`, ...sectionLines(section, 'content')]
        .filter((line) => line !== '')
        .join('\n'),
    ),
    answer.footnote === undefined ? '' : `-# ${escapeText(answer.footnote)}`,
  ];
  const content = fitParts(parts.filter((part) => part !== ''));
  return { content, embeds: [], components: rowsOf(answer) };
}

/** A word or two need no frame. */
function isShort({ sections, footnote, verdict }: Answer): boolean {
  return sections.length === 0 && footnote === undefined && verdict === undefined;
}

function shortText({ headline, lead }: Answer): string {
  const lines = [headline === '' ? '' : `**${escapeText(headline)}**`, lead ? lineMarkdown(lead, 'content') : ''];
  return cut(lines.filter((line) => line !== '').join('\n'), LIMITS.content);
}

function fitParts(parts: readonly string[]): string {
  let text = '';
  for (const part of parts) {
    const next = text === '' ? part : `${text}\n\n${part}`;
    if (next.length > LIMITS.content)
      return text === '' ? cut(part, LIMITS.content) : `${cut(text, LIMITS.content - 2)}\n…`;
    text = next;
  }
  return text;
}

function embedOf(answer: Answer): APIEmbed {
  const title = cut(escapeText(answer.headline), LIMITS.title);
  const footer = answer.footnote === undefined ? '' : cut(answer.footnote, LIMITS.footer);
  const { description, fields } = bodyOf(answer, LIMITS.embedTotal - title.length - footer.length);
  return {
    color: colourOf(answer),
    ...(title !== '' && { title }),
    ...(description !== '' && { description }),
    ...(fields.length > 0 && { fields }),
    ...(footer !== '' && { footer: { text: footer } }),
  };
}

/** Description and fields, in the order of the answer, within a number of characters. */
function bodyOf({ lead, sections }: Answer, budget: number): { description: string; fields: APIEmbedField[] } {
  let description = lead ? cut(lineMarkdown(lead, 'embed'), LIMITS.description) : '';
  const fields: APIEmbedField[] = [];
  let left = budget - description.length;
  for (const section of sections) {
    const blocks = blocksOf(section);
    if (section.label === '') {
      const text = blocks.join('\n');
      const last = fields.at(-1);
      const small = last === undefined ? text : text.replace(/^/gm, '-# ');
      const joined =
        last === undefined ? [description, text].filter((part) => part !== '').join('\n\n') : `${last.value}\n${small}`;
      const room = last === undefined ? LIMITS.description : LIMITS.fieldValue;
      const grown = joined.length - (last === undefined ? description : last.value).length;
      if (joined.length <= room && grown <= left) {
        if (last === undefined) description = joined;
        else last.value = joined;
        left -= grown;
        continue;
      }
    }
    for (const [index, value] of blocks.entries()) {
      const name = index === 0 && section.label !== '' ? cut(escapeText(section.label), LIMITS.fieldName) : NO_NAME;
      const room = left - name.length;
      if (fields.length === LIMITS.fields || value.length > room)
        return { description, fields: closed(fields, name, value, room) };
      fields.push({ name, value });
      left = room - value.length;
    }
  }
  return { description, fields };
}

/** The last field that still fits, shortened; or an ellipsis below the one before. */
function closed(fields: APIEmbedField[], name: string, value: string, room: number): APIEmbedField[] {
  const WORTH_SHOWING = 120;
  if (fields.length < LIMITS.fields && room >= WORTH_SHOWING) {
    const lines = value.split('\n');
    let kept = '';
    for (const line of lines) {
      if (kept.length + line.length + 3 > room) break;
      kept += `${line}\n`;
    }
    return kept === '' ? fields : [...fields, { name, value: `${kept}…` }];
  }
  const last = fields.at(-1);
  if (last !== undefined && room >= 2 && last.value.length + 2 <= LIMITS.fieldValue) last.value += '\n…';
  return fields;
}

/** The lines of a section put together to pieces that a field takes. */
function blocksOf(section: Section): string[] {
  const blocks: string[] = [];
  for (const line of sectionLines(section, 'embed').flatMap((text) => pieces(text, LIMITS.fieldValue))) {
    const last = blocks.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= LIMITS.fieldValue)
      blocks[blocks.length - 1] = `${last}\n${line}`;
    else blocks.push(line);
  }
  return blocks;
}

function sectionLines({ key, lines }: Section, where: Where): string[] {
  return lines
    .map((line) => {
      const inList = key === 'list';
      const text = lineMarkdown(line, where, inList).trim();
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
