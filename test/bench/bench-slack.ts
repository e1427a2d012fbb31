// How long from a slash command to its acknowledgement and to its answer, under load?

import { startSlack } from '../../src/adapters/slack/start-slack.ts';
import { manifestApp } from '../adapters/slack/manifest-app.ts';
import { startSlackEmulator } from '../emulators/slack/emulator.ts';
import { type Load, type Memory, openLoadedBot, sendSteadily, type Times, timesOf, watchMemory } from './open-load.ts';

export interface SlackFigures {
  readonly asked: number;
  readonly acknowledged: number;
  readonly answered: number;
  /** Of these, told that it could not be checked. */
  readonly failed: number;
  /** Commands a second that were really sent. */
  readonly rate: number;
  readonly claims: number;
  /** From the moment a command is due to the arrival of its acknowledgement. */
  readonly acknowledgement: Times;
  /** From the moment a command is due to the arrival of its answer at the response address. */
  readonly answer: Times;
  readonly memory: Memory;
}

/** People and channels enough that no cooldown speaks. */
const CHANNELS = 1_000;
const PEOPLE = 4_000;

/** Sends `/istrue` with wordings of the curated entries, to the real Bolt app over a real socket. */
export async function benchSlack(load: Load): Promise<SlackFigures> {
  const { bot, log, claims, question, failures, close } = await openLoadedBot();
  const emulator = await startSlackEmulator({ app: manifestApp('socket'), delivery: 'socket' });
  const workspace = emulator.workspace();
  const people = Array.from({ length: PEOPLE }, (_, i) => workspace.user(`p${i}`));
  const channels = Array.from({ length: CHANNELS }, (_, c) =>
    workspace.channel(`c${c}`, { members: people.filter((_, p) => p % CHANNELS === c) }),
  );
  const adapter = await startSlack({
    bot,
    log,
    apiUrl: emulator.apiUrl,
    botToken: workspace.botToken,
    appToken: emulator.app.appToken,
  });
  emulator.watch(adapter.app);
  const dues = new Map<string, number>();
  const acknowledgements: number[] = [];
  const memory = watchMemory();
  const rate = await sendSteadily(load, (i, due) => {
    const [person, channel] = [people[i % PEOPLE], channels[i % CHANNELS]];
    if (person === undefined || channel === undefined) return;
    const { responsePath, acked } = person.sends('/istrue', question(i), channel);
    dues.set(responsePath, due);
    void acked.then(({ ok }) => ok && acknowledgements.push(performance.now() - due));
  });
  await emulator.settled();
  const answers = emulator.calls('response_url').flatMap(({ path = '', arrivedAt }) => {
    const due = dues.get(path);
    return due === undefined ? [] : [arrivedAt - due];
  });
  if (emulator.complaints.length > 0) throw new Error(emulator.complaints.join('\n'));
  await adapter.stop();
  await emulator.close();
  await close();
  return {
    asked: dues.size,
    acknowledged: acknowledgements.length,
    answered: answers.length,
    failed: failures(),
    rate,
    claims,
    acknowledgement: timesOf(acknowledgements),
    answer: timesOf(answers),
    memory: memory(),
  };
}
