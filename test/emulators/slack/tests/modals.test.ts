// Do modals behave as in Slack: opened, filled, refused, pushed, updated and closed?

import { afterEach, describe, expect, it } from '@jest/globals';
import type { App } from '@slack/bolt';
import type { Fields } from '../payload.ts';
import { MODES, type Running, startBolt } from './bolt-app.ts';

const plain = (text: string): Fields => ({ type: 'plain_text', text });
const input = (block_id: string, label: string, element: Fields, more: Fields = {}): Fields => ({
  type: 'input',
  block_id,
  label: plain(label),
  element,
  ...more,
});

const form = (title = 'Add a claim'): Fields => ({
  type: 'modal',
  callback_id: 'add',
  private_metadata: 'kept',
  title: plain(title),
  submit: plain('Save'),
  notify_on_close: true,
  blocks: [
    input('claim', 'Claim', { type: 'plain_text_input', action_id: 'text', max_length: 100 }),
    input(
      'verdict',
      'Verdict',
      {
        type: 'static_select',
        action_id: 'pick',
        placeholder: plain('Choose one'),
        options: [
          { text: plain('True'), value: 'true' },
          { text: plain('False'), value: 'false' },
        ],
      },
      { optional: true },
    ),
    input(
      'like',
      'Like which?',
      { type: 'external_select', action_id: 'like', min_query_length: 2 },
      { optional: true },
    ),
  ],
});

function handlers(app: App, submitted: Fields[], closed: Fields[]): void {
  app.command('/istrue', async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: form() as never });
  });
  app.options('like', ({ ack, options }) =>
    ack({ options: [{ text: plain(`About ${options.value}`), value: 'c1' }] as never }),
  );
  app.view('add', async ({ ack, view }) => {
    const values = view.state.values as unknown as Record<string, Record<string, Fields>>;
    const claim = values.claim?.text?.value;
    submitted.push(values);
    if (claim === 'bad') await ack({ response_action: 'errors', errors: { claim: 'Too vague.' } });
    else if (claim === 'more') await ack({ response_action: 'push', view: form('A second') as never });
    else if (claim === 'again') await ack({ response_action: 'update', view: form('Once more') as never });
    else if (claim === 'all') await ack({ response_action: 'clear' });
    else if (claim === 'broken') await ack({ response_action: 'update', view: { type: 'modal' } as never });
    else await ack();
  });
  app.view({ callback_id: 'add', type: 'view_closed' }, async ({ ack, view }) => {
    closed.push(view as unknown as Fields);
    await ack();
  });
}

describe.each(MODES)('modals, over %s', (mode) => {
  let running: Running;
  const start = async () => {
    const submitted: Fields[] = [];
    const closed: Fields[] = [];
    running = await startBolt(mode, (app) => handlers(app, submitted, closed));
    const ada = running.workspace.user('Ada');
    const general = running.workspace.channel('general');
    const opened = await ada.runs('/istrue', '', general);
    return { ...running, ada, general, opened, submitted, closed };
  };
  afterEach(() => running.stop());

  it('a modal opens and shows its fields', async () => {
    const { ada, opened } = await start();
    expect(opened.views).toEqual([ada.modal]);
    expect(ada.sees()).toBe(
      '=== Add a claim ===\nClaim: []\nVerdict (optional): [Choose one ▾]\nLike which? (optional): [ ▾]\n[Close] [Save]',
    );
  });

  it('a submission carries what was entered and closes the modal', async () => {
    const { ada, submitted } = await start();
    const typed = await ada.typesInExternalSelect('Like which?', 'moon', ada.modal!);
    expect(typed.options).toMatchObject([{ value: 'c1' }]);
    const outcome = await ada.submits(ada.modal!, { Claim: 'The moon', Verdict: 'False', like: 'About moon' });
    expect(outcome.ack?.ok).toBe(true);
    expect(submitted[0]).toMatchObject({
      claim: { text: { type: 'plain_text_input', value: 'The moon' } },
      verdict: { pick: { selected_option: { value: 'false' } } },
      like: { like: { selected_option: { value: 'c1' } } },
    });
    expect(ada.modal).toBeUndefined();
  });

  it('Slack’s form asks for required fields itself', async () => {
    const { ada, emulator } = await start();
    await expect(ada.submits(ada.modal!)).rejects.toThrow('required');
    await expect(ada.submits(ada.modal!, { Claim: 'x'.repeat(101) })).rejects.toThrow('Too long');
    expect(emulator.deliveries.sent).toHaveLength(1);
  });

  it('refusing errors stand in the form and keep what was typed', async () => {
    const { ada } = await start();
    const outcome = await ada.submits(ada.modal!, { Claim: 'bad' });
    expect(outcome.errors).toEqual({ claim: 'Too vague.' });
    expect(ada.sees()).toContain('Claim: [bad]\n  ! Too vague.');
  });

  it('an answer may push, update or clear', async () => {
    const { ada, closed } = await start();
    await ada.submits(ada.modal!, { Claim: 'again' });
    expect(ada.modal?.title).toBe('Once more');
    await ada.submits(ada.modal!, { Claim: 'more' });
    expect(ada.modal?.title).toBe('A second');
    await ada.closesView(ada.modal!);
    expect(closed).toMatchObject([{ private_metadata: 'kept' }]);
    expect(ada.modal?.title).toBe('Once more');
    await ada.submits(ada.modal!, { Claim: 'all' });
    expect(ada.modal).toBeUndefined();
  });

  it('a bad view in an answer is trouble for the person and a complaint', async () => {
    const { ada, emulator } = await start();
    const outcome = await ada.submits(ada.modal!, { Claim: 'broken' });
    expect(outcome.notices).toEqual(['We had some trouble connecting. Try again?']);
    expect(emulator.complaints.join()).toContain('missing required field: title');
  });

  it('a trigger_id serves once, for 3 s, and the stack takes three', async () => {
    const { ada, app, workspace, emulator } = await start();
    const used = String(emulator.deliveries.sent[0]?.delivery.payload.trigger_id);
    const view = form() as never;
    const trigger = async () => {
      await ada.submits(ada.modal!, { Claim: 'bad' });
      return String(emulator.deliveries.sent.at(-1)?.delivery.payload.trigger_id);
    };
    const push = (trigger_id: string) => app.client.views.push({ trigger_id, view, token: workspace.botToken });
    await expect(push(used)).rejects.toMatchObject({ data: { error: 'exchanged_trigger_id' } });
    await expect(push('123.456')).rejects.toMatchObject({ data: { error: 'invalid_trigger_id' } });
    const late = await trigger();
    emulator.clock.advance(3001);
    await expect(push(late)).rejects.toMatchObject({ data: { error: 'expired_trigger_id' } });
    await push(await trigger());
    await push(await trigger());
    await expect(push(await trigger())).rejects.toMatchObject({ data: { error: 'push_limit_reached' } });
  });

  it('views.update finds the view, and a stale hash is a conflict', async () => {
    const { ada, app, workspace } = await start();
    const { id, hash } = ada.modal!;
    const token = workspace.botToken;
    await app.client.views.update({ view_id: id, hash, view: form('Newer') as never, token });
    expect(ada.modal?.title).toBe('Newer');
    const again = app.client.views.update({ view_id: id, hash, view: form() as never, token });
    await expect(again).rejects.toMatchObject({ data: { error: 'hash_conflict' } });
    const gone = app.client.views.update({ view_id: 'V0', view: form() as never, token });
    await expect(gone).rejects.toMatchObject({ data: { error: 'not_found' } });
  });
});
