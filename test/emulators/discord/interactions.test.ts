import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Client, Events, type Interaction, type Message, MessageFlags } from 'discord.js';
import type { EmulatedChannel } from './channel.ts';
import { type ManualClock, manualClock } from './clock.ts';
import { type DiscordEmulator, startDiscordEmulator } from './discord-emulator.ts';
import { choiceNames, type Person } from './person.ts';
import { readyClient } from './test-client.ts';

let emulator: DiscordEmulator;
let client: Client<true>;
let clock: ManualClock;
let channel: EmulatedChannel;
let ana: Person;

const everywhere = { contexts: [0, 1, 2], integration_types: [0, 1] };
const commands = [
  {
    ...everywhere,
    name: 'check',
    name_localizations: { fr: 'vérifier' },
    description: 'Is it true?',
    options: [
      { type: 3, name: 'claim', description: 'What is said', required: true, autocomplete: true },
      { type: 5, name: 'private', description: 'Only for me' },
    ],
  },
  { ...everywhere, type: 3, name: 'Is this true?' },
  {
    name: 'settings',
    description: 'For managers',
    default_member_permissions: '32',
    contexts: [0],
    options: [
      { type: 1, name: 'moderators', description: 'Who', options: [{ type: 8, name: 'role', description: 'Role' }] },
    ],
  },
];

/** Answers interactions with `handle`; what goes wrong there is kept, for the test to look at. */
const failures: unknown[] = [];
function onInteraction(handle: (interaction: Interaction) => Promise<unknown>): void {
  client.on(Events.InteractionCreate, (interaction) => {
    handle(interaction).catch((error: unknown) => failures.push(error));
  });
}

const row = (...components: object[]) => ({ type: 1, components });
const button = (label: string, custom_id: string) => ({ type: 2, style: 2, label, custom_id });
const label = (text: string, component: object) => ({ type: 18, label: text, component });

beforeEach(async () => {
  failures.length = 0;
  clock = manualClock();
  emulator = await startDiscordEmulator({ clock });
  const guild = emulator.guild({ locale: 'fr' });
  channel = guild.channel('general');
  ana = emulator.person('Ana');
  client = await readyClient(emulator);
  await client.application.commands.set(commands as never);
});

afterEach(async () => {
  await client.destroy();
  await emulator.close();
});

describe('commands', () => {
  it('are answered, publicly or privately', async () => {
    onInteraction(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const hidden = interaction.options.getBoolean('private') ?? false;
      const text = `${interaction.options.getString('claim')} (${interaction.locale}, ${interaction.guildLocale})`;
      await interaction.reply({ content: text, ...(hidden && { flags: MessageFlags.Ephemeral }) });
    });
    const open = await ana.runs('/check', { claim: 'a' }, { in: channel, locale: 'de' });
    expect(open.message?.payload.content).toBe('a (de, fr)');
    const hidden = await ana.runs('/vérifier', { claim: 'b', private: true }, { in: channel });
    expect(hidden.message?.onlyFor).toBe(ana.world);
    expect(emulator.screen(channel)).not.toContain('b (en-US');
    expect(emulator.screen(channel, ana)).toContain('(only Ana can see this)');
    expect(await ana.nextPrivate()).toBe(hidden.message);
  });

  it('work in direct messages, and through a person’s own installation', async () => {
    const seen: [boolean, number | null, boolean][] = [];
    onInteraction(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const own = interaction.authorizingIntegrationOwners.userId === ana.id;
      seen.push([interaction.inCachedGuild(), interaction.context, own]);
      await interaction.reply({ content: 'ok', withResponse: true });
    });
    await ana.runs('/check', { claim: 'a' });
    await ana.runs('/check', { claim: 'a' }, { in: emulator.guild({ bot: false }).channel('elsewhere') });
    await ana.runs('/check', { claim: 'a' }, { in: emulator.privateChannel('Ana and Ben') });
    expect(seen).toEqual([
      [false, 1, false],
      [false, 0, true],
      [false, 2, true],
    ]);
    expect(failures).toEqual([]);
  });

  it('of a person’s own installation are answered privately where outside apps may not speak', async () => {
    const guild = emulator.guild({ bot: false });
    guild.setPermissions(guild.everyone, ['ViewChannel', 'SendMessages']);
    onInteraction(async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply('For all?');
    });
    const run = await ana.runs('/check', { claim: 'a' }, { in: guild.channel('strict') });
    expect(run.message?.onlyFor).toBe(ana.world);
  });

  it('are offered as they are registered, and to whom they are meant', async () => {
    const guild = emulator.guild();
    const lobby = guild.channel('lobby');
    const managers = guild.role('Managers', ['ManageGuild']);
    const settings = () => ana.runs('/settings moderators', { role: managers }, { in: lobby, wait: 'sent' });
    await expect(ana.runs('/nothing')).rejects.toThrow('No command "nothing"');
    await expect(ana.runs('/check', {})).rejects.toThrow('"claim" is required');
    await expect(ana.runs('/check', { claim: 'a', color: 'red' })).rejects.toThrow('no option "color"');
    await expect(settings()).rejects.toThrow('not shown to Ana');
    guild.join(ana, managers);
    let role = '';
    onInteraction(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      role = interaction.options.getRole('role')?.name ?? '';
      await interaction.reply('Done.');
    });
    await settings();
    await emulator.settled();
    expect(role).toBe('Managers');
  });

  it('are answered with files, and the answer can be fetched and taken back', async () => {
    const told: string[] = [];
    onInteraction(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const files = [{ attachment: Buffer.from('{}'), name: 'export.json', description: 'All entries' }];
      const response = await interaction.reply({ content: 'Here', files, withResponse: true });
      told.push(response.resource?.message?.attachments.first()?.name ?? '');
      told.push((await interaction.fetchReply()).content);
      await interaction.deleteReply();
      await interaction.fetchReply().catch((error: { code: number }) => told.push(String(error.code)));
    });
    const run = await ana.runs('/check', { claim: 'a' }, { in: channel });
    await emulator.settled();
    expect(told).toEqual(['export.json', 'Here', '10008']);
    expect(run.message?.deleted).toBe(true);
    expect(emulator.requests.find((request) => request.files.length > 0)?.files[0]?.text).toBe('{}');
  });

  it('on a message bring the message along', async () => {
    onInteraction(async (interaction) => {
      if (!interaction.isMessageContextMenuCommand()) return;
      await interaction.reply({
        content: `About: ${interaction.targetMessage.content}`,
        flags: MessageFlags.Ephemeral,
      });
    });
    const rumour = emulator.person('Ben').says(channel, 'They watch us');
    await ana.usesOn('Is this true?', rumour);
    expect((await ana.nextPrivate()).payload.content).toBe('About: They watch us');
  });

  it('are completed while they are typed', async () => {
    onInteraction(async (interaction) => {
      if (!interaction.isAutocomplete()) return;
      const typed = interaction.options.getFocused();
      await interaction.respond([{ name: `${typed}flix`, value: 'netflix' }]);
    });
    expect(choiceNames(await ana.types('/check', 'claim', 'Net', { in: channel }))).toEqual(['Netflix']);
  });
});

describe('deferrals', () => {
  it('think, are filled in, followed up and removed', async () => {
    let release: () => void = () => undefined;
    const work = new Promise<void>((resolve) => {
      release = resolve;
    });
    onInteraction(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply();
      await work;
      await interaction.editReply('Found it.');
      await interaction.followUp({ content: 'And a secret.', flags: MessageFlags.Ephemeral });
    });
    const running = await ana.runs('/check', { claim: 'a' }, { in: channel, wait: 'first' });
    expect(emulator.screen(channel)).toContain('Is This True? is thinking…');
    release();
    await emulator.settled();
    expect(emulator.screen(channel)).toBe('Is This True? [APP]\n  Found it.');
    expect(running.followups.map((message) => message.payload.content)).toEqual(['And a secret.']);
    expect(ana.privateMessages).toEqual(running.followups);
  });

  it('are filled in by the first follow-up, private as the deferral was', async () => {
    onInteraction(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.followUp('Here.');
    });
    const done = await ana.runs('/check', { claim: 'a' }, { in: channel });
    expect(done.message?.payload.content).toBe('Here.');
    expect(done.message?.onlyFor).toBe(ana.world);
  });
});

describe('buttons, menus and forms', () => {
  it('lead from a press to a form and back', async () => {
    onInteraction(async (interaction) => {
      if (interaction.isChatInputCommand()) {
        await interaction.reply({ content: 'No answer yet.', components: [row(button('Ask', 'ask:1'))] as never });
      } else if (interaction.isButton()) {
        await interaction.showModal({
          custom_id: 'form',
          title: 'Ask the moderators',
          components: [
            label('Your question', { type: 4, custom_id: 'text', style: 2, value: 'typed before', max_length: 50 }),
            label('Answer me', {
              type: 3,
              custom_id: 'where',
              options: [
                { label: 'Here', value: 'channel' },
                { label: 'In private', value: 'dm' },
              ],
            }),
          ],
        } as never);
      } else if (interaction.isModalSubmit() && interaction.isFromMessage()) {
        const text = interaction.fields.getTextInputValue('text');
        const [where] = interaction.fields.getStringSelectValues('where');
        await interaction.update({ content: `Asked: ${text} (${where})`, components: [] });
      }
    });
    const asked = await ana.runs('/check', { claim: 'a' }, { in: channel });
    const pressed = await ana.presses(asked.message!, 'Ask');
    expect(pressed.modal?.title).toBe('Ask the moderators');
    await expect(ana.submits(pressed, { 'Your question': 'x'.repeat(51), 'Answer me': 'Here' })).rejects.toThrow('50');
    await expect(ana.submits(pressed, { 'Your question': 'x' })).rejects.toThrow('"Answer me" is required');
    await ana.submits(pressed, { 'Answer me': 'In private' });
    expect(emulator.screen(channel)).toContain('Asked: typed before (dm)');
    expect(failures).toEqual([]);
  });

  it('offer the options of a menu by their labels', async () => {
    onInteraction(async (interaction) => {
      if (interaction.isChatInputCommand()) {
        const options = ['One', 'Two'].map((text) => ({ label: text, value: `claim:${text}`, description: 'A claim' }));
        const menu = { type: 3, custom_id: 'pick', placeholder: 'Did you mean…', options };
        await interaction.reply({ content: '?', components: [row(menu)] as never });
      } else if (interaction.isStringSelectMenu()) {
        await interaction.deferUpdate();
        await interaction.editReply({ content: interaction.values.join(), components: [] });
      }
    });
    const asked = await ana.runs('/check', { claim: 'a' }, { in: channel });
    expect(emulator.screen(channel)).toContain('(Did you mean…: One – A claim | Two – A claim)');
    await expect(ana.chooses(asked.message!, 'Three')).rejects.toThrow('there is: One | Two');
    await ana.chooses(asked.message!, 'Two');
    await emulator.settled();
    expect(asked.message?.payload.content).toBe('claim:Two');
  });

  it('on a private message are pressed by its reader alone', async () => {
    onInteraction(async (interaction) => {
      if (interaction.isChatInputCommand()) {
        const components = [row(button('Share', 'share'))] as never;
        await interaction.reply({ content: 'False.', flags: MessageFlags.Ephemeral, components });
      } else if (interaction.isButton()) await interaction.reply({ content: interaction.message.content });
    });
    const asked = await ana.runs('/check', { claim: 'a' }, { in: channel });
    await expect(emulator.person('Ben').presses(asked.message!, 'Share')).rejects.toThrow('does not see');
    await ana.presses(asked.message!, 'Share');
    expect((await channel.nextMessage()).payload.content).toBe('False.');
  });
});

describe('the rules of time', () => {
  const late = async (how: (interaction: Interaction) => Promise<unknown>) => {
    const arrived = new Promise<Interaction>((resolve) => client.once(Events.InteractionCreate, resolve));
    const running = ana.runs('/check', { claim: 'a' }, { in: channel });
    const interaction = await arrived;
    return { attempt: () => how(interaction), running };
  };

  it('let an unanswered interaction fail in the person’s eyes', async () => {
    const running = ana.runs('/check', { claim: 'a' }, { in: channel });
    clock.advance(3001);
    expect((await running).state).toBe('waiting');
  });

  it('refuse a first response after 3 s', async () => {
    const { attempt, running } = await late((one) => (one.isChatInputCommand() ? one.reply('x') : Promise.resolve()));
    clock.advance(3001);
    await expect(attempt()).rejects.toMatchObject({ status: 404, code: 10062 });
    expect((await running).state).toBe('waiting');
  });

  it('refuse a second first response', async () => {
    const { attempt, running } = await late((one) => (one.isChatInputCommand() ? one.reply('x') : Promise.resolve()));
    await attempt();
    await running;
    const { id, token } = emulator.interactions[0]!;
    const again = client.rest.post(`/interactions/${id}/${token}/callback`, { body: { type: 5 }, auth: false });
    await expect(again).rejects.toMatchObject({ status: 400, code: 40060 });
  });

  it('refuse everything after 15 minutes, and the client keeps its token', async () => {
    const { attempt, running } = await late(async (one) => {
      if (!one.isChatInputCommand()) return;
      await one.deferReply();
      clock.advance(15 * 60_000 + 1);
      await one.editReply('too late');
    });
    await expect(attempt()).rejects.toMatchObject({ status: 401, code: 50027 });
    expect((await running).loading).toBe(true);
    await expect(client.rest.get('/users/@me')).resolves.toMatchObject({ id: emulator.bot.id });
  });

  it('refuse a form in answer to a form', async () => {
    const form = { custom_id: 'f', title: 'F', components: [label('L', { type: 4, custom_id: 't', style: 1 })] };
    onInteraction(async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.showModal(form as never);
      else
        await client.rest.post(`/interactions/${interaction.id}/${interaction.token}/callback`, {
          body: { type: 9, data: form },
        });
    });
    const opened = await ana.runs('/check', { claim: 'a' }, { in: channel });
    await ana.submits(opened, { L: 'text' }, { wait: 'sent' });
    await emulator.until(() => emulator.requests.at(-1)?.status === 400);
  });
});

describe('quiet', () => {
  it('is known without sleeping', async () => {
    const answer = async (message: Message): Promise<void> => {
      if (!message.mentions.has(client.user) || !message.channel.isSendable()) return;
      await message.channel.sendTyping();
      await message.reply('Yes?');
    };
    client.on(Events.MessageCreate, (message) => {
      answer(message).catch((error: unknown) => failures.push(error));
    });
    ana.says(channel, 'nobody asked');
    await emulator.settled();
    expect(channel.botMessages).toEqual([]);
    ana.says(channel, emulator.botMention);
    await emulator.settled();
    expect(channel.botMessages).toHaveLength(1);
  });

  it('does not come while something is owed, and says what', async () => {
    await client.destroy();
    await emulator.close();
    emulator = await startDiscordEmulator({ patience: 50 });
    emulator.presetCommands(commands);
    client = await readyClient(emulator);
    await emulator.person('Ana').runs('/check', { claim: 'a' }, { wait: 'sent' });
    await expect(emulator.settled()).rejects.toThrow("the bot's answer to /check");
  });

  it('includes what the bot does besides', async () => {
    let work = Promise.resolve();
    client.on(Events.MessageCreate, (message) => {
      if (message.author.bot) return;
      work = new Promise<void>((resolve) => setTimeout(resolve, 50)).then(async () => {
        await message.reply('At last.');
      });
    });
    ana.says(channel, 'hello');
    await emulator.settled(() => work);
    expect(channel.botMessages).toHaveLength(1);
  });
});
