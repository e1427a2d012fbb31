// Which blocks and elements does the adapter send?

import {
  MAX_BUTTON_TEXT,
  MAX_HEADER_TEXT,
  MAX_OPTION_TEXT,
  MAX_OPTION_VALUE,
  MAX_PLACEHOLDER,
  MAX_SECTION_TEXT,
} from './limits.ts';
import { cutText, plainText } from './mrkdwn.ts';

export interface PlainTextObject {
  readonly type: 'plain_text';
  readonly text: string;
  readonly emoji: true;
}

/** `verbatim`: Slack makes no links and mentions of its own out of the text. */
export interface MarkupObject {
  readonly type: 'mrkdwn';
  readonly text: string;
  readonly verbatim: true;
}

export interface OptionObject {
  readonly text: PlainTextObject;
  readonly value: string;
  readonly description?: PlainTextObject;
}

export interface Button {
  readonly type: 'button';
  readonly action_id: string;
  readonly text: PlainTextObject;
  readonly value: string;
  readonly style?: 'primary' | 'danger';
}

export interface StaticSelect {
  readonly type: 'static_select';
  readonly action_id: string;
  readonly placeholder?: PlainTextObject;
  readonly options: readonly OptionObject[];
  readonly initial_option?: OptionObject;
}

export interface ExternalSelect {
  readonly type: 'external_select';
  readonly action_id: string;
  readonly placeholder: PlainTextObject;
  /** Letters typed before options are asked for. */
  readonly min_query_length: number;
}

export interface TextInput {
  readonly type: 'plain_text_input';
  readonly action_id: string;
  readonly multiline: boolean;
  readonly initial_value?: string;
  readonly max_length: number;
}

export interface FileInput {
  readonly type: 'file_input';
  readonly action_id: string;
  readonly max_files: 1;
  readonly filetypes?: readonly string[];
}

export type Block =
  | { readonly type: 'header'; readonly text: PlainTextObject }
  | { readonly type: 'section'; readonly text: MarkupObject }
  | { readonly type: 'context'; readonly elements: readonly MarkupObject[] }
  | { readonly type: 'divider' }
  | {
      readonly type: 'actions';
      readonly block_id?: string;
      readonly elements: readonly (Button | StaticSelect | ExternalSelect)[];
    }
  | {
      readonly type: 'input';
      readonly block_id: string;
      readonly label: PlainTextObject;
      readonly element: TextInput | StaticSelect | FileInput;
      readonly hint?: PlainTextObject;
      readonly optional: boolean;
    };

/** A plain text object, cut where it is too long. */
export function plainObject(text: string, max: number): PlainTextObject {
  const words = cutText(plainText(text).replace(/\s+/g, ' ').trim(), max);
  return { type: 'plain_text', text: words === '' ? '–' : words, emoji: true };
}

/** A markup object; the text must be markup already and must fit. */
export function markup(text: string): MarkupObject {
  return { type: 'mrkdwn', text, verbatim: true };
}

export function header(text: string): Block {
  return { type: 'header', text: plainObject(text, MAX_HEADER_TEXT) };
}

/** A section of markup that fits {@link MAX_SECTION_TEXT}. */
export function section(text: string): Block {
  return { type: 'section', text: markup(cutText(text, MAX_SECTION_TEXT)) };
}

/** Small print. */
export function context(text: string): Block {
  return { type: 'context', elements: [markup(cutText(text, MAX_SECTION_TEXT))] };
}

export function button(id: string, label: string, value: string, style?: Button['style']): Button {
  return {
    type: 'button',
    action_id: id,
    text: plainObject(label, MAX_BUTTON_TEXT),
    value,
    ...(style === undefined ? {} : { style }),
  };
}

/** An option of a menu. @throws RangeError where its value is longer than Slack takes: it would mean something else. */
export function option(label: string, value: string, description?: string): OptionObject {
  if (value.length > MAX_OPTION_VALUE) throw new RangeError(`an option's value takes ${value.length} characters`);
  return {
    text: plainObject(label, MAX_OPTION_TEXT),
    value,
    ...(description === undefined ? {} : { description: plainObject(description, MAX_OPTION_TEXT) }),
  };
}

/** A menu that asks the adapter for what fits the letters typed. */
export function entryMenu(id: string, placeholder: string): ExternalSelect {
  return {
    type: 'external_select',
    action_id: id,
    placeholder: plainObject(placeholder, MAX_PLACEHOLDER),
    min_query_length: 2,
  };
}
