// What can a person do in Discord?
import type { Attachments } from './attachments.ts';
import type { EmulatedChannel } from './channel.ts';
import { contextType, fillOptions, findCommand, messageTarget, type OptionValue, type Where } from './commands.ts';
import { findButton, findSelect, pickValues } from './components.ts';
import { type Interactions, interactionType, type OpenModal, type WorldInteraction } from './interactions.ts';
import { commandType } from './limits/command-limits.ts';
import { deleteMessage, editMessage, writeMessage } from './messages.ts';
import { type FormValues, fillForm } from './modal-form.ts';
import { openInteraction } from './open-interaction.ts';
import { asPayloads, asText, type Payload } from './payload.ts';
import type { CommandRegistry } from './routes/application-routes.ts';
import { isBetweenPeople, type World, type WorldChannel, type WorldMessage, type WorldUser } from './world.ts';

/** What a message carries besides its text. */
export interface Saying {
  replyTo?: WorldMessage;
  /** Whether a reply mentions the author of what it replies to. Default true. */
  pingReplied?: boolean;
  forward?: WorldMessage;
  embeds?: Payload[];
  attachments?: Payload[];
  /** Laid over the finished message, for what people cannot do themselves: a system message, a reference without the message. */
  extra?: Payload;
}

/** How an interaction is made and awaited. */
export interface Acting {
  /** The person's language for this interaction; default their own. */
  locale?: string;
  /** How far to wait. `done`: the response, and the text of a deferral (default); a deferred
   * update counts as answered, so what follows it is awaited with `settled` or `until`. `first`: the first response. `sent`: nothing. */
  wait?: 'done' | 'first' | 'sent';
}

export interface RunningIn extends Acting {
  /** Where; default: the person's direct messages with the bot. */
  in?: EmulatedChannel;
  /** Through the server's installation or the person's own. Default: the server's where the bot is, else the person's. */
  via?: 'guild' | 'user-install';
}

/** A person (or another bot) in Discord, driven by a test. Whatever a real client would not let them do throws an Error. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly world: WorldUser;
  /** `<@id>`, to be written in a message. */
  readonly mention: string;
  says(channel: EmulatedChannel, text: string, saying?: Saying): WorldMessage;
  edits(message: WorldMessage, text: string): void;
  /** Discord unfurls a link after the fact: embeds come with an update that has no edit date. */
  unfurls(message: WorldMessage, embeds: Payload[]): void;
  deletes(message: WorldMessage): void;
  /** `/check`, `/settings language`: the command's path, its options by name. */
  runs(command: string, options?: Readonly<Record<string, OptionValue>>, how?: RunningIn): Promise<WorldInteraction>;
  /** A message command (Apps ▸ name). */
  usesOn(command: string, message: WorldMessage, how?: Omit<RunningIn, 'in'>): Promise<WorldInteraction>;
  /** Types into an option with autocomplete; resolves to the interaction with its `choices`. */
  types(
    command: string,
    option: string,
    text: string,
    how?: RunningIn & { others?: Readonly<Record<string, OptionValue>> },
  ): Promise<WorldInteraction>;
  /** By label or custom id. */
  presses(message: WorldMessage, button: string, how?: Acting): Promise<WorldInteraction>;
  /** By label or value; `select` (custom id or placeholder) when the message has several menus. */
  chooses(
    message: WorldMessage,
    options: string | readonly string[],
    how?: Acting & { select?: string },
  ): Promise<WorldInteraction>;
  /** Fills in and sends the form that an interaction opened. */
  submits(opened: WorldInteraction, values: FormValues, how?: Acting): Promise<WorldInteraction>;
  /** The direct messages with the bot. */
  dm(): EmulatedChannel;
  /** Private (ephemeral) messages this person sees and has not lost, in order. */
  readonly privateMessages: WorldMessage[];
  /** The next private message that no earlier call returned; waits for it if need be. */
  nextPrivate(): Promise<WorldMessage>;
  /** The forms opened for this person, in order. */
  readonly modals: OpenModal[];
  /** Refuses (or takes again) direct messages of bots. */
  setDms(open: boolean): void;
}

export interface PersonTools {
  world: World;
  interactions: Interactions;
  commands: CommandRegistry;
  attachments: Attachments;
  dm(user: WorldUser): EmulatedChannel;
  /** Waits as `Acting.wait` says. */
  outcome(interaction: WorldInteraction, wait: Acting['wait']): Promise<WorldInteraction>;
}

export function createPerson(tools: PersonTools, user: WorldUser): Person {
  const { world } = tools;
  const returned = new Set<WorldMessage>();

  function whereabouts(channel: WorldChannel, via: RunningIn['via']): Where {
    enter(channel);
    const botHere = channel.guild?.botPresent ?? false;
    const out = isBetweenPeople(channel) || (channel.guild !== undefined && !botHere);
    const byUser = via === 'user-install' || (via === undefined && out);
    if (channel.guild && !byUser && !botHere) throw new Error(`The bot is not in ${channel.guild.name}.`);
    const own = isBetweenPeople(channel) ? contextType.privateChannel : contextType.botDm;
    const { attachments } = tools;
    const context = channel.guild ? contextType.guild : own;
    return { channel, person, context, installation: byUser ? 1 : 0, attachments };
  }

  function send(where: Where, type: number, data: Payload, label: string, how: Acting, source?: WorldMessage) {
    const interaction = openInteraction(world, { where, type, data, label, source, locale: how.locale ?? user.locale });
    tools.interactions.add(interaction);
    world.announce({
      name: 'INTERACTION_CREATE',
      ...(where.channel.guild && { guildId: where.channel.guild.id }),
      payload: () => interaction.payload,
    });
    world.signal.changed();
    return tools.outcome(interaction, how.wait);
  }

  /** Whoever speaks or acts in a server is a member of it. */
  function enter({ guild }: WorldChannel): void {
    if (guild && !guild.members.has(user.id)) guild.members.set(user.id, { user, roleIds: [] });
  }

  function commandData(
    where: Where,
    text: string,
    options: Readonly<Record<string, OptionValue>>,
    focused?: string,
  ): Payload {
    const [name = '', ...path] = text.replace(/^\//, '').split(' ');
    const command = findCommand(tools.commands, where, commandType.slash, name);
    const { options: filled, resolved } = fillOptions(where, command, path, options, focused);
    const guildId = command.guild_id;
    return {
      id: command.id,
      name: command.name,
      type: commandType.slash,
      options: filled,
      ...(Object.keys(resolved).length > 0 && { resolved }),
      ...(guildId !== undefined && { guild_id: guildId }),
    };
  }

  function sees(message: WorldMessage): void {
    if (message.deleted) throw new Error('The message was deleted.');
    if (message.onlyFor && message.onlyFor !== user) throw new Error(`${user.name} does not see this private message.`);
  }

  const onMessage = (message: WorldMessage): Where => whereabouts(message.channel, undefined);
  const dm = (): EmulatedChannel => tools.dm(user);

  const person: Person = {
    id: user.id,
    name: user.name,
    world: user,
    mention: `<@${user.id}>`,
    says(channel, text, saying = {}) {
      enter(channel.world);
      return writeMessage(world, channel.world, { author: user, content: text, ...saying });
    },
    edits: (message, text) => editMessage(world, message, { content: text }),
    unfurls: (message, embeds) => editMessage(world, message, { embeds }, true),
    deletes: (message) => deleteMessage(world, message),
    async runs(command, options = {}, how = {}) {
      const where = whereabouts((how.in ?? dm()).world, how.via);
      return send(where, interactionType.command, commandData(where, command, options), command, how);
    },
    async usesOn(name, message, how = {}) {
      sees(message);
      const where = whereabouts(message.channel, how.via);
      const command = findCommand(tools.commands, where, commandType.message, name);
      const data = { id: command.id, name: command.name, ...messageTarget(world, where, message.payload) };
      return send(where, interactionType.command, data, name, how);
    },
    async types(command, option, text, how = {}) {
      const where = whereabouts((how.in ?? dm()).world, how.via);
      const data = commandData(where, command, { ...how.others, [option]: text }, option);
      return send(where, interactionType.autocomplete, data, command, how);
    },
    async presses(message, wanted, how = {}) {
      sees(message);
      const button = findButton(message, wanted);
      const data = { component_type: button.type, custom_id: button.custom_id, id: button.id };
      return send(onMessage(message), interactionType.component, data, `[${wanted}]`, how, message);
    },
    async chooses(message, options, how = {}) {
      sees(message);
      const select = findSelect(message, how.select);
      const values = pickValues(select, [options].flat());
      const [least, most] = [Number(select.min_values ?? 1), Number(select.max_values ?? 1)];
      if (values.length < least || values.length > most) throw new Error(`The menu takes ${least} to ${most} options.`);
      const data = { component_type: select.type, custom_id: select.custom_id, id: select.id, values };
      return send(onMessage(message), interactionType.component, data, `(${values.join(', ')})`, how, message);
    },
    async submits(opened, values, how = {}) {
      if (!opened.modal || opened.user !== user) throw new Error(`No form is open for ${user.name}.`);
      const data = { custom_id: opened.modal.customId, ...fillForm(opened.modal.payload, values, tools.attachments) };
      const where = whereabouts(opened.channel, undefined);
      return send(where, interactionType.modalSubmit, data, asText(opened.modal.title), how, opened.source);
    },
    dm,
    get privateMessages() {
      return tools.interactions.all
        .flatMap((one) => [one.message, ...one.followups])
        .filter(
          (message, index, all): message is WorldMessage =>
            message?.onlyFor === user && !message.deleted && all.indexOf(message) === index,
        );
    },
    async nextPrivate() {
      const next = await world.signal.until(
        () =>
          person.privateMessages.find(
            (message) => !returned.has(message) && (Number(message.payload.flags) & 128) === 0,
          ),
        `a private message to ${user.name}`,
      );
      returned.add(next);
      return next;
    },
    get modals() {
      return tools.interactions.all.flatMap((one) => (one.user === user && one.modal ? [one.modal] : []));
    },
    setDms(open) {
      user.acceptsDms = open;
    },
  };
  return person;
}

/** The names of an autocomplete answer's choices, as the person reads them. */
export function choiceNames(interaction: WorldInteraction): string[] {
  return asPayloads(interaction.choices).map((choice) => asText(choice.name));
}
