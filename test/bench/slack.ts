// How fast is the bot on Slack, and how much memory does it take?
//
// npm run bench:slack -- [--rate 200] [--seconds 30] [--json]

import { benchSlack } from './bench-slack.ts';
import { memoryLine, readLoad, timesLine } from './open-load.ts';

const load = readLoad();
const figures = await benchSlack(load);
if (load.json) process.stdout.write(`${JSON.stringify(figures)}\n`);
else {
  const { asked, acknowledged, answered, failed, rate, acknowledgement, answer, memory, claims } = figures;
  process.stdout.write(
    [
      `Slack: ${asked} commands at ${rate}/s (of ${load.rate}) over ${claims} claims, ${acknowledged} acknowledged, ${answered} answered (${failed} “could not check”)`,
      `request → acknowledgement   ${timesLine(acknowledgement)}`,
      `request → answer            ${timesLine(answer)}`,
      memoryLine(memory),
      '',
    ].join('\n'),
  );
}
