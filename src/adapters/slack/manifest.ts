// What must Slack know of the app: commands, menus, scopes, events?

import type { CommandDefinition } from '../../bot/command.ts';
import { wordsIn } from '../../bot/words.ts';
import { SHORTCUT_SUFFIX } from './handlers/on-shortcut.ts';
import { MAX_VIEW_TITLE } from './limits.ts';
import { cutText } from './mrkdwn.ts';

export const SLASH_COMMAND = '/istrue';

/** What the bot may do, and what for. A test fails for each that no call or event needs. */
const SCOPES = {
  'app_mentions:read': 'hear mentions',
  'channels:history': 'read the message that began a thread, in public channels',
  'chat:write': 'answer',
  commands: 'the command and the message menu',
  'files:read': 'read a file of entries that a moderator imports',
  'files:write': 'send exported entries as a file',
  'groups:history': 'the same in private channels it is invited to',
  'im:history': 'read direct messages to it',
  'im:write': 'find the direct messages with a person, to see whether they were told already',
  'mpim:history': 'the same in group messages it is invited to',
  'usergroups:read': 'know the members of the user groups that moderate',
  'users:read': 'know a person’s language, and whether they are an admin',
} as const;

export const BOT_SCOPES = Object.keys(SCOPES) as readonly (keyof typeof SCOPES)[];

const BOT_EVENTS = ['app_home_opened', 'app_mention', 'app_uninstalled', 'message.im', 'tokens_revoked'] as const;

/** Where HTTP mode takes requests, below the address that the proxy has. */
export const EVENTS_PATH = '/slack/events';
export const REDIRECT_PATH = '/slack/oauth_redirect';

/**
 * The manifest, for Slack's "From a manifest".
 * @param publicUrl the address under which Slack reaches the bot in HTTP mode; without it, Socket Mode.
 */
export function slackManifest(commands: readonly CommandDefinition[], publicUrl?: string): object {
  const t = wordsIn('en');
  const listed = commands.filter(({ listed, role }) => listed && role === 'asker').map(({ name }) => name);
  const base = publicUrl?.replace(/\/+$/, '');
  const requests = base === undefined ? {} : { request_url: `${base}${EVENTS_PATH}` };
  return {
    display_information: {
      name: 'Is This True?',
      description: 'Finds out whether people have reviewed a claim, and what they found',
      long_description:
        'Ask “is this true?” about a rumour: by /istrue, by a mention, in a direct message or in the menu of a message. The answer gives the verdict, where the claim comes from and the sources that test it. It comes only from claims that people have reviewed; what is not in the list is “not in our list yet”. No message is stored unless its author hands it to the moderators.',
      background_color: '#1d3557',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'istrue', always_online: true },
      shortcuts: commands.flatMap(({ name, messageAction, summary }) =>
        messageAction === undefined
          ? []
          : [
              {
                name: cutText(t(messageAction), MAX_VIEW_TITLE),
                type: 'message',
                callback_id: `${name}${SHORTCUT_SUFFIX}`,
                description: cutText(t(summary), 150),
              },
            ],
      ),
      slash_commands: [
        {
          command: SLASH_COMMAND,
          description: t('command.check'),
          usage_hint: cutText(
            `a claim in your words, or ${listed.filter((name) => name !== 'check').join(', ')}`,
            1000,
          ),
          should_escape: true,
          ...(base === undefined ? {} : { url: `${base}${EVENTS_PATH}` }),
        },
      ],
    },
    oauth_config: {
      ...(base === undefined ? {} : { redirect_urls: [`${base}${REDIRECT_PATH}`] }),
      scopes: { bot: [...BOT_SCOPES] },
    },
    settings: {
      event_subscriptions: { ...requests, bot_events: [...BOT_EVENTS] },
      interactivity: {
        is_enabled: true,
        ...requests,
        ...(base === undefined ? {} : { message_menu_options_url: `${base}${EVENTS_PATH}` }),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: base === undefined,
      token_rotation_enabled: false,
    },
  };
}
