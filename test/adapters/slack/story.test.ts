import { it } from '@jest/globals';
import { letPass } from '../../bot/moderation/let-pass.ts';
import { playBadInput, playStory } from '../../bot/moderation/story.ts';
import { openSlack } from './open-slack.ts';
import { slackPlayer, wordsOn } from './player.ts';

it.each([
  ['socket', 'directly', 'Send, and tell me privately'],
  ['http', 'directly', 'Send, and tell me privately'],
  ['socket', 'in the channel', 'Send, and tell me here'],
  ['http', 'in the channel', 'Send, and tell me here'],
] as const)(
  'the whole story runs on Slack over %s, its asker is told %s, and bad input is told and kept',
  async (mode, _, tell) => {
    const { workspace, test, emulator, close } = await openSlack(mode);
    const general = workspace.channel('general');
    const ada = workspace.user('Ada');
    const moderator = workspace.user('Mod');
    await test.store.settings.set(`slack:${workspace.id}`, { moderators: [moderator.id] });
    const [asker, mod] = [slackPlayer(ada, general), slackPlayer(moderator, general)];

    await playStory({
      tell,
      asker,
      moderator: mod,
      settle: () => letPass(test),
      told: async () =>
        ada
          .sees(tell === 'Send, and tell me here' ? general : ada.dm)
          .split('You asked')
          .slice(1)
          .map((text) => `False ${text}`),
      publicAnswers: async () => asker.posted.map(wordsOn),
    });
    await playBadInput(mod);
    if (emulator.complaints.length > 0) throw new Error(emulator.complaints.join('\n'));
    await close();
  },
);
