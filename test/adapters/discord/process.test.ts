import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type DiscordEmulator, startDiscordEmulator } from '../../emulators/discord/discord-emulator.ts';
import { buildProgram } from '../../run-program.ts';
import { type WatchedProgram, watchPrograms } from '../../watch-programs.ts';

let emulator: DiscordEmulator | undefined;
const programs = watchPrograms();

beforeAll(buildProgram);

afterEach(async () => {
  await programs.end();
  await emulator?.close();
});

/** What an operator reads at the end, without the log's lines. */
const lastLine = (program: WatchedProgram): string => program.written().trim().split('\n').at(-1) ?? '';

/** Once the answer's request has arrived, whatever becomes of it. */
function heldAnswer({ requests, until }: DiscordEmulator): Promise<unknown> {
  return until(
    () => requests.some(({ method, path: route }) => method === 'POST' && route.endsWith('/messages')),
    'the post',
  );
}

describe('the program', () => {
  it('prints the invite link, answers, and stops when told to, with code 0', async () => {
    emulator = await startDiscordEmulator({ patience: 60_000 });
    const general = emulator.guild().channel('general');
    const program = programs.run({ DISCORD_TOKEN: emulator.token, DISCORD_API_URL: emulator.restUrl });
    await program.wrote('invite: https://discord.com/oauth2/authorize?client_id=');
    emulator.person('Ana').says(general, `${emulator.botMention} Netflix emails people who binge The Office?`);
    await general.nextMessage();
    expect(emulator.screen(general)).toContain('hoax');
    program.process.kill('SIGTERM');
    expect(await program.exit).toBe(0);
  });

  it('finishes an answer that is under way when told to stop, and ends with code 0', async () => {
    emulator = await startDiscordEmulator({ patience: 60_000 });
    const general = emulator.guild().channel('general');
    const program = programs.run({ DISCORD_TOKEN: emulator.token, DISCORD_API_URL: emulator.restUrl });
    await program.wrote('invite:');
    const release = emulator.faults.hold({ method: 'POST', path: /\/messages$/ });
    emulator.person('Ana').says(general, `${emulator.botMention} Netflix emails people who binge The Office?`);
    await heldAnswer(emulator);
    program.process.kill('SIGTERM');
    release();
    expect(await program.exit).toBe(0);
    expect(emulator.screen(general)).toContain('hoax');
  });

  it('ends by itself, with code 1 and a line, where what was begun never finishes', async () => {
    emulator = await startDiscordEmulator({ patience: 60_000 });
    const general = emulator.guild().channel('general');
    const program = programs.run({ DISCORD_TOKEN: emulator.token, DISCORD_API_URL: emulator.restUrl });
    await program.wrote('invite:');
    emulator.faults.hold({ method: 'POST', path: /\/messages$/ });
    emulator.person('Ana').says(general, `${emulator.botMention} Netflix emails people who binge The Office?`);
    await heldAnswer(emulator);
    program.process.kill('SIGTERM');
    expect(await program.exit).toBe(1);
    expect(lastLine(program)).toContain('what was begun could not be finished in time');
  });

  it('ends with one clear line and code 1 where the token is wrong', async () => {
    emulator = await startDiscordEmulator();
    const program = programs.run({ DISCORD_TOKEN: 'not.the.token', DISCORD_API_URL: emulator.restUrl });
    expect(await program.exit).toBe(1);
    expect(lastLine(program)).toMatch(/^Discord does not accept the token: set DISCORD_TOKEN/);
  });

  it.each([
    ['the token is revoked', 'revokeToken', 'Discord does not accept the token'],
    ['the intent is switched off', 'disallowMessageContent', 'Discord does not grant the Message Content intent'],
  ] as const)('ends with one clear line and code 1 when %s while it runs', async (_, happen, line) => {
    emulator = await startDiscordEmulator({ patience: 60_000 });
    const program = programs.run({ DISCORD_TOKEN: emulator.token, DISCORD_API_URL: emulator.restUrl });
    await program.wrote('invite:');
    emulator[happen]();
    expect(await program.exit).toBe(1);
    expect(lastLine(program)).toContain(line);
  });

  it('runs a process for each shard that Discord recommends, and ends with them', async () => {
    emulator = await startDiscordEmulator({ patience: 60_000, shards: 2 });
    const guilds = [0, 1].map(() => emulator?.guild()).filter((guild) => guild !== undefined);
    const { token, restUrl, botMention } = emulator;
    const program = programs.run({ DISCORD_TOKEN: token, DISCORD_API_URL: restUrl, DISCORD_SHARDS: 'auto' });
    await program.wrote('starting 2 processes');
    await program.wrote('shard 0 running as');
    await program.wrote('shard 1 running as');
    expect(emulator.gateway.sessions.map(({ shard }) => shard)).toEqual([
      [0, 2],
      [1, 2],
    ]);
    for (const guild of guilds) {
      const channel = guild.channel('general');
      emulator.person('Ana').says(channel, `${botMention} Netflix emails people who binge The Office?`);
      await channel.nextMessage();
    }
    expect(
      emulator.requests.filter(({ method, path: route }) => method === 'PUT' && route.endsWith('/commands')),
    ).toHaveLength(1);
    emulator.revokeToken();
    expect(await program.exit).toBe(1);
    expect(program.written()).toContain('Discord does not accept the token');
    expect(lastLine(program)).toMatch(/^Discord ended the process of shard \d; it wrote why$/);
  });
});
