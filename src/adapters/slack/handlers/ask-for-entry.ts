// How does one choose the entry for a command that was given without one?

import type { Call } from '../../../bot/call.ts';
import { encodeCall } from '../../../bot/call.ts';
import type { Incoming } from '../../../bot/incoming.ts';
import { wordsIn } from '../../../bot/words.ts';
import { entryMenu, section } from '../blocks.ts';
import { checkedMessage } from '../check-content.ts';
import type { Desk, Spot } from '../desk.ts';
import { escapeText } from '../mrkdwn.ts';
import { postEphemeral, QUIET } from '../post.ts';
import { postToResponseUrl } from '../slack-api.ts';
import { loggable } from '../slack-error.ts';

/** Action ids of menus that find an entry begin so; the call without the entry, and the option's name, follow. */
export const ENTRY_ACTION = 'entry:';

/**
 * Shows a menu that finds entries by their words, where a command lacks the entry it needs. Nothing is decided here: the
 * choice becomes a call like any other.
 * @returns false where the command lacks none.
 */
export async function askForEntry(
  desk: Desk,
  spot: Spot,
  { place, person, locale }: Pick<Incoming, 'place' | 'person' | 'locale'>,
  call: Call,
): Promise<boolean> {
  const command = desk.bot.commands.find(({ name }) => name === call.command);
  const missing = command?.options.find(({ kind, required, name }) => kind === 'entry' && required && !call.args[name]);
  // What is not open to a person is refused by the bot, in its own words.
  if (command === undefined || missing === undefined) return false;
  if (!(await desk.bot.mayUse({ place, person }, call.command))) return false;
  const t = wordsIn(locale);
  const text = `${t(command.summary)} · ${t(missing.summary)}`;
  const message = checkedMessage({
    text: escapeText(text),
    blocks: [
      section(escapeText(text)),
      { type: 'actions', elements: [entryMenu(entryActionId(missing.name, call), t('option.query'))] },
    ],
  });
  try {
    const body = { ...message, ...QUIET, response_type: 'ephemeral' };
    if (spot.responseUrl === undefined || (await postToResponseUrl(spot.responseUrl, body)) !== 'ok')
      await postEphemeral(desk, spot, message);
  } catch (error) {
    desk.log.error(loggable(error), 'could not offer a menu of entries in Slack');
  }
  return true;
}

export function entryActionId(option: string, call: Call): string {
  return `${ENTRY_ACTION}${option}:${encodeCall(call)}`;
}
