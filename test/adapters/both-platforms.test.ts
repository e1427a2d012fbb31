// Does each platform start by itself, whatever becomes of the other?

import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type DiscordEmulator, startDiscordEmulator } from '../emulators/discord/discord-emulator.ts';
import { type SlackEmulator, startSlackEmulator } from '../emulators/slack/emulator.ts';
import { buildProgram } from '../run-program.ts';
import { watchPrograms } from '../watch-programs.ts';

describe('with both platforms set up, the program', () => {
  let discord: DiscordEmulator;
  let slack: SlackEmulator;
  const programs = watchPrograms();
  const run = (env: Record<string, string> = {}) =>
    programs.run({
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.restUrl,
      SLACK_BOT_TOKEN: slack.workspace().botToken,
      SLACK_APP_TOKEN: slack.app.appToken,
      SLACK_API_URL: slack.apiUrl,
      ...env,
    });
  const down = { kind: 'http', status: 503 } as const;

  beforeAll(buildProgram);
  beforeEach(async () => {
    discord = await startDiscordEmulator({ patience: 60_000 });
    slack = await startSlackEmulator();
  });
  afterEach(async () => {
    await programs.end();
    await discord.close();
    await slack.close();
  });

  it('answers on Discord while Slack is down, and on Slack once it is up again', async () => {
    const fault = slack.faults.plan('*', down, Number.POSITIVE_INFINITY);
    const general = discord.guild().channel('general');
    const program = run();
    await program.wrote('could not reach Slack yet; trying on');
    await program.wrote('Discord   running as');
    discord.person('Ana').says(general, `${discord.botMention} Netflix emails people who binge The Office?`);
    await general.nextMessage();
    expect(discord.screen(general)).toContain('hoax');
    expect(program.written()).not.toContain('Slack     running');
    fault.lift();
    await program.wrote('Slack     running in Socket Mode');
    program.process.kill('SIGTERM');
    expect(await program.exit).toBe(0);
  });

  it('runs on Slack while Discord is down, and on Discord once it is up again', async () => {
    discord.faults.fail({ status: 503, times: Number.POSITIVE_INFINITY });
    const program = run();
    await program.wrote('could not reach Discord yet; trying on');
    await program.wrote('Slack     running in Socket Mode');
    expect(program.written()).not.toContain('Discord   running');
    discord.faults.clear();
    await program.wrote('Discord   running as');
  });

  it('waits for the number of shards, too', async () => {
    discord.faults.fail({ status: 503, times: Number.POSITIVE_INFINITY });
    const program = run({ DISCORD_SHARDS: 'auto' });
    await program.wrote('could not ask Discord how many shards it recommends yet; trying on');
    await program.wrote('Slack     running in Socket Mode');
    discord.faults.clear();
    await program.wrote('Discord   running as');
  });

  it.each([
    ['Slack', { SLACK_BOT_TOKEN: 'xoxb-wrong' }, /^Slack refuses SLACK_BOT_TOKEN \(invalid_auth\): /],
    ['Discord', { DISCORD_TOKEN: 'not.the.token' }, /^Discord does not accept the token: /],
  ])('ends with one clear line and code 1 where %s refuses the token', async (_, env, line) => {
    const program = run(env);
    expect(await program.exit).toBe(1);
    expect(program.written().trim().split('\n').at(-1)).toMatch(line);
  });

  it('ends so even while the other platform is down', async () => {
    discord.faults.fail({ status: 503, times: Number.POSITIVE_INFINITY });
    const program = run({ SLACK_BOT_TOKEN: 'xoxb-wrong' });
    expect(await program.exit).toBe(1);
    expect(program.written().trim().split('\n').at(-1)).toMatch(/^Slack refuses SLACK_BOT_TOKEN/);
  });

  it('stops when told to while it waits for both, with code 0', async () => {
    discord.faults.fail({ status: 503, times: Number.POSITIVE_INFINITY });
    slack.faults.plan('*', down, Number.POSITIVE_INFINITY);
    const program = run();
    await program.wrote('could not reach Slack yet; trying on');
    await program.wrote('could not reach Discord yet; trying on');
    program.process.kill('SIGTERM');
    expect(await program.exit).toBe(0);
  });
});
