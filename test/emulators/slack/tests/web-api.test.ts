// Does the Web API answer as Slack's does, through the real client?

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { webApi } from '@slack/bolt';
import { appFromManifest } from '../app-config.ts';
import { type SlackEmulator, startSlackEmulator } from '../emulator.ts';
import type { Person } from '../person.ts';
import type { Workspace } from '../workspace.ts';
import { keepingLogger } from './bolt-app.ts';

describe('the Web API', () => {
  let emulator: SlackEmulator;
  let workspace: Workspace;
  let client: webApi.WebClient;
  let ada: Person;
  let general = '';
  beforeAll(async () => {
    emulator = await startSlackEmulator();
    workspace = emulator.workspace();
    ada = workspace.user('Ada', { locale: 'fr-FR', admin: true });
    general = workspace.channel('general');
    client = new webApi.WebClient(workspace.botToken, { slackApiUrl: emulator.apiUrl, logger: keepingLogger() });
  });
  afterAll(() => emulator.close());

  it('auth.test says whose token it is', async () => {
    expect(await client.auth.test()).toMatchObject({ team_id: workspace.id, user_id: workspace.botUserId });
  });

  it('posts, changes, links and deletes its own messages, not those of others', async () => {
    const { ts } = await client.chat.postMessage({ channel: general, text: 'one', unfurl_links: false });
    await client.chat.update({ channel: general, ts: ts!, text: 'two' });
    expect(workspace.lastMessage(general).body).toMatchObject({ text: 'two', edited: { user: workspace.botUserId } });
    const { permalink } = await client.chat.getPermalink({ channel: general, message_ts: ts! });
    expect(permalink).toBe(`https://newsroom.slack.com/archives/${general}/p${ts!.replace('.', '')}`);
    await client.chat.delete({ channel: general, ts: ts! });
    const { said } = await ada.says(general, 'mine');
    const update = client.chat.update({ channel: general, ts: said!.ts, text: 'yours' });
    await expect(update).rejects.toMatchObject({ data: { error: 'cant_update_message' } });
    const gone = client.chat.update({ channel: general, ts: ts!, text: 'x' });
    await expect(gone).rejects.toMatchObject({ data: { error: 'message_not_found' } });
  });

  it('chat.update keeps blocks it does not name', async () => {
    const blocks = [{ type: 'divider' }];
    const { ts } = await client.chat.postMessage({ channel: general, text: 'a', blocks, unfurl_links: false });
    await client.chat.update({ channel: general, ts: ts!, text: 'b' });
    expect(workspace.lastMessage(general).blocks).toMatchObject([{ type: 'divider' }]);
    await client.chat.update({ channel: general, ts: ts!, text: 'c', blocks: [] });
    expect(workspace.lastMessage(general).blocks).toEqual([]);
  });

  it('an ephemeral message is seen by one person and found in no history', async () => {
    const channel = workspace.channel('quiet');
    const { message_ts } = await client.chat.postEphemeral({ channel, user: ada.id, text: 'psst' });
    expect(ada.sees(channel)).toContain('psst');
    expect((await client.conversations.history({ channel })).messages).toEqual([]);
    const update = client.chat.update({ channel, ts: message_ts!, text: 'x' });
    await expect(update).rejects.toMatchObject({ data: { error: 'message_not_found' } });
  });

  it('threads are read from their beginning, or a reply alone', async () => {
    const channel = workspace.channel('threads');
    const { said: top } = await ada.says(channel, 'top');
    const { said: reply } = await ada.says(channel, 'reply', { thread: top! });
    await ada.says(channel, 'next');
    const whole = await client.conversations.replies({ channel, ts: top!.ts });
    expect(whole.messages?.map((message) => message.text)).toEqual(['top', 'reply']);
    expect(whole.messages?.[0]).toMatchObject({ reply_count: 1, thread_ts: top!.ts });
    const alone = await client.conversations.replies({ channel, ts: reply!.ts });
    expect(alone.messages?.map((message) => message.text)).toEqual(['reply']);
    const history = await client.conversations.history({ channel, limit: 1 });
    expect(history.messages?.map((message) => message.text)).toEqual(['next']);
    expect(history.has_more).toBe(true);
    const cursor = history.response_metadata?.next_cursor ?? '';
    const rest = await client.conversations.history({ channel, limit: 1, cursor });
    expect(rest.messages?.map((message) => message.text)).toEqual(['top']);
    const before = await client.conversations.history({ channel, latest: top!.ts, inclusive: true, limit: 1 });
    expect(before.messages?.map((message) => message.text)).toEqual(['top']);
  });

  it('people come with their locale only when asked', async () => {
    const bare = await client.users.info({ user: ada.id });
    expect(bare.user).toMatchObject({ is_admin: true, is_owner: false });
    expect(bare.user).not.toHaveProperty('locale');
    const full = await client.users.info({ user: ada.id, include_locale: true });
    expect(full.user).toMatchObject({ locale: 'fr-FR' });
    await expect(client.users.info({ user: 'U0' })).rejects.toMatchObject({ data: { error: 'user_not_found' } });
    expect((await client.users.list({})).members).toHaveLength(2);
  });

  it('user groups list their members', async () => {
    const usergroup = workspace.group('moderators', [ada]);
    expect((await client.usergroups.users.list({ usergroup })).users).toEqual([ada.id]);
    expect((await client.usergroups.list({})).usergroups).toMatchObject([{ handle: 'moderators', user_count: 1 }]);
    const unknown = client.usergroups.users.list({ usergroup: 'S0' });
    await expect(unknown).rejects.toMatchObject({ data: { error: 'no_such_subteam' } });
  });

  it('direct messages open, channels are listed', async () => {
    const { channel } = await client.conversations.open({ users: ada.id });
    expect(channel?.id).toBe(ada.dm);
    expect((await client.conversations.info({ channel: general })).channel).toMatchObject({
      name: 'general',
      is_member: true,
    });
    expect((await client.conversations.members({ channel: general })).members).toContain(ada.id);
    const listed = await client.conversations.list({ types: 'public_channel' });
    expect(listed.channels?.map((entry) => entry.name)).toContain('general');
  });

  it('files are uploaded in three steps', async () => {
    await client.files.uploadV2({ channel_id: general, filename: 'export.json', file: Buffer.from('{"a":1}') });
    const { body } = workspace.lastMessage(general);
    expect(body.files).toMatchObject([{ name: 'export.json', size: 7 }]);
    expect([...workspace.state.files.values()][0]?.content?.toString()).toBe('{"a":1}');
  });

  it('a method that does not exist is unknown', async () => {
    await expect(client.apiCall('chat.shout', {})).rejects.toMatchObject({ data: { error: 'unknown_method' } });
  });

  it('auth.revoke ends the token', async () => {
    const other = emulator.workspace({ name: 'Other' });
    const leaving = new webApi.WebClient(other.botToken, { slackApiUrl: emulator.apiUrl, logger: keepingLogger() });
    await leaving.auth.revoke();
    await expect(leaving.auth.test()).rejects.toMatchObject({ data: { error: 'token_revoked' } });
  });
});

describe('settings from a manifest', () => {
  it('decide scopes, events, commands, shortcuts and tabs', () => {
    const options = appFromManifest({
      display_information: { name: 'Is This True?' },
      features: {
        app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
        slash_commands: [{ command: '/istrue' }],
        shortcuts: [{ name: 'Is this true?', type: 'message', callback_id: 'check' }],
      },
      oauth_config: { scopes: { bot: ['commands'] } },
      settings: { event_subscriptions: { bot_events: ['app_mention'] } },
    });
    expect(options).toEqual({
      name: 'Is This True?',
      scopes: ['commands'],
      redirectUrls: [],
      events: ['app_mention'],
      commands: ['/istrue'],
      shortcuts: [{ callbackId: 'check', name: 'Is this true?', type: 'message' }],
      homeTab: true,
      messagesTab: true,
    });
  });
});

describe('events and scopes', () => {
  it('an event without its scope is a complaint, and never comes', async () => {
    const emulator = await startSlackEmulator({ app: { scopes: ['commands'], events: ['message.im'] } });
    expect(emulator.complaints).toEqual(['event message.im without the scope im:history']);
    const { ack } = await emulator.workspace().user('Ada').sendsDm('hello');
    expect(ack).toBeUndefined();
    await emulator.close();
  });
});
