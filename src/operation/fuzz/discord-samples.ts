// What does Discord send when all is well?

/** The bot's own id. */
export const SELF = '100000000000000001';

/** The id of every message and interaction here: each input gets one of its own in its place. */
export const EVENT_ID = '200000000000000000';

const CLAIM = 'The Moon is made of green cheese';

const author = { id: '300000000000000001', username: 'ana', discriminator: '0', global_name: 'Ana', avatar: null };

const member = { user: author, roles: ['1'], permissions: '32', joined_at: '2020-01-01T00:00:00Z', nick: null };

const embed = {
  type: 'rich',
  title: CLAIM,
  description: 'cheese',
  url: 'https://example.org',
  fields: [{ name: 'a', value: 'b' }],
};

const message = {
  id: EVENT_ID,
  type: 0,
  channel_id: '400000000000000001',
  guild_id: '500000000000000001',
  author,
  member,
  content: `<@${SELF}> ${CLAIM}`,
  timestamp: '2024-06-01T12:00:00+00:00',
  edited_timestamp: null,
  mentions: [author],
  mention_roles: [],
  attachments: [{ id: '1', filename: 'a.png', description: CLAIM, size: 1, url: 'https://example.org/a.png' }],
  embeds: [],
  components: [],
  flags: 0,
};

const { guild_id: _, member: __, ...direct } = message;

const earlier = { ...message, id: '200000000000000009', content: CLAIM, embeds: [embed], attachments: [] };

const reply = {
  ...message,
  type: 19,
  attachments: [],
  content: `<@${SELF}> is this true?`,
  message_reference: { type: 0, message_id: earlier.id, channel_id: earlier.channel_id, guild_id: message.guild_id },
  referenced_message: earlier,
};

const forward = {
  ...direct,
  content: '',
  message_reference: { type: 1, message_id: earlier.id, channel_id: earlier.channel_id },
  message_snapshots: [{ message: { content: CLAIM, embeds: [embed], attachments: message.attachments } }],
};

/** Events about messages: the name and the data. */
export const MESSAGE_EVENTS: readonly (readonly [string, object])[] = [
  ['MESSAGE_CREATE', { ...message, attachments: [] }],
  ['MESSAGE_CREATE', message],
  ['MESSAGE_CREATE', direct],
  ['MESSAGE_CREATE', reply],
  ['MESSAGE_CREATE', forward],
  ['MESSAGE_UPDATE', { ...message, edited_timestamp: '2024-06-01T12:01:00+00:00' }],
  ['MESSAGE_DELETE', { id: EVENT_ID, channel_id: message.channel_id, guild_id: message.guild_id }],
  ['MESSAGE_DELETE_BULK', { ids: [EVENT_ID, '7'], channel_id: message.channel_id }],
];

const interaction = {
  id: EVENT_ID,
  application_id: SELF,
  token: 'token',
  version: 1,
  channel_id: message.channel_id,
  channel: { id: message.channel_id, type: 11, parent_id: '400000000000000002', permissions: '8' },
  guild_id: message.guild_id,
  guild_locale: 'en-US',
  locale: 'en-US',
  member,
  context: 0,
  authorizing_integration_owners: { 0: message.guild_id },
  entitlements: [],
  app_permissions: '0',
};

const answer = { ...earlier, author: { ...author, id: SELF, bot: true }, message_reference: reply.message_reference };

const slash = (name: string, options: readonly object[] = [], resolved: object = {}) => ({
  ...interaction,
  type: 2,
  data: { id: '1', type: 1, name, options, resolved },
});

const option = (name: string, value: unknown, type = 3) => ({ name, type, value });

const input = (custom_id: string, value: string) => ({ type: 18, component: { type: 4, custom_id, value } });

const press = (custom_id: string) => ({
  ...interaction,
  type: 3,
  data: { component_type: 2, custom_id },
  message: answer,
});

/** A command, a button, a menu, a form, a half-typed option. */
export const INTERACTIONS: readonly object[] = [
  slash('check', [option('text', CLAIM)]),
  slash('check', [option('text', CLAIM), option('private', true, 5)]),
  slash('find', [option('query', 'cheese')]),
  slash('show', [option('entry', 'moon-cheese')]),
  slash('import', [option('file', '9', 11)], {
    attachments: { 9: { id: '9', filename: 'a.yaml', size: 10, url: 'http://127.0.0.1:1/a.yaml' } },
  }),
  {
    ...interaction,
    type: 2,
    data: {
      id: '1',
      type: 3,
      name: 'Is this true?',
      target_id: earlier.id,
      resolved: { messages: { [earlier.id]: earlier } },
    },
  },
  press('details?entry=moon-cheese'),
  press('help'),
  { ...press(''), data: { component_type: 3, custom_id: 'menu', values: ['show?entry=moon-cheese'] } },
  {
    ...interaction,
    type: 5,
    data: {
      custom_id: 'hand-over',
      components: [input('text', CLAIM), { type: 1, components: [{ type: 4, custom_id: 'reason', value: 'cheese' }] }],
    },
    message: answer,
  },
  {
    ...interaction,
    type: 4,
    data: { id: '1', type: 1, name: 'show', options: [{ ...option('entry', 'chee'), focused: true }] },
  },
  {
    ...interaction,
    member: undefined,
    guild_id: undefined,
    user: author,
    context: 1,
    type: 2,
    data: slash('about').data,
  },
];
