// Which options does an external select show for what the app answered?

import type { Ack } from './delivery.ts';
import { type Fields, isFields, listIn } from './payload.ts';
import { faultsOf, list } from './rules/rule.ts';
import { optionGroups, selectOption } from './rules/texts.ts';
import { complain, type SlackState } from './slack-state.ts';

/** The options, groups flattened; none, and complaints, when Slack would show an error instead. */
export function suggestedOptions(state: SlackState, ack: Ack): { options: Fields[]; refused: boolean } {
  const body = isFields(ack.body) ? ack.body : {};
  const grouped = body.option_groups !== undefined;
  const faults = grouped
    ? faultsOf(optionGroups, body.option_groups, '/option_groups')
    : faultsOf(list(selectOption, 0, 100), body.options, '/options');
  if (!ack.ok) return { options: [], refused: true };
  for (const fault of faults) complain(state, `block_suggestion: ${fault.message} [${fault.pointer}]`);
  if (faults.length > 0) return { options: [], refused: true };
  const options = grouped ? listIn(body.option_groups).flatMap((group) => listIn(group.options)) : listIn(body.options);
  return { options, refused: false };
}
