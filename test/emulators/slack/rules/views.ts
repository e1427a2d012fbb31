// Which modals and home tabs does Slack accept?

import { isFields, listIn } from '../payload.ts';
import { checkBlocks } from './blocks.ts';
import { anything, boolean, type Fault, faultsOf, object, string } from './rule.ts';
import { plainText } from './texts.ts';

/** Lengths from docs.slack.dev, reference, views. */
const common = {
  'type!': string({ oneOf: ['modal', 'home'] }),
  'blocks!': anything,
  private_metadata: string({ min: 0, max: 3000 }),
  callback_id: string({ min: 0, max: 255 }),
  external_id: string({ min: 0, max: 255 }),
};

const modal = object(
  {
    ...common,
    'title!': plainText(24),
    submit: plainText(24),
    close: plainText(24),
    clear_on_close: boolean,
    notify_on_close: boolean,
    submit_disabled: boolean,
  },
  (value, pointer) =>
    value.submit === undefined && listIn(value.blocks).some((block) => block.type === 'input')
      ? [{ message: 'missing required field: submit', pointer }]
      : [],
);

const home = object(common);

/** Everything wrong with the view, none when Slack would take it. */
export function checkView(view: unknown, expected: 'modal' | 'home', pointer = '/view'): Fault[] {
  if (!isFields(view)) return [{ message: 'must provide an object', pointer }];
  if (view.type !== expected) return [{ message: `must be of type ${expected}`, pointer: `${pointer}/type` }];
  return [
    ...faultsOf(expected === 'modal' ? modal : home, view, pointer),
    ...(view.blocks === undefined ? [] : checkBlocks(view.blocks, expected, `${pointer}/blocks`)),
  ];
}
