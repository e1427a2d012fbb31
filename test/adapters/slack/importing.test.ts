// Does a moderator bring entries in as a file in Slack, and is every file that will not do told so?

import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { isFileHost } from '../../../src/adapters/slack/file-host.ts';
import { elephants, elephantsYaml as yaml } from '../../bot/import-export/elephants.ts';
import { alike, withEntries } from '../../bot/import-export/many-entries.ts';
import type { ApiFault } from '../../emulators/slack/faults.ts';
import type { Outcome } from '../../emulators/slack/outcome.ts';
import type { ChosenFile } from '../../emulators/slack/uploaded-file.ts';
import { MODES, openSlack, type TestSlack, type TestSlackOptions } from './open-slack.ts';

const file: ChosenFile = { name: 'claims.yaml', content: yaml };
const NOW = 'Import them now';

describe.each(MODES)('an import in Slack, over %s', (mode) => {
  let slack: TestSlack;
  const open = async (options: TestSlackOptions = {}) => {
    slack = await openSlack(mode, options);
    const { workspace, emulator, test } = slack;
    const ada = workspace.user('Ada');
    const mod = workspace.user('Mod', { admin: true });
    const general = workspace.channel('general');
    const scope = `slack:${workspace.id}`;
    return {
      ...slack,
      ada,
      mod,
      general,
      scope,
      saved: () => test.store.entries.list({ scopes: [scope], limit: 10 }),
      /** Opens the form, chooses the file, sends it. */
      async imports(chosen: ChosenFile, more: Record<string, string> = {}) {
        if (mod.modal !== undefined) await mod.closesView(mod.modal, true);
        const { views } = await mod.runs('/istrue', 'import', general);
        return mod.submits(views[0]!, { 'The file': chosen, ...more });
      },
      /** The same where it goes wrong on the way: what the form then says. */
      async fails(chosen: ChosenFile, fault?: ApiFault, method = 'download') {
        const planned = fault && emulator.faults.plan(method, fault, Number.POSITIVE_INFINITY);
        const { views } = await mod.runs('/istrue', 'import', general);
        await mod.submits(views[0]!, { 'The file': chosen, 'What to do': NOW });
        planned?.lift();
        const words = mod.sees();
        await mod.closesView(mod.modal!);
        return words;
      },
      downloads: () => emulator.calls('download'),
      /** Where a report stands: in the channel, or in the form's place where the machine was slow. */
      on: (done: Outcome) => mod.modal ?? done.ephemeral.at(-1)!,
      reads: (done: Outcome) =>
        mod.modal === undefined
          ? JSON.stringify([...done.ephemeral, ...done.edited].map(({ blocks }) => blocks)).replaceAll('\\n', '\n')
          : mod.sees(),
    };
  };
  afterEach(async () => {
    expect(slack.emulator.complaints).toEqual([]);
    expect(slack.test.logged.filter(({ level }) => level === 'error')).toEqual([]);
    expect(slack.unhandled).toEqual([]);
    await slack.close();
  });

  it('says in a trial what would change; one press brings it in; the export gives it back', async () => {
    const { imports, mod, ada, general, saved, test, scope, workspace, downloads, on, reads } = await open();
    const trial = await imports(file);
    expect(reads(trial)).toContain('Import: only a trial');
    expect(reads(trial)).toContain('1 new, 0 changed');
    expect(ada.sees(general)).not.toContain('trial');
    expect(await saved()).toEqual([]);

    const done = await mod.presses(NOW, on(trial));
    expect(reads(done)).toContain('📦 Import');
    expect(reads(done)).toContain('1 new, 0 changed');
    // The report took the place of the trial: its button cannot be pressed twice.
    expect(`${mod.sees(general)}${mod.sees()}`).not.toContain(NOW);
    expect((await saved()).map(({ entry }) => entry.claim.en)).toEqual([elephants.claim.en]);
    const { posted } = await ada.mentions(general, 'does the mayor own forty-two purple elephants?');
    expect(posted[0]?.text).toContain('The mayor owns none.');
    expect(await test.store.audit.list(scope, 10)).toMatchObject([{ action: 'import' }]);

    await mod.runs('/istrue', 'export', general);
    const sent = [...workspace.state.files.values()].at(-1)!;
    const again = await imports({ name: sent.name, content: sent.content! });
    expect(reads(again)).toContain('0 new, 0 changed, 1 as they were');
    expect(new Set(downloads().map(({ token }) => token))).toEqual(new Set([workspace.botToken]));
  });

  it('is for moderators, whose file alone is read', async () => {
    const { ada, general, imports, saved, emulator, on, reads } = await open();
    const refused = await ada.runs('/istrue', 'import', general);
    expect(refused.views).toEqual([]);
    expect(ada.sees(general)).toContain('Only moderators may do that.');
    const trial = await imports(file);
    const asked = emulator.calls('files.info').length;
    const button = importButton(on(trial).body);

    // The same press by others: by whom it is not for, and by a moderator whose file it is not.
    const [delivery] = emulator.deliveries.sent.slice(-1);
    expect(delivery).toBeDefined();
    const press = (user: string) => ({
      kind: 'interactive' as const,
      payload: {
        type: 'block_actions',
        team: { id: slack.workspace.id },
        user: { id: user, team_id: slack.workspace.id },
        container: { type: 'message', message_ts: '1.1', channel_id: general, is_ephemeral: true },
        channel: { id: general },
        trigger_id: `forged-${user}`,
        actions: [{ type: 'button', action_id: 'x', value: button }],
      },
    });
    await emulator.deliver(press(ada.id));
    await emulator.settled();
    expect(emulator.calls('files.info')).toHaveLength(asked);
    const other = slack.workspace.user('Other', { admin: true });
    await emulator.deliver(press(other.id));
    await emulator.settled();
    expect(other.sees(general)).toContain('The file is no longer there');
    expect(reads(trial)).toContain('only a trial');
    expect(await saved()).toEqual([]);
  });

  it('reads every format by its name, packed too, and one that is said', async () => {
    const { imports, reads } = await open();
    expect(reads(await imports({ name: 'claims.yaml.gz', content: gzipSync(yaml) }))).toContain('1 new');
    expect(reads(await imports({ name: 'claims.json', content: JSON.stringify([elephants]) }))).toContain('1 new');
    const said = await imports({ name: 'claims.json', content: yaml }, { 'The format of the file': 'yaml' });
    expect(reads(said)).toContain('1 new');
  });

  it('of a file that cannot be read says why in the form, keeps what was chosen, and changes nothing', async () => {
    const { fails, imports, mod, saved, workspace, emulator, on, reads } = await open();
    const is = (said: ChosenFile['said']) => ({ ...file, said: said ?? {} });
    expect(await fails({ name: 'claims.yaml', content: '' })).toContain('There is no entry in “claims.yaml”');
    expect(mod.modal).toBeUndefined();
    expect(await fails(is({ size: 10_000_001 }))).toContain('at most 10 MB');
    expect(await fails({ name: 'claims.yaml', content: 'a'.repeat(10_000_001) })).toContain('at most 10 MB');
    expect(await fails({ name: 'claims.yaml.gz', content: 'x' })).toContain('is no whole gzip file');
    expect(await fails(is({ mode: 'tombstone' }))).toContain('no longer there');
    expect(await fails(is({ is_external: true }))).toContain('lies with another service');
    expect(await fails(is({ url_private_download: 'https://files.example/x' }))).toContain('lies with another service');

    expect(await fails(file, { kind: 'error', error: 'file_deleted' }, 'files.info')).toContain('no longer there');
    expect(await fails(file, { kind: 'error', error: 'file_not_found' }, 'files.info')).toContain('no longer there');
    expect(await fails(file, { kind: 'error', error: 'access_denied' }, 'files.info')).toContain(
      'could not be read just now',
    );
    expect(await fails(file, { kind: 'http', status: 404 })).toContain('no longer there');
    expect(await fails(file, { kind: 'http', status: 500 })).toContain('could not be read just now');
    expect(await fails(file, { kind: 'reset' })).toContain('could not be read just now');
    expect(await fails(file, { kind: 'endless' })).toContain('at most 10 MB');
    expect(await fails(file, { kind: 'sign-in' })).toContain('A sign-in page came in place of the file');
    expect(await fails(file, { kind: 'redirect', to: '/signin' })).toContain('A sign-in page came');
    // What was chosen beside the file stands as it was.
    const unnamed = await fails({ name: 'claims.gz', content: gzipSync(yaml) });
    expect(unnamed).toContain('The format of “claims” does not show');
    expect(unnamed).toContain(`What to do: [${NOW}`);

    // It was there for the trial and is gone for the import.
    const trial = await imports(file);
    workspace.deletesFiles();
    expect(reads(await mod.presses(NOW, on(trial)))).toContain('The file is no longer there');
    expect(await saved()).toEqual([]);
    expect(emulator.calls('download').every(({ token }) => token === workspace.botToken)).toBe(true);
  });

  it('of a file that does not come in time says so', async () => {
    const { fails, saved } = await open({ slack: { fileTimeoutMs: 100 } });
    let release = () => {};
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    expect(await fails(file, { kind: 'hold', until })).toContain('could not be read in time');
    expect(await saved()).toEqual([]);
    release();
  });

  it('gives the token to no other host, whether it is named or passed on to', async () => {
    const { fails } = await open();
    const heard: unknown[] = [];
    const other = createServer((request, response) => {
      heard.push(request.headers);
      response.end(yaml);
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    try {
      const to = `http://127.0.0.1:${(other.address() as AddressInfo).port}/claims.yaml`;
      expect(await fails({ ...file, said: { url_private_download: to } })).toContain('lies with another service');
      expect(await fails(file, { kind: 'redirect', to })).toContain('lies with another service');
      expect(heard).toEqual([]);
    } finally {
      other.closeAllConnections();
      other.close();
    }
  });

  it('says what the app lacks where it was installed before it could read files', async () => {
    const { mod, general, workspace, fails } = await open();
    const { views } = await mod.runs('/istrue', 'import', general);
    workspace.withoutScopes('files:read');
    await mod.submits(views[0]!, { 'The file': file });
    expect(mod.sees()).toContain('it lacks “files:read”');
    await mod.closesView(mod.modal!);
    const refused = await mod.runs('/istrue', 'import', general);
    expect(refused.views).toEqual([]);
    expect(mod.sees(general)).toContain('it lacks “files:read”');
    await expect(fails(file)).rejects.toThrow();
  });

  it('that takes long keeps the form in sight, and a trial’s button out of reach, until it is done', async () => {
    const { mod, general, emulator, saved } = await open();
    const { views } = await mod.runs('/istrue', 'import', general);
    let release = () => {};
    const slowly = () => {
      const until = new Promise<void>((resolve) => {
        release = resolve;
      });
      emulator.faults.plan('download', { kind: 'hold', until });
    };
    slowly();
    const sent = mod.submits(views[0]!, { 'The file': file });
    await seen(() => mod.sees(), 'One moment…');
    release();
    await sent;
    expect(mod.sees()).toContain('only a trial');

    slowly();
    const pressed = mod.presses(NOW, mod.modal!);
    await seen(() => mod.sees(), 'One moment…');
    release();
    await pressed;
    expect(mod.sees()).toMatch(/📦 Import\n\s*1 new/);
    expect(await saved()).toHaveLength(1);
    await mod.closesView(mod.modal!);

    // Whoever closes the form meanwhile is told all the same.
    slowly();
    const again = mod.submits((await mod.runs('/istrue', 'import', general)).views[0]!, { 'The file': file });
    await seen(() => mod.sees(), 'One moment…');
    await Promise.all([mod.closesView(mod.modal!), again, Promise.resolve().then(() => release())]);
    await emulator.settled();
    expect(mod.sees(general)).toContain('1 as they were');
  });

  it('the export of what is larger than a chat takes is sent packed, or says who else can write it', async () => {
    const { mod, general, workspace } = await open({ wrapStore: withEntries(() => alike(12_000)) });
    await mod.runs('/istrue', 'export --format json', general);
    expect(mod.sees(general)).toContain('it is packed (gzip)');
    const [sent] = workspace.state.files.values();
    expect(sent).toMatchObject({ name: 'claims.json.gz' });
    expect(gunzipSync(sent!.content!).length).toBeGreaterThan(10_000_000);
    await slack.close();

    const noise = () => [{ ...elephants, answer: { en: randomBytes(12_000_000).toString('base64') } }];
    const other = await open({ wrapStore: withEntries(noise) });
    await other.mod.runs('/istrue', 'export --format json', other.general);
    expect(other.mod.sees(other.general)).toContain(`export claims.json --scope ${other.scope}`);
  });

  it('an export that cannot be sent says so', async () => {
    const { mod, general, workspace, emulator, test } = await open();
    emulator.faults.plan('files.completeUploadExternal', { kind: 'error', error: 'fatal_error' }, 9);
    await mod.runs('/istrue', 'export', general);
    expect(mod.sees(general)).toContain('The file could not be sent just now');
    workspace.withoutScopes('files:write');
    await mod.runs('/istrue', 'export', general);
    expect(mod.sees(general)).toContain('it lacks “files:write”');
    const errors = test.logged.splice(0).filter(({ level }) => level === 'error');
    expect(errors.map(({ message }) => message)).toEqual(Array(2).fill('could not send a file in Slack'));
  });

  /** Waits until words are to be read. */
  async function seen(look: () => string, words: string): Promise<void> {
    for (let tries = 0; !look().includes(words); tries++) {
      if (tries > 1_000) throw new Error(`never seen: ${words}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
});

/** What the button of a trial's report carries. */
function importButton(body: unknown): string {
  return /"value":"(import\?[^"]*)"/.exec(JSON.stringify(body))?.[1] ?? '';
}

describe('the token goes', () => {
  const slack = 'https://slack.com/api/';
  it.each([
    ['https://files.slack.com/files-pri/T1-F1/download/claims.yaml', slack, true],
    ['https://files.slack-gov.com/files-pri/T1-F1/x', 'https://slack-gov.com/api/', true],
    ['http://127.0.0.1:1/files-pri/x', 'http://127.0.0.1:1/api/', true],
    ['http://127.0.0.1:2/files-pri/x', 'http://127.0.0.1:1/api/', false],
    ['http://files.slack.com/x', slack, false],
    ['https://files.slack.com:8443/x', slack, false],
    ['https://files.slack.com.example/x', slack, false],
    ['https://files.slack.com@example.org/x', slack, false],
    ['https://user:word@files.slack.com/x', slack, false],
    ['https://slack.com/x', slack, false],
    ['https://team.slack.com/x', slack, false],
    ['https://evil-files.slack.com/x', slack, false],
  ])('for %s with the API at %s: %s', (url, api, allowed) => {
    expect(isFileHost(new URL(url), api)).toBe(allowed);
  });
});
