// What happens when a workspace removes the app or revokes its token?

import type { App } from '@slack/bolt';
import type { Desk } from '../desk.ts';
import { fieldsOf, textOf } from '../fields.ts';
import { loggable } from '../slack-error.ts';

/** Forgets the workspace's token. */
export function onDeparture(app: App, desk: Desk): void {
  app.event('app_uninstalled', ({ body }) => forget(desk, textOf(fieldsOf(body).team_id)));
  app.event('tokens_revoked', async ({ event, body }) => {
    const { bot } = fieldsOf(fieldsOf(event).tokens);
    if (Array.isArray(bot) && bot.length > 0) await forget(desk, textOf(fieldsOf(body).team_id));
  });
}

async function forget(desk: Desk, team: string): Promise<void> {
  try {
    await desk.workspaces.forget(team);
    desk.log.info({ team }, 'a Slack workspace removed the app; its token is deleted');
  } catch (error) {
    desk.log.error(
      { ...loggable(error), team },
      'could not delete the token of a Slack workspace that removed the app',
    );
  }
}
