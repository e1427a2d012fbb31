// Does a response_url keep Slack's rules?

import { afterEach, describe, expect, it } from '@jest/globals';
import { MODES, type Running, startBolt } from './bolt-app.ts';

describe.each(MODES)('response_url, over %s', (mode) => {
  let running: Running;
  let url = '';
  const start = async () => {
    running = await startBolt(mode, (app) => {
      app.command('/istrue', async ({ ack, command }) => {
        url = command.response_url;
        await ack();
      });
    });
    const ada = running.workspace.user('Ada');
    const ben = running.workspace.user('Ben');
    const general = running.workspace.channel('general');
    await ada.runs('/istrue', 'x', general);
    return { ...running, ada, ben, general };
  };
  const respond = async (body: object) => {
    const headers = { 'Content-Type': 'application/json' };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: response.status, body: await response.json() };
  };
  afterEach(() => running.stop());

  it('posts to the asker alone by default, to all on request, and into a thread', async () => {
    const { ada, ben, general, workspace } = await start();
    const { said } = await ben.says(general, 'top');
    await respond({ text: 'private' });
    await respond({ text: 'public', response_type: 'in_channel' });
    await respond({ text: 'below', thread_ts: said!.ts });
    expect(workspace.messages(general, ada).map((message) => message.text)).toEqual([
      'top',
      'private',
      'public',
      'below',
    ]);
    expect(workspace.messages(general, ben).map((message) => message.text)).toEqual(['top', 'public']);
    expect(workspace.lastMessage(general, ada).threadTs).toBe(said!.ts);
  });

  it('replaces and deletes what it posted', async () => {
    const { ada, general } = await start();
    await respond({ text: 'first' });
    await respond({ text: 'second', replace_original: true });
    expect(ada.sees(general)).toBe('Only visible to you\nIs This True? APP: second');
    await respond({ delete_original: true });
    expect(ada.sees(general)).toBe('');
  });

  it('serves five times', async () => {
    await start();
    for (let use = 0; use < 5; use += 1) expect((await respond({ text: 'again' })).status).toBe(200);
    expect(await respond({ text: 'again' })).toEqual({ status: 404, body: { ok: false, error: 'used_url' } });
  });

  it('serves for thirty minutes', async () => {
    const { emulator } = await start();
    emulator.clock.advance(30 * 60_000 + 1);
    expect(await respond({ text: 'late' })).toEqual({ status: 404, body: { ok: false, error: 'expired_url' } });
  });

  it('refuses bad blocks, and complains of a missing fallback', async () => {
    const { emulator } = await start();
    expect((await respond({ text: 'x', blocks: [{ type: 'nonsense' }] })).body).toMatchObject({
      error: 'invalid_blocks',
    });
    await respond({ blocks: [{ type: 'divider' }] });
    expect(emulator.complaints).toEqual(['response_url: no text fallback for notifications and screen readers']);
  });
});
