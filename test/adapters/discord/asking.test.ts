import { afterEach, describe, expect, it } from '@jest/globals';
import { textOf } from '../../emulators/discord/discord-emulator.ts';
import { openTestDiscord, type TestDiscord, type TestDiscordOptions } from './open-discord.ts';

let discord: TestDiscord | undefined;
afterEach(async () => {
  await discord?.close();
  discord = undefined;
});

async function start(options?: TestDiscordOptions) {
  discord = await openTestDiscord(options);
  const { emulator } = discord;
  const guild = emulator.guild({ name: 'Rumours' });
  const general = guild.channel('general');
  const ana = emulator.person('Ana');
  const ben = emulator.person('Ben', { locale: 'fr' });
  await discord.settled();
  return { ...discord, guild, general, ana, ben, at: emulator.botMention };
}

describe('a mention with words', () => {
  it('is answered in a reply: the verdict first, then the fact, the claim, the origin, the sources', async () => {
    const { general, ana, at, emulator, settled } = await start();
    ana.says(general, `${at} is the moon made of green cheese?`);
    await settled();
    expect(emulator.screen(general)).toMatchInlineSnapshot(`
"Ana
  @Is This True? is the moon made of green cheese?
Is This True? [APP]
  ↪ Ana: @Is This True? is the moon made of green cheese?
  │ ❌ False · legend
  │ The Moon is made of rock.
  │ The claim as reviewed:
  │   > The Moon is made of green cheese.
  │ Where it comes from:
  │   A proverb.
  │ Sources:
  │   Example Observatory: [What the Moon is made of](https://example.org/moon) (reference work)
  │ Reviewed on 29 February 2024 · high confidence
  [Sources and timeline] [Not this claim] [Ask the moderators]"
`);
    expect(general.botMessages[0]?.pinged).toEqual([]);
  });

  it('is answered in its own language', async () => {
    const { general, ana, at, emulator, settled } = await start();
    ana.says(general, `${at} la Lune est faite de fromage vert, c’est vrai ?`);
    await settled();
    expect(emulator.screen(general)).toContain('❌ Faux');
  });

  it('gets one line where nothing is known', async () => {
    const { general, ana, at, settled } = await start();
    ana.says(general, `${at} penguins invented the zip fastener in Belgium`);
    await settled();
    const [message] = general.botMessages;
    expect(message && textOf(message)).toBe('Not in our list yet. That does not mean it is true.');
    expect(message?.payload.embeds).toEqual([]);
  });
});

describe('/check', () => {
  it('answers in public, in the language of the person’s Discord', async () => {
    const { general, ben, settled, emulator } = await start();
    await ben.runs('/check', { text: 'the moon is made of green cheese' }, { in: general });
    await settled();
    expect(emulator.screen(general)).toContain('❌ Faux');
  });
});
