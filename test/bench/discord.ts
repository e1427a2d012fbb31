// How fast is the bot on Discord, and how much memory does it take?
//
// node scripts/run-with-tests.mjs test/bench/discord.ts [--rate 200] [--seconds 30] [--json]

import { parseArgs } from 'node:util';
import { benchDiscord } from './bench-discord.ts';

const { values } = parseArgs({
  options: {
    rate: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '30' },
    json: { type: 'boolean', default: false },
  },
});
const figures = await benchDiscord({ rate: Number(values.rate), seconds: Number(values.seconds) });
if (values.json) process.stdout.write(`${JSON.stringify(figures)}\n`);
else {
  const { asked, answered, latency, memory, claims } = figures;
  process.stdout.write(
    [
      `Discord: ${asked} mentions at ${figures.rate}/s (of ${values.rate}) over ${claims} claims, ${answered} answered`,
      `event → REST call   p50 ${latency.p50} ms   p95 ${latency.p95} ms   p99 ${latency.p99} ms   max ${latency.max} ms`,
      `memory (bot and emulator in one process)   start ${memory.before} MB   peak ${memory.peak} MB   after ${memory.after} MB`,
      '',
    ].join('\n'),
  );
}
