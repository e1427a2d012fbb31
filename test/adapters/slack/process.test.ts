// Does the built program on Slack finish what it has begun before it ends?

import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type SlackEmulator, startSlackEmulator } from '../../emulators/slack/emulator.ts';
import type { Workspace } from '../../emulators/slack/workspace.ts';
import { buildProgram } from '../../run-program.ts';
import { until } from '../../until.ts';
import { type WatchedProgram, watchPrograms } from '../../watch-programs.ts';
import { manifestApp } from './manifest-app.ts';
import { MODES } from './open-slack.ts';

const QUESTION = 'Netflix emails people who binge The Office?';

let emulator: SlackEmulator;
let workspace: Workspace;
const programs = watchPrograms();

beforeAll(buildProgram, 120_000);
afterEach(async () => {
  await programs.end();
  await emulator.close();
});

/** A process of its own on a busy machine must not be late. */
const PATIENCE_MS = 60_000;

describe.each(MODES)('the program, over %s, told to stop', (mode) => {
  async function start(): Promise<WatchedProgram> {
    emulator = await startSlackEmulator({ delivery: mode, app: manifestApp(mode), ackLimitMs: PATIENCE_MS });
    workspace = emulator.workspace();
    const program = programs.run({
      SLACK_BOT_TOKEN: workspace.botToken,
      SLACK_API_URL: emulator.apiUrl,
      ...(mode === 'socket'
        ? { SLACK_APP_TOKEN: emulator.app.appToken }
        : { SLACK_SIGNING_SECRET: emulator.app.signingSecret, SLACK_PORT: '0' }),
    });
    await program.wrote('Slack     running in');
    if (mode === 'http') {
      const address = /HTTP mode on (http:\S+)/.exec(program.written())?.[1];
      await emulator.deliverTo(`${address}/slack/events`);
    }
    return program;
  }

  it('finishes the answers to a mention and a command that are under way, and ends with code 0', async () => {
    const program = await start();
    const ada = workspace.user('Ada');
    const general = workspace.channel('general');
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    for (const method of ['chat.postMessage', 'response_url']) {
      emulator.faults.plan(method, { kind: 'hold', until: held });
    }
    const [mention, command] = [ada.mentions(general, QUESTION), ada.runs('/istrue', QUESTION, general)];
    await until('both answers', () =>
      ['chat.postMessage', 'response_url'].every((each) => emulator.calls(each).length === 1),
    );
    expect(await Promise.all([mention.acked, command.acked])).toMatchObject([{ ok: true }, { ok: true }]);
    program.process.kill('SIGTERM');
    release();
    expect(await program.exit).toBe(0);
    const answers = workspace.messages(general, ada).filter(({ author }) => author === workspace.botUserId);
    expect(answers).toHaveLength(2);
    for (const { blocks } of answers) expect(JSON.stringify(blocks)).toContain('hoax');
  });

  it('ends by itself, with code 1 and a line, where an answer never finishes', async () => {
    const program = await start();
    const ada = workspace.user('Ada');
    const general = workspace.channel('general');
    emulator.faults.plan('chat.postMessage', { kind: 'hold', until: new Promise(() => {}) }, 9);
    void ada.mentions(general, QUESTION);
    await until('the answer', () => emulator.calls('chat.postMessage').length === 1);
    program.process.kill('SIGTERM');
    expect(await program.exit).toBe(1);
    expect(program.written().trim().split('\n').at(-1)).toContain('what was begun could not be finished in time');
  });
});
