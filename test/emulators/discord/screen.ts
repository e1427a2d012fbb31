// What would a person read on the screen?
import { buttonText, isButton } from './components.ts';
import { messageFlag } from './limits/message-limits.ts';
import { asNumber, asPayload, asPayloads, asText, type Payload } from './payload.ts';
import type { World, WorldMessage, WorldUser } from './world.ts';

const linkStyle = 5;

/** Mentions by name instead of by number. */
function named(world: World, channel: WorldMessage['channel'], text: string): string {
  return text
    .replaceAll(/<@!?(\d+)>/g, (whole, id: string) => (world.users.has(id) ? `@${world.users.get(id)?.name}` : whole))
    .replaceAll(/<@&(\d+)>/g, (whole, id: string) => {
      const role = channel.guild?.roles.find((one) => one.id === id);
      return role ? `@${role.name}` : whole;
    })
    .replaceAll(/<#(\d+)>/g, (whole, id: string) =>
      world.channels.has(id) ? `#${world.channels.get(id)?.name}` : whole,
    );
}

function embedLines(embed: Payload): string[] {
  const fields = asPayloads(embed.fields).flatMap((field) => [
    `${asText(field.name)}:`,
    `  ${asText(field.value).replaceAll('\n', '\n  ')}`,
  ]);
  const title = [asText(embed.title), embed.url ? `<${asText(embed.url)}>` : ''].filter(Boolean).join(' ');
  const parts = [
    asText(asPayload(embed.author).name),
    title,
    asText(embed.description),
    ...fields,
    asText(asPayload(embed.footer).text),
  ];
  return parts
    .filter((part) => part !== '')
    .flatMap((part) => part.split('\n'))
    .map((line) => `│ ${line}`.trimEnd());
}

function componentText(component: Payload): string {
  const off = component.disabled ? ' (off)' : '';
  if (isButton(component)) return `[${buttonText(component)}${component.style === linkStyle ? ' ↗' : ''}${off}]`;
  const options = asPayloads(component.options).map((option) => {
    const about = asText(option.description);
    return asText(option.label) + (about === '' ? '' : ` – ${about}`);
  });
  return `(${asText(component.placeholder) || 'Make a selection'}: ${options.join(' | ')}${off})`;
}

function replyLine(world: World, message: WorldMessage): string[] {
  const { payload } = message;
  if (payload.type !== 19) return [];
  const ref = asPayload(payload.message_reference).message_id;
  const replied = message.channel.messages.find((one) => one.id === ref);
  if (!replied || replied.deleted) return ['  ↪ Original message was deleted'];
  const text = asText(replied.payload.content) || asText(asPayloads(replied.payload.embeds)[0]?.title);
  return [`  ↪ ${replied.author.name}: ${named(world, message.channel, text).split('\n')[0] ?? ''}`];
}

/** One message, several lines: the author, what is replied to, the text, embeds, buttons and menus, and the marks. */
export function messageText(world: World, message: WorldMessage): string {
  const { payload } = message;
  const content = asText(payload.content);
  const loading = (asNumber(payload.flags) & messageFlag.loading) !== 0;
  const forwarded = asPayloads(payload.message_snapshots).flatMap((snapshot) => {
    const inner = asPayload(snapshot.message);
    return ['↷ Forwarded', ...asText(inner.content).split('\n'), ...asPayloads(inner.embeds).flatMap(embedLines)];
  });
  const edited = payload.edited_timestamp ? ' (edited)' : '';
  const body = [
    ...(loading ? [`${message.author.name} is thinking…`] : []),
    ...(content === '' ? [] : `${named(world, message.channel, content)}${edited}`.split('\n')),
    ...forwarded,
    ...asPayloads(payload.embeds)
      .flatMap((embed) => embedLines(embed))
      .map((line) => named(world, message.channel, line)),
    ...asPayloads(payload.attachments).map((file) => `📎 ${asText(file.filename)}`),
    ...asPayloads(payload.components).map((row) => asPayloads(row.components).map(componentText).join(' ')),
    ...(content === '' && edited ? ['(edited)'] : []),
    ...(message.onlyFor ? [`(only ${message.onlyFor.name} can see this)`] : []),
  ];
  const mark = message.author.bot ? ' [APP]' : '';
  return [`${message.author.name}${mark}`, ...replyLine(world, message), ...body.map((line) => `  ${line}`)].join('\n');
}

/** The messages a viewer sees: all public ones, and the private ones that are theirs. */
export function seenBy(messages: readonly WorldMessage[], viewer: WorldUser | undefined): WorldMessage[] {
  return messages.filter(
    (message) => !message.deleted && (message.onlyFor === undefined || message.onlyFor === viewer),
  );
}

export function screenOf(world: World, messages: readonly WorldMessage[], viewer: WorldUser | undefined): string {
  return seenBy(messages, viewer)
    .map((message) => messageText(world, message))
    .join('\n');
}
