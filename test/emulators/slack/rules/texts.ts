// Which text objects, options and confirmations does Block Kit accept?

import { boolean, byType, list, object, type Rule, string } from './rule.ts';

/** Figures from docs.slack.dev, Block Kit reference, composition objects. */
export const TEXT_LIMIT = 3000;

const type = (name: string) => string({ oneOf: [name] });

export const plainText = (max: number, min = 1): Rule =>
  byType({ plain_text: object({ 'type!': type('plain_text'), 'text!': string({ min, max }), emoji: boolean }) });

export const anyText = (max: number): Rule =>
  byType({
    plain_text: object({ 'type!': type('plain_text'), 'text!': string({ max }), emoji: boolean }),
    mrkdwn: object({ 'type!': type('mrkdwn'), 'text!': string({ max }), verbatim: boolean }),
  });

export const confirm: Rule = object({
  'title!': plainText(100),
  'text!': anyText(300),
  'confirm!': plainText(30),
  'deny!': plainText(30),
  style: string({ oneOf: ['primary', 'danger'] }),
});

/** An option of a select; its text is plain there, and may be mrkdwn in radio buttons and checkboxes. */
export const option = (text: Rule, withUrl = false): Rule =>
  object({
    'text!': text,
    'value!': string({ max: 150 }),
    description: text,
    ...(withUrl ? { url: string({ max: 3000 }) } : {}),
  });

export const selectOption: Rule = option(plainText(75));

export const optionGroups: Rule = list(
  object({ 'label!': plainText(75), 'options!': list(selectOption, 1, 100) }),
  1,
  100,
);
