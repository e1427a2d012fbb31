// How does an answer look as a Discord message?

import type { APIEmbed, APIEmbedField } from 'discord.js';
import { type Answer, isBlank, type Section } from '../../bot/answer.ts';
import { blocksOf, NO_NAME, pieces, sectionText } from './embed-fields.ts';
import { cut, LIMITS } from './limits.ts';
import { escapeText, lineMarkdown } from './markdown.ts';
import { type MessageBody, rowsOf } from './message-body.ts';
import { colourOf } from './verdict-colours.ts';

/** Room left below this, in characters, is not worth beginning a field in. */
const WORTH_BEGINNING = 120;

const ELLIPSIS = '\n…';

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
  if (isShort(answer)) return [notEmpty({ content: shortText(answer), embeds: [], components })];
  return embedsOf(answer, most).map((embed, i) =>
    notEmpty({ content: '', embeds: [embed], components: i === 0 ? components : [] }),
  );
}

/** Discord refuses a message without a word, even with buttons: an answer that holds none becomes an ellipsis. */
function notEmpty(body: MessageBody): MessageBody {
  const [embed] = body.embeds;
  const words = [body.content, embed?.title, embed?.description, embed?.footer?.text, embed?.fields?.[0]?.value];
  return words.some((text) => text !== undefined && text.trim() !== '') ? body : { ...body, content: '…', embeds: [] };
}

/** The same as plain text, for a channel where the bot may not embed. */
export function renderWithoutEmbed(answer: Answer): MessageBody {
  const parts = [
    shortText(answer),
    ...answer.sections.map((section) =>
      [!hasLabel(section) ? '' : `**${escapeText(section.label)}**`, sectionText(section, 'content')]
        .filter((line) => line !== '')
        .join('\n'),
    ),
    isBlank(answer.footnote) ? '' : `-# ${escapeText(answer.footnote)}`,
  ];
  return notEmpty({ content: joined(parts.filter((part) => part !== '')), embeds: [], components: rowsOf(answer) });
}

function hasLabel({ label }: Section): boolean {
  return !isBlank(label);
}

/** A word or two need no frame. */
function isShort({ sections, footnote, verdict }: Answer): boolean {
  return sections.length === 0 && footnote === undefined && verdict === undefined;
}

function shortText({ headline, lead }: Answer): string {
  const lines = [isBlank(headline) ? '' : `**${escapeText(headline)}**`, lead ? lineMarkdown(lead, 'content') : ''];
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

/** The embeds of an answer, at most so many, one for each message. */
function embedsOf(answer: Answer, most: number): APIEmbed[] {
  // Discord refuses a footer of blanks.
  const title = cut(escapeText(answer.headline.trim()), LIMITS.title);
  const footer = cut((answer.footnote ?? '').trim(), LIMITS.footer);
  const room = LIMITS.embedTotal - title.length - footer.length;
  // Fields part the sections best; a section that one field does not hold would be torn apart by them.
  const isLong = answer.sections.some((section) => blocksOf(section).length > 1);
  const bodies = isLong ? textBodies(answer, Math.min(room, LIMITS.description), most) : [fieldBody(answer, room)];
  const color = colourOf(answer);
  return bodies.map((body, i) => ({
    color,
    ...(i === 0 && title !== '' && { title }),
    ...body,
    ...(i === bodies.length - 1 && footer !== '' && { footer: { text: footer } }),
  }));
}

type Body = Pick<APIEmbed, 'description' | 'fields'>;

function fieldBody(answer: Answer, room: number): Body {
  const { description, fields } = layOut(answer);
  const fitting = packed(fields, room - description.length);
  return { ...(description !== '' && { description }), ...(fitting.length > 0 && { fields: fitting }) };
}

/** All as running text with headings, in as many pieces as it takes; the last one allowed ends with an ellipsis. */
function textBodies({ lead, sections }: Answer, room: number, most: number): Body[] {
  const lines = [
    ...(lead ? [lineMarkdown(lead, 'embed')] : []),
    ...sections.flatMap((section) => [
      ...(!hasLabel(section) ? [''] : ['', `**${escapeText(section.label)}**`]),
      ...sectionText(section, 'embed').split('\n'),
    ]),
  ].flatMap((line) => pieces(line, room - ELLIPSIS.length));
  const bodies: string[] = [''];
  for (const line of lines) {
    const text = bodies[bodies.length - 1] ?? '';
    const next = text === '' ? line : `${text}\n${line}`;
    if (next.length <= room - ELLIPSIS.length) bodies[bodies.length - 1] = next;
    else if (bodies.length < most) bodies.push(line);
    else {
      bodies[bodies.length - 1] = text + ELLIPSIS;
      break;
    }
  }
  return bodies.map((description) => ({ description: description.trim() }));
}

/** Description and fields in the order of the answer, as many as there are. */
function layOut({ lead, sections }: Answer): { description: string; fields: APIEmbedField[] } {
  let description = lead ? cut(lineMarkdown(lead, 'embed'), LIMITS.description) : '';
  const fields: APIEmbedField[] = [];
  for (const section of sections) {
    const last = fields.at(-1);
    // What has no label belongs to what stands above it: the description, or in small print the field before.
    if (!hasLabel(section)) {
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
      const name = index === 0 && hasLabel(section) ? cut(escapeText(section.label), LIMITS.fieldName) : NO_NAME;
      fields.push({ name, value });
    }
  }
  return { description, fields };
}

/** The fields that fit in a number of characters; an ellipsis says that there were more. */
function packed(fields: readonly APIEmbedField[], budget: number): APIEmbedField[] {
  const fitting: APIEmbedField[] = [];
  let left = budget;
  for (const field of fields) {
    const size = field.name.length + field.value.length;
    if (fitting.length === LIMITS.fields || size > left) {
      closeOff(fitting, field, left);
      break;
    }
    fitting.push({ ...field });
    left -= size;
  }
  return fitting;
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
