// Do files behave as in Slack: chosen in a form, described, downloaded, kept from whom they are not for?

import { afterEach, describe, expect, it } from '@jest/globals';
import type { App } from '@slack/bolt';
import type { Fields } from '../payload.ts';
import { MODES, type Running, startBolt } from './bolt-app.ts';

const plain = (text: string): Fields => ({ type: 'plain_text', text });
const form: Fields = {
  type: 'modal',
  callback_id: 'files',
  title: plain('Files'),
  submit: plain('Send'),
  blocks: [
    {
      type: 'input',
      block_id: 'file',
      label: plain('The file'),
      element: { type: 'file_input', action_id: 'file', max_files: 1, filetypes: ['yaml', 'csv'] },
    },
  ],
};

interface Chosen {
  readonly id: string;
  readonly url_private_download: string;
}

describe.each(MODES)('a file, over %s', (mode) => {
  let running: Running;
  const chosen: Chosen[] = [];
  const refused: string[] = [];
  const start = async () => {
    chosen.length = 0;
    refused.length = 0;
    running = await startBolt(mode, (app: App) => {
      app.command('/istrue', async ({ ack, body, client }) => {
        await ack();
        try {
          await client.views.open({ trigger_id: body.trigger_id, view: form as never });
        } catch (error) {
          refused.push((error as { data: { error: string } }).data.error);
        }
      });
      app.view('files', async ({ ack, view }) => {
        const state = view.state.values.file?.file as unknown as { files?: Chosen[] } | undefined;
        chosen.push(...(state?.files ?? []));
        await ack();
      });
    });
    const ada = running.workspace.user('Ada');
    const general = running.workspace.channel('general');
    const open = async () => (await ada.runs('/istrue', '', general)).views[0];
    return { ...running, ada, open };
  };
  const get = async (url: string, token?: string) => {
    const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const response = await fetch(url, { headers, redirect: 'manual' });
    return { status: response.status, text: await response.text() };
  };
  afterEach(() => running.stop());

  it('comes with the form by its id, and is described and downloaded with the token', async () => {
    const { ada, open, app, workspace, emulator } = await start();
    await ada.submits((await open())!, { 'The file': { name: 'a.yaml', content: 'id: x' } });
    const [{ id, url_private_download: url }] = chosen as [Chosen];
    const { file } = await app.client.files.info({ file: id, token: workspace.botToken });
    expect(file).toMatchObject({ id, name: 'a.yaml', size: 5, user: ada.id, url_private_download: url });
    expect(await get(url, workspace.botToken)).toEqual({ status: 200, text: 'id: x' });
    expect(emulator.scopesUsed).toContain('files:read');
    workspace.deletesFiles();
    await expect(app.client.files.info({ file: id, token: workspace.botToken })).rejects.toThrow('file_deleted');
    expect((await get(url, workspace.botToken)).status).toBe(404);
  });

  it('is given to nobody without a token that may read files: they are sent to sign in', async () => {
    const { ada, open, app, workspace } = await start();
    await ada.submits((await open())!, { 'The file': { name: 'a.yaml', content: 'id: x' } });
    const [{ id, url_private_download: url }] = chosen as [Chosen];
    for (const token of [undefined, 'xoxb-made-up']) expect((await get(url, token)).status).toBe(302);
    workspace.withoutScopes('files:read');
    expect((await get(url, workspace.botToken)).status).toBe(302);
    await expect(app.client.files.info({ file: id, token: workspace.botToken })).rejects.toThrow('missing_scope');
    expect(await open()).toBeUndefined();
    expect(refused).toEqual(['missing_scope']);
  });

  it('that the form does not take cannot be chosen', async () => {
    const { ada, open } = await start();
    const view = (await open())!;
    const sends = (file: unknown) => expect(ada.submits(view, { 'The file': file }).then((sent) => sent)).rejects;
    const good = { name: 'a.yaml', content: 'x' };
    await sends([good, good]).toThrow('At most 1 files');
    await sends({ name: 'a.exe', content: 'x' }).toThrow('not taken');
    await sends({ ...good, content: new Uint8Array(10 * 1024 * 1024 + 1) }).toThrow('too large');
    await expect(ada.submits(view).then((sent) => sent)).rejects.toThrow('Please complete this required field');
    expect(ada.sees()).toContain('The file: [Add a file]');
  });
});
