// What stands in the app's home tab?

import type { App } from '@slack/bolt';
import type { Answer } from '../../../bot/answer.ts';
import { wordsIn } from '../../../bot/words.ts';
import { type Block, button, entryMenu } from '../blocks.ts';
import { checkedViewBlocks } from '../check-content.ts';
import { askedBy, type Desk, type Spot } from '../desk.ts';
import { fieldsOf, textOf } from '../fields.ts';
import { MAX_VIEW_BLOCKS } from '../limits.ts';
import { renderAnswer } from '../render-answer.ts';
import { patiently } from '../slack-api.ts';
import { loggable } from '../slack-error.ts';
import { entryActionId } from './ask-for-entry.ts';

/** The parts of the home tab: commands of the bot, in this order, each shown to whom it is open. */
const PARTS = ['help', 'latest', 'inbox', 'reviews', 'changes'] as const;

/** Publishes the home tab whenever somebody opens it. */
export function onHome(app: App, desk: Desk): void {
  app.event('app_home_opened', async ({ event, body }) => {
    const { tab, user } = fieldsOf(event);
    if (tab !== undefined && tab !== 'home') return;
    await publishHome(desk, textOf(fieldsOf(body).team_id), textOf(user));
  });
}

/** Draws the home tab of a person anew. Never throws. */
export async function publishHome(desk: Desk, team: string, user: string): Promise<void> {
  try {
    const blocks = await homeBlocks(desk, team, user);
    const client = await desk.workspaces.client(team);
    await patiently(() =>
      client.views.publish({ user_id: user, view: { type: 'home', blocks: checkedViewBlocks(blocks) } as never }),
    );
  } catch (error) {
    desk.log.error(loggable(error), 'could not publish a home tab in Slack');
  }
}

async function homeBlocks(desk: Desk, team: string, user: string): Promise<Block[]> {
  const spot: Spot = { team, user, channel: undefined, direct: false };
  const known = await desk.people.find(team, user);
  const base = askedBy(spot, known);
  const blocks: Block[] = [];
  for (const name of PARTS) {
    if (!(await desk.bot.mayUse(base, name))) continue;
    const reply = await desk.bot.handle({ ...base, kind: 'call', call: { command: name, args: {} } });
    // What failed says so in its own place.
    if (reply?.kind !== 'answer') continue;
    const part = partBlocks(reply.answer);
    if (blocks.length + part.length + 3 > MAX_VIEW_BLOCKS) break;
    blocks.push(...(blocks.length > 0 ? [{ type: 'divider' } as const] : []), ...part);
    if (name === 'help') blocks.push(finder(known.locale));
  }
  return blocks;
}

function finder(locale: string | undefined): Block {
  const t = wordsIn(locale);
  const id = entryActionId('entry', { command: 'show', args: {} });
  return {
    type: 'actions',
    elements: [entryMenu(id, t('command.find')), button('call-forget', t('command.forget-me'), 'forget-me')],
  };
}

/** An answer as a part of the tab. */
function partBlocks(answer: Answer): Block[] {
  return renderAnswer(answer, { audience: 'one' }).blocks.slice();
}
