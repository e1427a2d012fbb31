// Which entries fit the letters typed into a menu?

import type { App } from '@slack/bolt';
import { option } from '../blocks.ts';
import type { Desk } from '../desk.ts';
import { fieldsOf, textOf } from '../fields.ts';
import { MAX_OPTION_VALUE } from '../limits.ts';

/** Answers at once, from memory alone: people are still typing. */
export function onSuggestion(app: App, desk: Desk): void {
  app.options(/.*/, async ({ ack, body }) => {
    const payload = fieldsOf(body);
    const team = textOf(fieldsOf(payload.team).id) || textOf(fieldsOf(payload.user).team_id);
    const locale = desk.people.recall(team, textOf(fieldsOf(payload.user).id))?.locale;
    const channel = textOf(fieldsOf(payload.channel).id);
    const place = { platform: 'slack', community: team, channel, direct: false } as const;
    const found = desk.bot.suggest({ place, locale }, textOf(payload.value));
    const options = found
      .filter(({ value }) => value.length <= MAX_OPTION_VALUE)
      .map(({ label, value }) => option(label, value));
    await ack({ options: options as never[] });
  });
}
