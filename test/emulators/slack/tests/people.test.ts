// Does everything a person can do arrive at the real Bolt app, in both modes, and can it be answered?

import { afterEach, describe, expect, it } from '@jest/globals';
import type { App } from '@slack/bolt';
import type { Fields } from '../payload.ts';
import { MODES, type Running, startBolt } from './bolt-app.ts';

const section = (text: string): Fields => ({ type: 'section', text: { type: 'mrkdwn', text } });
const button = (text: string, action_id: string, value = 'v'): Fields => ({
  type: 'button',
  text: { type: 'plain_text', text },
  action_id,
  value,
});
const quiet = { unfurl_links: false };

function handlers(app: App): void {
  app.command('/istrue', async ({ command, ack, respond }) => {
    await ack();
    await respond({
      text: `You asked: ${command.text}`,
      blocks: [
        section(`You asked: *${command.text}*`),
        { type: 'actions', elements: [button('Share in channel', 'share', command.text)] },
      ] as never,
      ...quiet,
    });
  });
  app.action('share', async ({ action, ack, respond }) => {
    await ack();
    await respond({ delete_original: true });
    await respond({
      text: `Shared: ${(action as { value: string }).value}`,
      response_type: 'in_channel',
      replace_original: false,
      ...quiet,
    });
  });
  app.shortcut('check_message', async ({ shortcut, ack, respond }) => {
    await ack();
    const { message } = shortcut as unknown as { message: Fields };
    await respond({
      text: `Checking ${String(message.text)}`,
      thread_ts: String(message.thread_ts ?? message.ts),
      ...quiet,
    });
  });
  app.event('app_mention', async ({ event, client }) => {
    const replies = await client.conversations.replies({ channel: event.channel, ts: event.thread_ts ?? event.ts });
    await client.chat.postMessage({
      channel: event.channel,
      thread_ts: event.thread_ts ?? event.ts,
      text: `About: ${replies.messages?.[0]?.text}`,
      ...quiet,
    });
  });
  app.message(async ({ message, say }) => {
    if (message.subtype === undefined) await say({ text: `Heard: ${message.text}`, ...quiet });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: { type: 'home', blocks: [section('Latest reviewed claims'), { type: 'divider' }] as never },
    });
  });
}

describe.each(MODES)('people, over %s', (mode) => {
  let running: Running;
  const start = async () => {
    running = await startBolt(mode, handlers);
    const ada = running.workspace.user('Ada', { locale: 'fr-FR' });
    const ben = running.workspace.user('Ben');
    return { ...running, ada, ben, general: running.workspace.channel('general') };
  };
  afterEach(() => running.stop());

  it('a command is acknowledged and answered to its asker alone', async () => {
    const { emulator, ada, ben, general } = await start();
    const outcome = await ada.runs('/istrue', 'the moon is cheese', general);
    expect(outcome.ack).toMatchObject({ ok: true, body: undefined });
    expect(outcome.posted).toEqual([]);
    expect(outcome.ephemeral.map((message) => message.text)).toEqual(['You asked: the moon is cheese']);
    expect(ada.sees(general)).toBe(
      'Only visible to you\nIs This True? APP: You asked: the moon is cheese\n  [Share in channel]',
    );
    expect(ben.sees(general)).toBe('');
    expect(emulator.complaints).toEqual([]);
  });

  it('a button on an ephemeral message takes it away and shares it', async () => {
    const { ada, ben, general } = await start();
    const asked = await ada.runs('/istrue', 'x', general);
    const pressed = await ada.presses('Share in channel', asked.ephemeral[0]!);
    expect(pressed.ack?.ok).toBe(true);
    expect(pressed.deleted).toEqual([asked.ephemeral[0]]);
    expect(pressed.posted.map((message) => message.text)).toEqual(['Shared: x']);
    expect(ben.sees(general)).toBe('Is This True? APP: Shared: x');
    await expect(ben.presses('Share in channel', asked.ephemeral[0]!)).rejects.toThrow('no longer');
  });

  it('a message shortcut carries the message and answers in its thread', async () => {
    const { ada, ben, general } = await start();
    const { said } = await ben.says(general, 'Netflix wrote to a subscriber');
    const outcome = await ada.usesShortcut('check_message', said!);
    expect(outcome.ephemeral[0]?.text).toBe('Checking Netflix wrote to a subscriber');
    expect(ada.sees(general)).toBe(
      'Ben: Netflix wrote to a subscriber\n    ↳ Only visible to you\n      Is This True? APP: Checking Netflix wrote to a subscriber',
    );
    expect(ben.sees(general)).toBe('Ben: Netflix wrote to a subscriber');
  });

  it('a mention in a thread is heard and answered there', async () => {
    const { ada, ben, general } = await start();
    const { said } = await ben.says(general, 'A rumour');
    const outcome = await ada.mentions(general, 'is this true?', { thread: said! });
    expect(outcome.ack?.ok).toBe(true);
    expect(outcome.posted[0]).toMatchObject({ text: 'About: A rumour', threadTs: said!.ts });
  });

  it('what is said in a channel without a mention is not heard', async () => {
    const { emulator, ada, general } = await start();
    const outcome = await ada.says(general, 'hello');
    await emulator.settled();
    expect(outcome.ack).toBeUndefined();
    expect(emulator.deliveries.sent).toEqual([]);
  });

  it('a direct message is heard, the answer to it is not taken for one', async () => {
    const { ada } = await start();
    const outcome = await ada.sendsDm('is it so?');
    expect(outcome.posted.map((message) => message.text)).toEqual(['Heard: is it so?']);
    const edited = await ada.edits(outcome.said!, 'is it really so?');
    expect(edited.ack?.ok).toBe(true);
    expect(edited.posted).toEqual([]);
    expect(ada.sees(ada.dm)).toBe('Ada: is it really so? (edited)\nIs This True? APP: Heard: is it so?');
    const deleted = await ada.deletes(outcome.said!);
    expect(deleted.ack?.ok).toBe(true);
    expect(ada.sees(ada.dm)).toBe('Is This True? APP: Heard: is it so?');
  });

  it('opening the home tab has it published', async () => {
    const { ada } = await start();
    const outcome = await ada.opensHome();
    expect(outcome.home?.type).toBe('home');
    expect(ada.sees()).toBe('=== Home ===\nLatest reviewed claims\n---');
  });

  it('a forwarded message comes as an attachment', async () => {
    const { emulator, ada, ben, general } = await start();
    const { said } = await ben.says(general, 'far away');
    await ada.forwards(said!, ada.dm, 'true?');
    const payload = emulator.deliveries.sent.at(0)?.delivery.payload.event as Fields;
    expect(payload.attachments).toMatchObject([{ is_share: true, text: 'far away', author_id: ben.id }]);
  });

  it('people cannot do what Slack does not offer', async () => {
    const { ada, general, workspace } = await start();
    await expect(ada.runs('/unknown', '', general)).rejects.toThrow('not a valid command');
    await expect(ada.usesShortcut('nothing')).rejects.toThrow('no global shortcut');
    const elsewhere = workspace.channel('elsewhere', { members: [] });
    await expect(ada.says(elsewhere, 'hi')).rejects.toThrow('not in');
  });

  it('a payload can be damaged, doubled and replayed', async () => {
    const { emulator, ada, general } = await start();
    emulator.deliveries.alterNext('event', (payload) => ({
      ...payload,
      event: { ...(payload.event as Fields), blocks: null, surprise: { a: 1 } },
    }));
    emulator.deliveries.doubleNext();
    const outcome = await ada.mentions(general, 'is this true?');
    expect(outcome.posted).toHaveLength(2);
    const { delivery } = emulator.deliveries.sent[0]!;
    expect(delivery.payload.event).toMatchObject({ blocks: null, surprise: { a: 1 } });
    await emulator.again(delivery, { num: 1, reason: 'http_timeout' });
    await emulator.settled();
    expect(emulator.deliveries.sent.map((sent) => sent.retry?.num)).toEqual([undefined, undefined, 1]);
    expect(emulator.calls('chat.postMessage')).toHaveLength(3);
  });

  it('a command that nobody acknowledges fails before the person’s eyes once 3 s have passed', async () => {
    running = await startBolt(mode, (app) => {
      app.command('/istrue', async () => {});
    });
    const ada = running.workspace.user('Ada');
    const general = running.workspace.channel('general');
    const action = ada.runs('/istrue', 'x', general);
    running.emulator.clock.advance(3001);
    const outcome = await action;
    expect(outcome.ack).toMatchObject({ ok: false, error: mode === 'http' ? 'http_timeout' : 'timeout' });
    expect(outcome.notices).toEqual(['/istrue failed with the error "operation_timeout"']);
  });

  it('a select and the second of two like buttons are found, and tell what was chosen', async () => {
    const seen: Fields[] = [];
    running = await startBolt(mode, (app) => {
      app.action(/./, async ({ ack, body }) => {
        await ack();
        seen.push(body as unknown as Fields);
      });
    });
    const { app, workspace, emulator } = running;
    const ada = workspace.user('Ada');
    const channel = workspace.channel('general');
    const options = ['One', 'Two'].map((text) => ({ text: { type: 'plain_text', text }, value: text.toLowerCase() }));
    const select = {
      type: 'static_select',
      action_id: 'pick',
      placeholder: { type: 'plain_text', text: 'Which?' },
      options,
    };
    const blocks = [
      { type: 'actions', elements: [button('This one', 'first', 'a'), select] },
      { type: 'actions', elements: [button('This one', 'second', 'b')] },
    ];
    await app.client.chat.postMessage({ channel, text: 'Choose', blocks: blocks as never, token: workspace.botToken });
    await emulator.settled();
    const message = workspace.lastMessage(channel);
    await expect(ada.presses('This one', message)).rejects.toThrow('2 elements are named');
    await ada.presses('This one #2', message);
    await ada.chooses('Which?', 'Two', message);
    expect(seen.map((body) => body.actions)).toMatchObject([
      [{ action_id: 'second', value: 'b' }],
      [{ action_id: 'pick', selected_option: { value: 'two' } }],
    ]);
    expect(JSON.stringify(seen[0]?.state)).toContain('"pick":{"type":"static_select","selected_option":null}');
    expect(ada.sees(channel)).toContain('[This one] [Two ▾]');
  });

  it('an acknowledgement may carry the answer', async () => {
    running = await startBolt(mode, (app) => {
      app.command('/istrue', ({ ack }) => ack({ text: 'At once', ...quiet } as never));
    });
    const ada = running.workspace.user('Ada');
    const outcome = await ada.runs('/istrue', 'x', running.workspace.channel('general'));
    expect(outcome.ephemeral.map((message) => message.text)).toEqual(['At once']);
  });
});
