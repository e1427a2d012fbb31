// Which element do a person's words mean, and what does using it send?

import { type Fields, fieldsIn, isFields, listIn, textIn } from './payload.ts';
import { elementsOf } from './rules/blocks.ts';

/** An element with the block it stands in. */
export interface Placed {
  readonly block: Fields;
  readonly element: Fields;
}

export function placedIn(blocks: readonly Fields[]): Placed[] {
  return blocks.flatMap((block) =>
    elementsOf(block)
      .filter((element) => typeof element.action_id === 'string')
      .map((element) => ({ block, element })),
  );
}

const words = (value: unknown) => textIn(fieldsIn(value).text);

/** All names under which a person may mean it: label, button text, placeholder, value, action_id, block_id. */
function namesOf({ block, element }: Placed): string[] {
  return [
    words(element.text),
    words(element.placeholder),
    words(block.label),
    textIn(element.action_id),
    textIn(element.value),
    textIn(block.block_id),
  ].filter((name) => name !== '');
}

/**
 * The one element a person means by label, button text, placeholder, value, action_id or block_id; `Name #2` is the
 * second of that name. Throws when it is not one.
 */
export function findElement(blocks: readonly Fields[], name: string, types?: RegExp): Placed {
  const all = placedIn(blocks).filter(({ element }) => types === undefined || types.test(textIn(element.type)));
  const called = (wanted: string) => all.filter((placed) => namesOf(placed).includes(wanted));
  const numbered = /^(.*) #(\d+)$/s.exec(name);
  const found = called(name);
  const nth = numbered === null ? undefined : called(numbered[1] ?? '')[Number(numbered[2]) - 1];
  const meant = found.length === 1 ? found[0] : found.length === 0 ? nth : undefined;
  if (meant === undefined) {
    const offered = all.map((placed) => namesOf(placed)[0]).join(' | ');
    throw new Error(`${found.length} elements are named «${name}»; there are: ${offered || 'none'}`);
  }
  return meant;
}

/** Every option of a static element, groups included. */
export function optionsOf(element: Fields): Fields[] {
  return [...listIn(element.options), ...listIn(element.option_groups).flatMap((group) => listIn(group.options))];
}

function optionMeant(element: Fields, value: string, offered: readonly Fields[]): Fields {
  const options = [...optionsOf(element), ...offered];
  const option = options.find((entry) => words(entry.text) === value || entry.value === value);
  if (option === undefined) {
    throw new Error(
      `No option «${value}»; there are: ${options.map((entry) => words(entry.text)).join(' | ') || 'none'}`,
    );
  }
  return option;
}

/**
 * What the element's state becomes when a person enters `value`: one text, several, or the state itself.
 * `offered` are the options that an external select showed last.
 */
export function enteredState(element: Fields, value: unknown, offered: readonly Fields[] = []): Fields {
  const type = textIn(element.type);
  if (isFields(value)) return { type, ...value };
  const several = Array.isArray(value) ? value.map(String) : [String(value)];
  const [one = ''] = several;
  switch (type) {
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return { type, value: one === '' ? null : one };
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
    case 'overflow':
      return { type, selected_option: optionMeant(element, one, offered) };
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return { type, selected_options: several.map((entry) => optionMeant(element, entry, offered)) };
    case 'users_select':
      return { type, selected_user: one };
    case 'multi_users_select':
      return { type, selected_users: several };
    case 'channels_select':
      return { type, selected_channel: one };
    case 'multi_channels_select':
      return { type, selected_channels: several };
    case 'conversations_select':
      return { type, selected_conversation: one };
    case 'multi_conversations_select':
      return { type, selected_conversations: several };
    case 'datepicker':
      return { type, selected_date: one };
    case 'timepicker':
      return { type, selected_time: one };
    default:
      throw new Error(`A person cannot enter anything in ${type}`);
  }
}

/** What an element holds before anybody touches it. */
export function initialState(element: Fields): Fields | undefined {
  const type = textIn(element.type);
  const pairs: readonly [string, string][] = [
    ['initial_value', 'value'],
    ['initial_option', 'selected_option'],
    ['initial_options', 'selected_options'],
    ['initial_user', 'selected_user'],
    ['initial_users', 'selected_users'],
    ['initial_channel', 'selected_channel'],
    ['initial_conversation', 'selected_conversation'],
    ['initial_date', 'selected_date'],
    ['initial_time', 'selected_time'],
  ];
  const pair = pairs.find(([initial]) => element[initial] !== undefined);
  if (pair !== undefined) return { type, [pair[1]]: element[pair[0]] };
  if (type === 'file_input') return { type, files: [] };
  if (/_input$/.test(type)) return { type, value: null };
  if (/^(multi_static|multi_external|checkboxes)/.test(type)) return { type, selected_options: [] };
  return /(select|radio_buttons)/.test(type) && !type.startsWith('multi') ? { type, selected_option: null } : undefined;
}

/** `state.values` of a payload: what was entered, else what each element held from the start. */
export function stateValues(
  blocks: readonly Fields[],
  entered: ReadonlyMap<string, ReadonlyMap<string, Fields>>,
): Record<string, Record<string, Fields>> {
  const values: Record<string, Record<string, Fields>> = {};
  for (const { block, element } of placedIn(blocks)) {
    const [blockId, actionId] = [String(block.block_id), String(element.action_id)];
    const state = entered.get(blockId)?.get(actionId) ?? initialState(element);
    if (state !== undefined) values[blockId] = { ...values[blockId], [actionId]: state };
  }
  return values;
}

/** Whether nothing has been entered. */
export function isEmptyState(state: Fields | undefined): boolean {
  if (state === undefined) return true;
  return Object.entries(state).every(
    ([name, value]) =>
      name === 'type' || value === null || value === '' || (Array.isArray(value) && value.length === 0),
  );
}

/** Why Slack's own form would not let this entry through, or undefined. */
export function entryProblem({ block, element }: Placed, state: Fields | undefined): string | undefined {
  if (isEmptyState(state)) return block.optional === true ? undefined : 'Please complete this required field.';
  const value = textIn(state?.value);
  if (typeof element.min_length === 'number' && value.length < element.min_length) return 'Too short.';
  const max = typeof element.max_length === 'number' ? element.max_length : 3000;
  if (typeof state?.value === 'string' && value.length > max) return 'Too long.';
  if (element.type === 'url_text_input' && !URL.canParse(value)) return 'Not a valid address.';
  if (element.type === 'number_input' && !/^-?\d+(\.\d+)?$/.test(value)) return 'Not a number.';
  return undefined;
}
