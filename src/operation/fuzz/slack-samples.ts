// What does Slack send when all is well?

/** The ids of events, triggers and messages here: each input gets some of its own in their place. */
export const EVENT_ID = 'EvSAMPLE';
export const EVENT_TS = '1700000000.000100';

/** Where response addresses lead: put in by whoever sends a sample. */
export const RESPONSE_URL = 'http://127.0.0.1/response';

/** Who the bot is there. */
export const BOT_USER = 'UBOT';

const TEAM = 'T1';
const USER = 'U1';
const CHANNEL = 'C1';
const CLAIM = 'The Moon is made of green cheese';

const envelope = (event: object) => ({
  type: 'event_callback',
  team_id: TEAM,
  api_app_id: 'A1',
  event,
  event_id: EVENT_ID,
  event_time: 1_700_000_000,
  authorizations: [
    { team_id: TEAM, user_id: BOT_USER, is_bot: true, enterprise_id: null, is_enterprise_install: false },
  ],
});

const blocks = [
  {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: CLAIM },
          { type: 'user', user_id: USER },
        ],
      },
    ],
  },
  { type: 'section', text: { type: 'mrkdwn', text: CLAIM }, fields: [{ type: 'mrkdwn', text: 'cheese' }] },
];

const forwarded = {
  is_share: true,
  text: CLAIM,
  fallback: CLAIM,
  message_blocks: [{ message: { text: CLAIM, blocks } }],
};

const message = { user: USER, ts: EVENT_TS, text: `<@${BOT_USER}> ${CLAIM}`, channel: CHANNEL, team: TEAM, blocks };

const direct = { ...message, type: 'message', channel: 'D1', channel_type: 'im', text: CLAIM };

/** Events, as their envelopes. */
export const EVENTS: readonly object[] = [
  envelope({ ...message, type: 'app_mention' }),
  envelope({ ...message, type: 'app_mention', text: `<@${BOT_USER}> is this true?`, thread_ts: '1690000000.000100' }),
  envelope({ ...message, type: 'app_mention', text: 'is this true?', blocks: [], attachments: [forwarded] }),
  envelope(direct),
  envelope({
    type: 'message',
    subtype: 'message_changed',
    channel: 'D1',
    channel_type: 'im',
    message: direct,
    previous_message: { ...direct, text: 'cheese' },
  }),
  envelope({ type: 'message', subtype: 'message_deleted', channel: 'D1', channel_type: 'im', deleted_ts: EVENT_TS }),
  envelope({ type: 'app_home_opened', user: USER, tab: 'home', channel: 'D1' }),
  envelope({ type: 'tokens_revoked', tokens: { oauth: [], bot: [BOT_USER] } }),
];

/** The slash command. */
export const COMMANDS: readonly object[] = [CLAIM, 'find cheese', 'show moon-cheese', 'details', ''].map((text) => ({
  command: '/istrue',
  text,
  team_id: TEAM,
  team_domain: 'team',
  channel_id: CHANNEL,
  channel_name: 'general',
  user_id: USER,
  user_name: 'ada',
  api_app_id: 'A1',
  is_enterprise_install: 'false',
  response_url: RESPONSE_URL,
  trigger_id: EVENT_ID,
}));

const common = {
  api_app_id: 'A1',
  team: { id: TEAM, domain: 'team' },
  user: { id: USER, username: 'ada', name: 'ada', team_id: TEAM },
  enterprise: null,
  is_enterprise_install: false,
  trigger_id: EVENT_ID,
};

const metadata = JSON.stringify({ call: 'hand-over', args: {}, channel: CHANNEL, to: 'view|channel||' });

const view = {
  id: 'V1',
  type: 'modal',
  callback_id: 'form',
  private_metadata: metadata,
  state: {
    values: {
      text: { value: { type: 'plain_text_input', value: CLAIM } },
      verdict: { value: { type: 'static_select', selected_option: { value: 'false' } } },
    },
  },
};

const press = (action: object, container: object = {}) => ({
  ...common,
  type: 'block_actions',
  container: { type: 'message', message_ts: EVENT_TS, channel_id: CHANNEL, is_ephemeral: false, ...container },
  channel: { id: CHANNEL, name: 'general' },
  message: { ...message, user: BOT_USER },
  response_url: RESPONSE_URL,
  state: { values: {} },
  actions: [{ type: 'button', block_id: 'b|channel||', action_id: 'call-x', action_ts: EVENT_TS, ...action }],
});

/** Buttons, menus, shortcuts and forms. */
export const INTERACTIONS: readonly object[] = [
  press({ value: 'details?entry=moon-cheese' }),
  press({ value: 'share?entry=moon-cheese' }, { is_ephemeral: true }),
  press({ type: 'external_select', action_id: 'entry:entry:show', selected_option: { value: 'moon-cheese' } }),
  { ...press({ value: 'help' }), container: { type: 'view', view_id: 'V1' }, view },
  {
    ...common,
    type: 'message_action',
    callback_id: 'check_message',
    message_ts: EVENT_TS,
    message: { ...message, attachments: [forwarded] },
    channel: { id: CHANNEL, name: 'general' },
    response_url: RESPONSE_URL,
  },
  { ...common, type: 'view_submission', view, response_urls: [] },
  { ...common, type: 'block_suggestion', action_id: 'entry:entry:show', block_id: 'b', value: 'chee', container: {} },
];
