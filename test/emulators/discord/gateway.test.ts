import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { type DiscordEmulator, startDiscordEmulator } from './discord-emulator.ts';

let emulator: DiscordEmulator;
let socket: WebSocket;
const heard: { op: number; t: string | null; d: unknown; s: number | null }[] = [];

beforeEach(async () => {
  heard.length = 0;
  emulator = await startDiscordEmulator();
});

afterEach(async () => {
  socket.terminate();
  await emulator.close();
});

/** A bare connection, past HELLO. */
async function connect(query = '/?v=10&encoding=json'): Promise<WebSocket> {
  socket = new WebSocket(emulator.restUrl.replace('http', 'ws').replace('/api', query));
  socket.on('message', (data) => heard.push(JSON.parse(data.toString())));
  await once(socket, 'open');
  return socket;
}

const send = (payload: object): void => socket.send(JSON.stringify(payload));
const identify = (more: object = {}): void =>
  send({ op: 2, d: { token: emulator.token, intents: 513, properties: {}, ...more } });
const resume = (more: object = {}): void =>
  send({ op: 6, d: { token: emulator.token, session_id: 'session-1', seq: 1, ...more } });

describe('the gateway hangs up', () => {
  it.each<[number, string, () => void]>([
    [4001, 'on an unknown opcode', () => send({ op: 99 })],
    [4002, 'on what is not JSON', () => socket.send('{')],
    [4003, 'on a payload before IDENTIFY', () => send({ op: 3, d: {} })],
    [4004, 'on a wrong token', () => identify({ token: 'wrong' })],
    [4005, 'on a second IDENTIFY', () => [identify(), identify()]],
    [4008, 'on more than 120 payloads a minute', () => Array.from({ length: 121 }, () => send({ op: 1, d: null }))],
    [4010, 'on a shard that cannot be', () => identify({ shard: [2, 2] })],
    [4013, 'on an unknown intent', () => identify({ intents: 1 << 30 })],
    [4014, 'on a privileged intent that was not granted', () => identify({ intents: 2 })],
  ])('with %i %s', async (code, _, act) => {
    await connect();
    act();
    expect((await once(socket, 'close'))[0]).toBe(code);
  });

  it('with 4007 on a sequence from the future', async () => {
    await connect();
    identify();
    await emulator.until(() => emulator.gateway.sessions[0]?.ready);
    socket.terminate();
    await connect();
    resume({ seq: 99 });
    expect((await once(socket, 'close'))[0]).toBe(4007);
  });

  it('with 4012 on another version of the interface', async () => {
    await connect('/?v=5');
    expect((await once(socket, 'close'))[0]).toBe(4012);
  });
});

it('replays what was missed, in order, then says RESUMED', async () => {
  const channel = emulator.guild().channel('general');
  await connect();
  identify();
  await emulator.until(() => emulator.gateway.sessions[0]?.ready);
  socket.terminate();
  await emulator.until(() => emulator.gateway.sessions[0]?.socket === undefined);
  emulator.person('Ana').says(channel, 'missed');
  heard.length = 0;
  await connect();
  resume({ seq: 2 });
  while (heard.at(-1)?.t !== 'RESUMED') await once(socket, 'message');
  expect(heard.map((one) => [one.s, one.t])).toEqual([
    [null, null],
    [3, 'MESSAGE_CREATE'],
    [4, 'RESUMED'],
  ]);
});

it('refuses to resume a session that is over', async () => {
  await connect();
  resume({ session_id: 'never was' });
  while (heard.length < 2) await once(socket, 'message');
  expect(heard[1]).toMatchObject({ op: 9, d: false });
});
