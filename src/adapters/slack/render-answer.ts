// How does an answer look as a Slack message?

import { type Action, type Answer, type Choices, isBlank, type Line, type Section } from '../../bot/answer.ts';
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
import { type ShareTarget, targetBlockId } from './share-target.ts';

/** What a message is made of. `text` says all of it without blocks. */
export interface MessageContent {
  readonly text: string;
  readonly blocks: readonly Block[];
}

export interface RenderOptions {
  readonly audience: Audience;
  /** Where a private answer may be shared; its buttons and menu carry it. */
  readonly shareTo?: ShareTarget | undefined;
  /** Names of people by their ids, to stand for a mention that would notify. */
  readonly names?: ReadonlyMap<string, string> | undefined;
}

/** Action ids: buttons of an answer are numbered, for they must differ within a block. */
export const CALL_ACTION = /^call-\d+$/;
export const CHOOSE_ACTION = 'choose';

/** Room kept for what comes after the sections: small print, notes, buttons. */
const ROOM_BELOW = 1200;
const BLOCKS_BELOW = 7;

/** Draws an answer: headline, sentence, sections, small print, menu, buttons. Sections are cut from their end to fit. */
export function renderAnswer(named: Answer, options: RenderOptions): MessageContent {
  const { audience, shareTo } = options;
  const answer = options.names === undefined ? named : withNames(named, options.names);
  const top = topBlocks(answer, audience);
  const below = [
    ...(isBlank(answer.footnote) ? [] : [context(escapeText(answer.footnote))]),
    ...(answer.choices === undefined ? [] : [menu(answer.choices, shareTo)]),
    ...buttonRows(answer, shareTo),
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
      [escapeText(label), ...lines.map(lineText)].filter((part) => !isBlank(part)).join('\n'),
    ),
    escapeText(answer.footnote ?? ''),
  ];
  const text = parts.filter((part) => !isBlank(part)).join('\n\n');
  return withoutHalfEntity(cutText(text === '' ? '–' : text, MAX_FALLBACK_TEXT));
}

/** The value of a button or option: the call it makes. */
export function callValue(call: Call): string {
  return encodeCall(call);
}

/** Mentions of people whose names are known, as names. */
function withNames(answer: Answer, names: ReadonlyMap<string, string>): Answer {
  const line = (spans: Line): Line =>
    spans.map((span) => {
      const name = span.mention?.kind === 'person' ? names.get(span.mention.id) : undefined;
      return name === undefined ? span : { ...span, text: name, mention: undefined };
    });
  const sections = answer.sections.map((part) => ({ ...part, lines: part.lines.map(line) }));
  return { ...answer, lead: answer.lead && line(answer.lead), sections };
}

function withoutHalfEntity(text: string): string {
  return text.replace(/&[a-z]{0,3}…$/, '…');
}

function topBlocks({ headline, lead }: Answer, audience: Audience): Block[] {
  const blocks: Block[] = [];
  if (!isBlank(headline)) {
    blocks.push(
      headline.length <= MAX_HEADER_TEXT
        ? header(headline)
        : section(fittingLine([{ text: headline, style: 'strong' }], audience, MAX_SECTION_TEXT)),
    );
  }
  if (lead !== undefined && !isBlank(lineText(lead))) {
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
  let current = isBlank(label) ? '' : fittingLine([{ text: label, style: 'strong' }], audience, MAX_SECTION_TEXT / 2);
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

function menu({ placeholder, options }: Choices, shareTo: ShareTarget | undefined): Block {
  return {
    type: 'actions',
    ...(shareTo === undefined ? {} : { block_id: targetBlockId('menu', shareTo) }),
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

/** Five in a row are seen at a glance; Slack takes more. */
const BUTTONS_PER_ROW = 5;

function buttonRows({ actions, lang }: Answer, shareTo: ShareTarget | undefined): Block[] {
  const buttons = actions.slice(0, MAX_ACTIONS).map((action, i) => callButton(action, i, lang, shareTo));
  // Sharing is what most people do next: it stands first.
  const ordered = [
    ...buttons.filter(({ style }) => style === 'primary'),
    ...buttons.filter(({ style }) => style !== 'primary'),
  ];
  const rows: Block[] = [];
  for (let i = 0; i < ordered.length; i += BUTTONS_PER_ROW) {
    rows.push({
      type: 'actions',
      ...(shareTo === undefined ? {} : { block_id: targetBlockId(`row-${i}`, shareTo) }),
      elements: ordered.slice(i, i + BUTTONS_PER_ROW),
    });
  }
  return rows;
}

function callButton(
  { label, call, style }: Action,
  index: number,
  lang: string,
  shareTo: ShareTarget | undefined,
): Button {
  const id = `call-${index}`;
  if (call.command !== 'share' || shareTo === undefined) return button(id, label, callValue(call), style);
  const words = wordsIn(lang)(shareTo.as === 'thread' ? 'action.share-thread' : 'action.share-channel');
  return button(id, words, callValue(call), 'primary');
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
