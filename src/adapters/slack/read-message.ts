// What does a Slack message say, wherever it says it: text, blocks, attachments, a forwarded message?

import { type Fields, fieldsOf, listOf, textOf } from './fields.ts';
import { unescapeText } from './mrkdwn.ts';

/** Attachments may hold messages that hold attachments; deeper than this nobody quotes. */
const DEEPEST = 4;

/** Characters read of one message. */
const MOST_CHARACTERS = 20_000;

/** All that a message says, as plain text; mentions and formatting are left out, addresses are kept. */
export function readMessage(message: Fields): string {
  const parts = partsOf(message, 0).map((part) => part.trim());
  const said: string[] = [];
  // The same words often stand in `text`, in the blocks and in a fallback: once is enough.
  for (const part of parts) {
    if (part !== '' && !said.some((earlier) => squeezed(earlier).includes(squeezed(part)))) said.push(part);
  }
  return said.join('\n').slice(0, MOST_CHARACTERS);
}

/** The text of Slack's markup as people read it: entities and links resolved, mentions taken out. */
export function readMarkup(markup: string): string {
  const text = markup
    .replace(/<(https?:[^|>]+)(?:\|([^>]*))?>/g, (_, url: string, label: string | undefined) =>
      label === undefined || label === '' || url.includes(label) ? url : `${label} ${url}`,
    )
    .replace(/<(?:mailto|tel):[^|>]+\|([^>]*)>/g, '$1')
    .replace(/<#[A-Z0-9]+\|([^>]+)>/g, '#$1')
    .replace(/<[@#!][^>]*>/g, ' ');
  return unescapeText(text).replace(/[ \t]+/g, ' ');
}

function partsOf(message: Fields, depth: number): string[] {
  if (depth > DEEPEST) return [];
  return [
    readMarkup(textOf(message.text)),
    ...listOf(message.blocks).map(blockText),
    ...listOf(message.attachments).flatMap((attachment) => attachmentParts(attachment, depth)),
  ];
}

/** A forwarded message, a link's preview or an old-style attachment. */
function attachmentParts(attachment: Fields, depth: number): string[] {
  const isPreview = attachment.is_msg_unfurl !== true && attachment.is_share !== true;
  const forwarded = listOf(attachment.message_blocks).flatMap((each) => partsOf(fieldsOf(each.message), depth + 1));
  const own = [
    isPreview ? textOf(attachment.pretext) : '',
    isPreview ? textOf(attachment.title) : '',
    textOf(attachment.text),
    ...listOf(attachment.fields).flatMap(({ title, value }) => [textOf(title), textOf(value)]),
    ...listOf(attachment.blocks).map(blockText),
    ...forwarded,
  ].map(readMarkup);
  const said = own.some((part) => part.trim() !== '');
  // A forwarded message's own link leads back into Slack; a preview's link is what the message is about.
  return [...own, ...(said ? [] : [readMarkup(textOf(attachment.fallback))]), isPreview ? originalUrl(attachment) : ''];
}

function originalUrl(attachment: Fields): string {
  return textOf(attachment.title_link) || textOf(attachment.original_url) || textOf(attachment.from_url);
}

function blockText(block: Fields): string {
  switch (block.type) {
    case 'rich_text':
      return richText(block.elements);
    case 'section':
      return [objectText(block.text), ...listOf(block.fields).map(objectText)].join('\n');
    case 'header':
      return objectText(block.text);
    case 'context':
      return listOf(block.elements).map(objectText).join(' ');
    case 'markdown':
      return textOf(block.text);
    case 'image':
    case 'video':
      return [objectText(block.title), textOf(block.alt_text), textOf(block.title_url)].join(' ');
    default:
      return '';
  }
}

function objectText(value: unknown): string {
  const { type, text } = fieldsOf(value);
  return type === 'mrkdwn' ? readMarkup(textOf(text)) : textOf(text);
}

function richText(elements: unknown): string {
  return listOf(elements)
    .map((element) => {
      switch (element.type) {
        case 'text':
          return textOf(element.text);
        case 'link': {
          const [url, label] = [textOf(element.url), textOf(element.text)];
          return label === '' || url.includes(label) ? url : `${label} ${url}`;
        }
        case 'user':
        case 'usergroup':
        case 'channel':
        case 'broadcast':
        case 'emoji':
          return ' ';
        default:
          return `${richText(element.elements)}\n`;
      }
    })
    .join('');
}

/** What is left for telling whether two texts say the same. */
function squeezed(text: string): string {
  return text.replace(/[\s\u00a0]+/g, '').toLowerCase();
}
