// How does an answer look as a Slack message?

import type { Action, Answer, Choices, Line, Section } from '../../bot/answer.ts';
import { type Call, encodeCall } from '../../bot/call.ts';
import { wordsIn } from '../../bot/words.ts';
import { type Block, type Button, button, context, header, option, plainObject, section } from './blocks.ts';
import {
  BLOCK_COST,
  MAX_ACTIONS,
  MAX_FALLBACK_TEXT,
  MAX_HEADER_TEXT,
  MAX_MESSAGE_BLOCKS,
  MAX_MESSAGE_TEXT,
  MAX_OPTIONS,
  MAX_PLACEHOLDER,
  MAX_SECTION_TEXT,
} from './limits.ts';
import { type Audience, cutText, escapeText, fittingLine, lineText } from './mrkdwn.ts';

/** What a message is made of. `text` says all of it without blocks. */
export interface MessageContent {
  readonly text: string;
  readonly blocks: readonly Block[];
}

export interface RenderOptions {
  readonly audience: Audience;
  /** Buttons that are not of the answer itself, such as sharing it; they stand first. */
  readonly first?: readonly Button[] | undefined;
  /** Small print below the answer, as markup. */
  readonly note?: string | undefined;
  /** The block id of the menu, for what its choice must know beside the call. */
  readonly menuId?: string | undefined;
}

/** Action ids: buttons of an answer are numbered, for they must differ within a block. */
export const CALL_ACTION = /^call-\d+$/;
export const CHOOSE_ACTION = 'choose';

/** Room kept for what comes after the sections: small print, notes, buttons. */
const ROOM_BELOW = 1200;
const BLOCKS_BELOW = 7;

/** Draws an answer: headline, sentence, sections, small print, menu, buttons. Sections are cut from their end to fit. */
export function renderAnswer(answer: Answer, options: RenderOptions): MessageContent {
  const { audience, first = [], note, menuId } = options;
  const top = topBlocks(answer, audience);
  const below = [
    ...(answer.footnote === undefined || answer.footnote === '' ? [] : [context(escapeText(answer.footnote))]),
    ...(note === undefined ? [] : [context(note)]),
    ...(answer.choices === undefined ? [] : [menu(answer.choices, menuId)]),
    ...buttonRows([...first, ...answer.actions.map(callButton)]),
  ];
  const middle = sectionBlocks(answer, audience, {
    text: MAX_MESSAGE_TEXT - costOf(top) - Math.max(ROOM_BELOW, costOf(below)),
    blocks: MAX_MESSAGE_BLOCKS - top.length - Math.max(BLOCKS_BELOW, below.length),
  });
  const blocks = [...top, ...middle, ...below];
  // Slack refuses a message without blocks' text and text alike; an answer always says something, but its parts may not.
  return { text: fallbackText(answer), blocks: blocks.length > 0 ? blocks : [section('–')] };
}

/** An answer as text alone, for notifications and screen readers. */
export function fallbackText(answer: Answer): string {
  const parts = [
    escapeText(answer.headline),
    answer.lead === undefined ? '' : lineText(answer.lead),
    ...answer.sections.map(({ label, lines }) =>
      [escapeText(label), ...lines.map(lineText)].filter(Boolean).join('\n'),
    ),
    escapeText(answer.footnote ?? ''),
  ];
  const text = parts.filter((part) => part !== '').join('\n\n');
  return withoutHalfEntity(cutText(text === '' ? '–' : text, MAX_FALLBACK_TEXT));
}

/** The value of a button or option: the call it makes. */
export function callValue(call: Call): string {
  return encodeCall(call);
}

function withoutHalfEntity(text: string): string {
  return text.replace(/&[a-z]{0,3}…$/, '…');
}

function topBlocks({ headline, lead }: Answer, audience: Audience): Block[] {
  const blocks: Block[] = [];
  if (headline !== '') {
    blocks.push(
      headline.length <= MAX_HEADER_TEXT
        ? header(headline)
        : section(fittingLine([{ text: headline, style: 'strong' }], audience, MAX_SECTION_TEXT)),
    );
  }
  if (lead !== undefined && lineText(lead).trim() !== '') {
    blocks.push(section(fittingLine(lead, audience, MAX_SECTION_TEXT)));
  }
  return blocks;
}

function sectionBlocks(answer: Answer, audience: Audience, room: { text: number; blocks: number }): Block[] {
  const blocks: Block[] = [];
  let text = room.text;
  for (const part of answer.sections) {
    for (const piece of pieces(part, audience)) {
      const cost = piece.length + BLOCK_COST;
      if (blocks.length + 1 >= room.blocks || cost > text) {
        return [...blocks, context(escapeText(wordsIn(answer.lang)('answer.cut')))];
      }
      blocks.push(section(piece));
      text -= cost;
    }
  }
  return blocks;
}

/** The label and lines of a section, in pieces that each fit a block. A line is never parted. */
function pieces({ label, lines }: Section, audience: Audience): string[] {
  const done: string[] = [];
  let current = label === '' ? '' : fittingLine([{ text: label, style: 'strong' }], audience, MAX_SECTION_TEXT / 2);
  for (const line of lines) {
    const text = lineInSection(line, lines.length > 1, audience);
    if (text === '') continue;
    if (current !== '' && current.length + 1 + text.length > MAX_SECTION_TEXT) {
      done.push(current);
      current = text;
    } else current = current === '' ? text : `${current}\n${text}`;
  }
  return current === '' ? done : [...done, current];
}

/** A quotation gets Slack's bar, one of several lines a bullet. */
function lineInSection(line: Line, several: boolean, audience: Audience): string {
  const isQuote = line[0]?.style === 'quote';
  const [mark, following] = isQuote ? ['>', '>'] : several ? ['•  ', '     '] : ['', ''];
  const text = fittingLine(line, audience, MAX_SECTION_TEXT - 200).trim();
  if (text === '') return '';
  const rows = text.split(/\s*\n\s*/);
  // Each row of a quotation carries a mark of its own: count them in.
  const marked = rows.map((row, i) => `${i === 0 ? mark : following}${row}`).join('\n');
  return marked.length <= MAX_SECTION_TEXT ? marked : `${mark}${rows.join(' ')}`;
}

function menu({ placeholder, options }: Choices, id: string | undefined): Block {
  return {
    type: 'actions',
    ...(id === undefined ? {} : { block_id: id }),
    elements: [
      {
        type: 'static_select',
        action_id: CHOOSE_ACTION,
        placeholder: plainObject(placeholder, MAX_PLACEHOLDER),
        options: options
          .slice(0, MAX_OPTIONS)
          .map(({ label, description, call }) => option(label, callValue(call), description)),
      },
    ],
  };
}

function callButton({ label, call, style }: Action, index: number): Button {
  return button(`call-${index}`, label, callValue(call), style);
}

/** Five in a row are seen at a glance; Slack takes more. */
const BUTTONS_PER_ROW = 5;

function buttonRows(buttons: readonly Button[]): Block[] {
  const rows: Block[] = [];
  for (let i = 0; i < Math.min(buttons.length, MAX_ACTIONS); i += BUTTONS_PER_ROW) {
    rows.push({ type: 'actions', elements: buttons.slice(i, i + BUTTONS_PER_ROW) });
  }
  return rows;
}

function costOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + textLength(block) + BLOCK_COST, 0);
}

/** The length of all texts in a block, as Slack counts them. */
export function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + textLength(each), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [name, each]) => sum + (name === 'text' && typeof each === 'string' ? each.length : textLength(each)),
    0,
  );
}
