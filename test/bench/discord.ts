// How fast is the bot on Discord, and how much memory does it take?
//
// npm run bench:discord -- [--rate 200] [--seconds 30] [--json]

import { benchDiscord } from './bench-discord.ts';
import { memoryLine, readLoad, timesLine } from './open-load.ts';

const load = readLoad();
const figures = await benchDiscord(load);
if (load.json) process.stdout.write(`${JSON.stringify(figures)}\n`);
else {
  const { asked, answered, failed, rate, latency, memory, claims } = figures;
  process.stdout.write(
    [
      `Discord: ${asked} mentions at ${rate}/s (of ${load.rate}) over ${claims} claims, ${answered} answered (${failed} “could not check”)`,
      `event → REST call   ${timesLine(latency)}`,
      memoryLine(memory),
      '',
    ].join('\n'),
  );
}
