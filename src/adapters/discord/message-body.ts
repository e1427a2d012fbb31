// What is a message to Discord made of, and is it one that Discord takes?

import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
  type APIEmbed,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { Action, Answer } from '../../bot/answer.ts';
import { encodeCall } from '../../bot/call.ts';
import { cut, LIMITS } from './limits.ts';

/** All of a message that is drawn. Every part is always there, so that an edit leaves nothing of the earlier one. */
export interface MessageBody {
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly APIActionRowComponent<APIComponentInMessageActionRow>[];
}

/** The custom id of every menu; what is chosen carries the call. */
export const MENU_ID = 'menu';

const STYLES = { primary: ButtonStyle.Primary, danger: ButtonStyle.Danger } as const;

/** The menu and the buttons of an answer, in rows. */
export function rowsOf({ choices, actions }: Pick<Answer, 'choices' | 'actions'>): MessageBody['components'] {
  const rows: APIActionRowComponent<APIComponentInMessageActionRow>[] = [];
  if (choices !== undefined && choices.options.length > 0) {
    const options = choices.options.slice(0, LIMITS.selectOptions).map(({ label, description, call }) => ({
      label: cut(label, LIMITS.optionText),
      value: encodeCall(call),
      ...(description && { description: cut(description, LIMITS.optionText) }),
    }));
    const placeholder = cut(choices.placeholder, LIMITS.placeholder);
    rows.push({
      type: ComponentType.ActionRow,
      components: [{ type: ComponentType.StringSelect, custom_id: MENU_ID, placeholder, options }],
    });
  }
  for (let at = 0; at < actions.length && rows.length < LIMITS.rows; at += LIMITS.buttonsInRow) {
    const inRow = actions.slice(at, at + LIMITS.buttonsInRow);
    rows.push({ type: ComponentType.ActionRow, components: inRow.map(buttonOf) });
  }
  return rows;
}

function buttonOf({ label, call, style }: Action): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    style: style === undefined ? ButtonStyle.Secondary : STYLES[style],
    label: cut(label, LIMITS.buttonLabel),
    custom_id: encodeCall(call),
  };
}

/** A message that Discord would refuse: a fault of ours, found before it is sent. */
export class MessageBodyError extends Error {
  readonly code = 'message-body';
}

/**
 * The last look at a message before it is sent.
 * @throws MessageBodyError that names what is over which limit, never the text.
 */
export function checkBody(body: MessageBody): MessageBody {
  const fault = faultOf(body);
  if (fault !== undefined) throw new MessageBodyError(`Discord would refuse this message: ${fault}`);
  return body;
}

function faultOf({ content, embeds, components }: MessageBody): string | undefined {
  const sizes: [string, number, number][] = [['content', content.length, LIMITS.content]];
  let total = 0;
  for (const embed of embeds) {
    const fields = embed.fields ?? [];
    const texts: [string, string, number][] = [
      ['title', embed.title ?? '', LIMITS.title],
      ['description', embed.description ?? '', LIMITS.description],
      ['footer', embed.footer?.text ?? '', LIMITS.footer],
      ...fields.flatMap(({ name, value }): [string, string, number][] => [
        ['field name', name, LIMITS.fieldName],
        ['field value', value, LIMITS.fieldValue],
      ]),
    ];
    sizes.push(['number of fields', fields.length, LIMITS.fields]);
    for (const [name, text, most] of texts) {
      sizes.push([name, text.length, most]);
      total += text.length;
    }
    if (fields.some(({ name, value }) => name.trim() === '' || value.trim() === '')) return 'an empty field';
  }
  sizes.push(['sum of the embed', total, LIMITS.embedTotal], ['number of rows', components.length, LIMITS.rows]);
  const ids = components.flatMap(({ components: inner }) =>
    inner.map((one) => ('custom_id' in one ? one.custom_id : '')),
  );
  if (new Set(ids).size < ids.length) return 'two buttons with the same call';
  const values = components.flatMap(({ components: inner }) =>
    inner.flatMap((one) => ('options' in one ? one.options.map(({ value }) => value) : [])),
  );
  if (new Set(values).size < values.length) return 'two options with the same call';
  if (content === '' && embeds.length === 0 && components.length === 0) return 'it is empty';
  const over = sizes.find(([, size, most]) => size > most);
  return over && `${over[0]} ${over[1]}, at most ${over[2]}`;
}
