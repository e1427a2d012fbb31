// What does a message look like in Discord, as a page to take a picture of?
import { buttonText, isButton } from './components.ts';
import { escapeHtml, markdownHtml } from './html-markdown.ts';
import { htmlStyle } from './html-style.ts';
import { messageFlag } from './limits/message-limits.ts';
import { asNumber, asPayload, asPayloads, asText, type Payload } from './payload.ts';
import { seenBy } from './screen.ts';
import type { WorldMessage, WorldUser } from './world.ts';

export interface HtmlOptions {
  /** Language of the dates and of the page; default the viewer's, else `en-US`. */
  locale?: string;
  /** Shows the menus opened, with their options. Default false. */
  openMenus?: boolean;
}

interface Look {
  message: WorldMessage;
  locale: string;
  openMenus: boolean;
}

const linkStyle = 5;
const avatarColours = ['#5865f2', '#757e8a', '#3ba55c', '#faa61a', '#ed4245', '#eb459f'];

/** Mentions by name, each followed by U+E001 so that the Markdown knows where it ends. */
function named({ message }: Look, text: string): string {
  const users = [...asPayloads(message.payload.mentions), asPayload(message.payload.author)];
  const members = message.channel.guild?.members;
  return text
    .replaceAll(/<@!?(\d+)>/g, (whole, id: string) => {
      const user = users.find((one) => one.id === id);
      const name = members?.get(id)?.user.name ?? (asText(user?.global_name) || asText(user?.username));
      return name === '' ? whole : `@${name}\uE001`;
    })
    .replaceAll(/<@&(\d+)>/g, (whole, id: string) => {
      const role = message.channel.guild?.roles.find((one) => one.id === id);
      return role ? `@${role.name}\uE001` : whole;
    });
}

const markdown = (look: Look, value: unknown): string => markdownHtml(named(look, asText(value)), look.locale);
const box = (name: string, html: string, extra = ''): string =>
  html === '' ? '' : `<div class="${name}"${extra}>${html}</div>`;

function embedHtml(look: Look, embed: Payload): string {
  const colour = typeof embed.color === 'number' ? `#${embed.color.toString(16).padStart(6, '0')}` : '#1e1f22';
  const title = markdown(look, embed.title);
  const linked = embed.url ? `<a href="${escapeHtml(asText(embed.url))}">${title}</a>` : title;
  const fields = asPayloads(embed.fields).map((field) =>
    box(field.inline ? 'field inline' : 'field', box('name', markdown(look, field.name)) + markdown(look, field.value)),
  );
  const stamp = embed.timestamp ? dateText(look, asText(embed.timestamp)) : '';
  const foot = [asText(asPayload(embed.footer).text), stamp].filter(Boolean).map(escapeHtml).join(' • ');
  const parts = [
    box('name', escapeHtml(asText(asPayload(embed.author).name))),
    embed.title ? box('title', linked) : '',
    embed.description ? box('description', markdown(look, embed.description)) : '',
    ...fields,
    box('footer', foot),
  ];
  return box('embed', parts.join(''), ` style="border-left-color:${colour}"`);
}

function componentHtml(look: Look, component: Payload): string {
  const off = component.disabled ? ' off' : '';
  if (isButton(component)) {
    const arrow = component.style === linkStyle ? ' ↗' : '';
    return `<span class="button style${asNumber(component.style)}${off}">${escapeHtml(buttonText(component))}${arrow}</span>`;
  }
  const options = asPayloads(component.options);
  const chosen = options.find((option) => option.default);
  const shown = asText(chosen?.label) || asText(component.placeholder) || 'Make a selection';
  const closed = `<div class="select${off}"><span>${escapeHtml(shown)}</span><span>⌄</span></div>`;
  if (!look.openMenus) return closed;
  const list = options.map((option) =>
    box('option', escapeHtml(asText(option.label)) + box('about', escapeHtml(asText(option.description)))),
  );
  return closed + box('options', list.join(''));
}

function dateText({ locale }: Look, iso: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short', timeZone: 'UTC' }).format(
    new Date(iso),
  );
}

function replyHtml(look: Look): string {
  const { payload, channel } = look.message;
  if (payload.type !== 19) return '';
  const id = asPayload(payload.message_reference).message_id;
  const replied = channel.messages.find((one) => one.id === id && !one.deleted);
  if (!replied) return box('reply', '╭ <i>Original message was deleted</i>');
  const text = asText(replied.payload.content).split('\n')[0] ?? '';
  return box(
    'reply',
    `╭ <b>${escapeHtml(replied.author.name)}</b> ${escapeHtml(named(look, text).replaceAll('\uE001', ''))}`,
  );
}

function bodyHtml(look: Look): string {
  const { message } = look;
  const { payload } = message;
  const edited = payload.edited_timestamp ? '<span class="edited">(edited)</span>' : '';
  const loading = (asNumber(payload.flags) & messageFlag.loading) !== 0;
  const forwarded = asPayloads(payload.message_snapshots).map((snapshot) => {
    const inner = asPayload(snapshot.message);
    const embeds = asPayloads(inner.embeds).map((embed) => embedHtml(look, embed));
    return box('forward', `<i>↷ Forwarded</i>${markdown(look, inner.content)}${embeds.join('')}`);
  });
  return [
    loading ? '<i>is thinking…</i>' : '',
    payload.content ? `<div class="content">${markdown(look, payload.content)}${edited}</div>` : '',
    ...forwarded,
    ...asPayloads(payload.embeds).map((embed) => embedHtml(look, embed)),
    ...asPayloads(payload.attachments).map((file) => box('file', `📎 ${escapeHtml(asText(file.filename))}`)),
    ...asPayloads(payload.components).map((row) =>
      box(
        'row',
        asPayloads(row.components)
          .map((component) => componentHtml(look, component))
          .join(''),
      ),
    ),
    payload.content ? '' : edited,
    message.onlyFor ? box('only', '👁 Only you can see this') : '',
  ].join('\n');
}

function messageHtml(look: Look): string {
  const { message } = look;
  const { author } = message;
  const colour = avatarColours[Number(BigInt(author.id) % BigInt(avatarColours.length))] ?? '';
  const head =
    `<div class="avatar" style="background:${colour}">${escapeHtml([...author.name][0] ?? '')}</div>` +
    `<span class="author">${escapeHtml(author.name)}</span>${author.bot ? '<span class="app">APP</span>' : ''}` +
    `<span class="date">${escapeHtml(dateText(look, asText(message.payload.timestamp)))}</span>`;
  return `<article class="message${message.onlyFor ? ' private' : ''}">${replyHtml(look)}${head}\n${bodyHtml(look)}</article>`;
}

/** The messages that the viewer sees, as a self-contained page in Discord's dark look. Without a viewer: what everybody sees. */
export function renderDiscordHtml(
  messages: readonly WorldMessage[],
  viewer?: { world: WorldUser },
  options: HtmlOptions = {},
): string {
  const locale = options.locale ?? viewer?.world.locale ?? 'en-US';
  const shown = seenBy(messages, viewer?.world).map((message) =>
    messageHtml({ message, locale, openMenus: options.openMenus ?? false }),
  );
  return `<!doctype html>
<html lang="${escapeHtml(locale)}"><head><meta charset="utf-8"><title>Discord</title><style>${htmlStyle}</style></head>
<body>${shown.join('\n')}</body></html>
`;
}
