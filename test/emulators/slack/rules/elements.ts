// Which interactive elements does Block Kit accept?

import { type Fields, isFields, listIn } from '../payload.ts';
import { anything, boolean, type Fault, integer, list, object, type Rule, string } from './rule.ts';
import { anyText, confirm, option, optionGroups, plainText, selectOption } from './texts.ts';

/** Lengths and counts from docs.slack.dev, Block Kit reference, elements. */
const actionId = string({ max: 255 });
const url = string({ max: 3000, pattern: /^(https?|mailto|tel|slack):/ });
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{2}:\d{2}$/;

const element = (name: string, fields: Record<string, Rule>, extra?: (value: Fields, pointer: string) => Fault[]) =>
  object({ 'type!': string({ oneOf: [name] }), action_id: actionId, ...fields }, extra);

const choice = { placeholder: plainText(150), focus_on_load: boolean, confirm };
const many = { ...choice, max_selected_items: integer(1, 100) };
const typing = {
  placeholder: plainText(150),
  focus_on_load: boolean,
  dispatch_action_config: object({
    trigger_actions_on: list(string({ oneOf: ['on_enter_pressed', 'on_character_entered'] }), 1, 2),
  }),
};
const conversationFilter = object({
  include: list(string({ oneOf: ['im', 'mpim', 'private', 'public'] }), 1, 4),
  exclude_external_shared_channels: boolean,
  exclude_bot_users: boolean,
});

/** Static selects take `options` or `option_groups`, not both, and begin on one of them. */
function staticOptions(value: Fields, pointer: string): Fault[] {
  const faults: Fault[] = [];
  if ((value.options === undefined) === (value.option_groups === undefined)) {
    faults.push({ message: 'must provide exactly one of options, option_groups', pointer });
  }
  const offered = [...listIn(value.options), ...listIn(value.option_groups).flatMap((group) => listIn(group.options))];
  const initial = isFields(value.initial_option) ? [value.initial_option] : listIn(value.initial_options);
  for (const one of initial) {
    if (!offered.some((entry) => JSON.stringify(entry) === JSON.stringify(one))) {
      faults.push({ message: 'initial option must be one of the options', pointer });
    }
  }
  return faults;
}

const select = (name: string, fields: Record<string, Rule>, extra?: (value: Fields, pointer: string) => Fault[]) => ({
  [name]: element(name, { ...choice, ...fields }, extra),
});
const multi = (name: string, fields: Record<string, Rule>, extra?: (value: Fields, pointer: string) => Fault[]) => ({
  [name]: element(name, { ...many, ...fields }, extra),
});

const options = { options: list(selectOption, 1, 100), option_groups: optionGroups };
const conversations = { default_to_current_conversation: boolean, filter: conversationFilter };

export const selects: Record<string, Rule> = {
  ...select('static_select', { ...options, initial_option: selectOption }, staticOptions),
  ...select('external_select', { initial_option: selectOption, min_query_length: integer(0, 100) }),
  ...select('users_select', { initial_user: string() }),
  ...select('channels_select', { initial_channel: string(), response_url_enabled: boolean }),
  ...select('conversations_select', {
    ...conversations,
    initial_conversation: string(),
    response_url_enabled: boolean,
  }),
  ...multi('multi_static_select', { ...options, initial_options: list(selectOption, 1, 100) }, staticOptions),
  ...multi('multi_external_select', { initial_options: list(selectOption, 1, 100), min_query_length: integer(0, 100) }),
  ...multi('multi_users_select', { initial_users: list(string(), 1, 100) }),
  ...multi('multi_channels_select', { initial_channels: list(string(), 1, 100) }),
  ...multi('multi_conversations_select', { ...conversations, initial_conversations: list(string(), 1, 100) }),
};

const tick = option(anyText(75));

export const pickers: Record<string, Rule> = {
  radio_buttons: element('radio_buttons', {
    'options!': list(tick, 1, 10),
    initial_option: tick,
    focus_on_load: boolean,
    confirm,
  }),
  checkboxes: element('checkboxes', {
    'options!': list(tick, 1, 10),
    initial_options: list(tick, 1, 10),
    focus_on_load: boolean,
    confirm,
  }),
  datepicker: element('datepicker', { ...choice, initial_date: string({ pattern: DATE }) }),
  timepicker: element('timepicker', { ...choice, initial_time: string({ pattern: TIME }), timezone: string() }),
  datetimepicker: element('datetimepicker', {
    initial_date_time: integer(1_000_000_000, 9_999_999_999),
    focus_on_load: boolean,
    confirm,
  }),
};

export const button: Rule = element('button', {
  'text!': plainText(75),
  url,
  value: string({ max: 2000 }),
  style: string({ oneOf: ['primary', 'danger'] }),
  confirm,
  accessibility_label: string({ max: 75 }),
});

export const overflow: Rule = element('overflow', { 'options!': list(option(plainText(75), true), 1, 5), confirm });

export const image: Rule = object(
  {
    'type!': string({ oneOf: ['image'] }),
    image_url: string({ max: 3000 }),
    slack_file: anything,
    'alt_text!': string({ max: 2000 }),
  },
  (value, pointer) =>
    (value.image_url === undefined) === (value.slack_file === undefined)
      ? [{ message: 'must provide exactly one of image_url, slack_file', pointer }]
      : [],
);

export const inputs: Record<string, Rule> = {
  plain_text_input: element(
    'plain_text_input',
    {
      ...typing,
      initial_value: string({ min: 0, max: 3000 }),
      multiline: boolean,
      min_length: integer(0, 3000),
      max_length: integer(1, 3000),
    },
    (value, pointer) =>
      typeof value.min_length === 'number' &&
      typeof value.max_length === 'number' &&
      value.min_length > value.max_length
        ? [{ message: 'min_length must not exceed max_length', pointer }]
        : [],
  ),
  email_text_input: element('email_text_input', { ...typing, initial_value: string({ min: 0 }) }),
  url_text_input: element('url_text_input', { ...typing, initial_value: string({ min: 0 }) }),
  number_input: element('number_input', {
    ...typing,
    'is_decimal_allowed!': boolean,
    initial_value: string(),
    min_value: string(),
    max_value: string(),
  }),
  file_input: element('file_input', { filetypes: list(string(), 1, 100), max_files: integer(1, 10) }),
};
