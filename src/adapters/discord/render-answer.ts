// How does an answer look as a Discord message?

import type { APIEmbed, APIEmbedField } from 'discord.js';
import type { Answer } from '../../bot/answer.ts';
import { blocksOf, NO_NAME, sectionText } from './embed-fields.ts';
import { cut, LIMITS } from './limits.ts';
import { escapeText, lineMarkdown } from './markdown.ts';
import { type MessageBody, rowsOf } from './message-body.ts';
import { colourOf } from './verdict-colours.ts';

/** Room left below this, in characters, is not worth beginning a field in. */
const WORTH_BEGINNING = 120;

/**
 * An answer as a message: one line of text where it is short, else one embed. Pure. Within Discord's limits whatever the
 * answer holds: what does not fit is cut from the end of its sections, with an ellipsis.
 */
export function renderAnswer(answer: Answer): MessageBody {
  return renderInParts(answer, 1)[0] as MessageBody;
}

/**
 * The same in up to so many messages, one below the other, where one does not hold it all. Menu and buttons stand below
 * the first. At least one message.
 */
export function renderInParts(answer: Answer, most: number): MessageBody[] {
  const components = rowsOf(answer);
  if (isShort(answer)) return [{ content: shortText(answer), embeds: [], components }];
  return embedsOf(answer, most).map((embed, i) => ({
    content: '',
    embeds: [embed],
    components: i === 0 ? components : [],
  }));
}

/** The same as plain text, for a channel where the bot may not embed. */
export function renderWithoutEmbed(answer: Answer): MessageBody {
  const parts = [
    shortText(answer),
    ...answer.sections.map((section) =>
      [section.label === '' ? '' : `**${escapeText(section.label)}**`, sectionText(section, 'content')]
        .filter((line) => line !== '')
        .join('\n'),
    ),
    answer.footnote === undefined ? '' : `-# ${escapeText(answer.footnote)}`,
  ];
  return { content: joined(parts.filter((part) => part !== '')), embeds: [], components: rowsOf(answer) };
}

/** A word or two need no frame. */
function isShort({ sections, footnote, verdict }: Answer): boolean {
  return sections.length === 0 && footnote === undefined && verdict === undefined;
}

function shortText({ headline, lead }: Answer): string {
  const lines = [headline === '' ? '' : `**${escapeText(headline)}**`, lead ? lineMarkdown(lead, 'content') : ''];
  return cut(lines.filter((line) => line !== '').join('\n'), LIMITS.content);
}

function joined(parts: readonly string[]): string {
  let text = '';
  for (const part of parts) {
    const next = text === '' ? part : `${text}\n\n${part}`;
    if (next.length > LIMITS.content)
      return text === '' ? cut(part, LIMITS.content) : `${cut(text, LIMITS.content - 2)}\n…`;
    text = next;
  }
  return text;
}

function embedsOf(answer: Answer, most: number): APIEmbed[] {
  const title = cut(escapeText(answer.headline), LIMITS.title);
  const footer = cut(answer.footnote ?? '', LIMITS.footer);
  const { description, fields } = layOut(answer);
  const color = colourOf(answer);
  const embeds: APIEmbed[] = [];
  let waiting = fields;
  do {
    const isFirst = embeds.length === 0;
    const isLast = embeds.length + 1 === most;
    const taken = isFirst ? title.length + description.length : 0;
    const { fitting, rest } = packed(waiting, LIMITS.embedTotal - taken - footer.length, isLast);
    embeds.push({
      color,
      ...(isFirst && title !== '' && { title }),
      ...(isFirst && description !== '' && { description }),
      ...(fitting.length > 0 && { fields: fitting }),
    });
    waiting = rest;
  } while (waiting.length > 0 && embeds.length < most);
  const last = embeds.at(-1);
  if (last !== undefined && footer !== '') last.footer = { text: footer };
  return embeds;
}

/** Description and fields in the order of the answer, as many as there are. */
function layOut({ lead, sections }: Answer): { description: string; fields: APIEmbedField[] } {
  let description = lead ? cut(lineMarkdown(lead, 'embed'), LIMITS.description) : '';
  const fields: APIEmbedField[] = [];
  for (const section of sections) {
    const last = fields.at(-1);
    // What has no label belongs to what stands above it: the description, or in small print the field before.
    if (section.label === '') {
      const text = sectionText(section, 'embed');
      const below =
        last === undefined ? `${description}\n\n${text}`.trim() : `${last.value}\n${text.replace(/^/gm, '-# ')}`;
      if (last === undefined && below.length <= LIMITS.description) {
        description = below;
        continue;
      }
      if (last !== undefined && below.length <= LIMITS.fieldValue) {
        last.value = below;
        continue;
      }
    }
    for (const [index, value] of blocksOf(section).entries()) {
      const name = index === 0 && section.label !== '' ? cut(escapeText(section.label), LIMITS.fieldName) : NO_NAME;
      fields.push({ name, value });
    }
  }
  return { description, fields };
}

/** The fields that fit in a number of characters, and the rest. The last embed says by an ellipsis that there was more. */
function packed(
  fields: readonly APIEmbedField[],
  budget: number,
  isLast: boolean,
): { fitting: APIEmbedField[]; rest: APIEmbedField[] } {
  const fitting: APIEmbedField[] = [];
  let left = budget;
  for (const [index, field] of fields.entries()) {
    const size = field.name.length + field.value.length;
    if (fitting.length < LIMITS.fields && size <= left) {
      fitting.push({ ...field });
      left -= size;
      continue;
    }
    if (isLast) closeOff(fitting, field, left);
    return { fitting, rest: fields.slice(index) };
  }
  return { fitting, rest: [] };
}

/** As many lines of the first field that does not fit as there is room for, or an ellipsis below the one before. */
function closeOff(fitting: APIEmbedField[], { name, value }: APIEmbedField, left: number): void {
  const room = left - name.length - 1;
  if (fitting.length < LIMITS.fields && room >= WORTH_BEGINNING) {
    let kept = '';
    for (const line of value.split('\n')) {
      if (kept.length + line.length + 1 > room) break;
      kept += `${line}\n`;
    }
    if (kept !== '') {
      fitting.push({ name, value: `${kept}…` });
      return;
    }
  }
  const last = fitting.at(-1);
  if (last !== undefined && left >= 2 && last.value.length + 2 <= LIMITS.fieldValue) last.value += '\n…';
}
