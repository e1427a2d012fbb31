// How does Slack's markup read, as plain words and as HTML?

import { type Fields, fieldsIn, textIn } from '../payload.ts';
import type { WorkspaceState } from '../world.ts';

/** Short names of emoji that render; any other stays as it was written. */
const EMOJI: Readonly<Record<string, string>> = {
  white_check_mark: '✅',
  heavy_check_mark: '✔️',
  x: '❌',
  warning: '⚠️',
  question: '❓',
  grey_question: '❔',
  mag: '🔍',
  link: '🔗',
  speech_balloon: '💬',
  bell: '🔔',
  inbox_tray: '📥',
  memo: '📝',
  pencil2: '✏️',
  hourglass: '⌛',
  large_green_circle: '🟢',
  large_yellow_circle: '🟡',
  red_circle: '🔴',
  '+1': '👍',
  '-1': '👎',
};

export const withEmoji = (text: string): string => text.replace(/:([a-z0-9_+-]+):/g, (all, name) => EMOJI[name] ?? all);

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** What a `<…>` stands for: a name for people, channels and groups; label and address for links. */
function reference(workspace: WorkspaceState, inner: string): { label: string; url?: string } {
  const [target = '', label] = inner.split('|', 2);
  if (target.startsWith('@')) return { label: `@${workspace.users.get(target.slice(1))?.name ?? label ?? 'unknown'}` };
  if (target.startsWith('#'))
    return { label: `#${workspace.channels.get(target.slice(1))?.name ?? label ?? 'unknown'}` };
  if (target.startsWith('!subteam^')) {
    return { label: `@${workspace.groups.get(target.slice(9))?.handle ?? label ?? 'group'}` };
  }
  if (target.startsWith('!')) return { label: label ?? `@${target.slice(1)}` };
  return { label: label ?? target.replace(/^mailto:/, ''), url: target };
}

const STYLES = [
  [/(?<![\w*])\*(?=\S)([^*\n]*\S)\*(?![\w*])/g, 'b'],
  [/(?<![\w_/])_(?=\S)([^_\n]*\S)_(?![\w_])/g, 'i'],
  [/(?<![\w~])~(?=\S)([^~\n]*\S)~(?![\w~])/g, 's'],
] as const;

/** The words a person reads: marks gone, references named, links as `label <address>`. */
export function plainMrkdwn(workspace: WorkspaceState, text: string): string {
  let words = text.replace(/<([^<>]+)>/g, (_, inner: string) => {
    const { label, url } = reference(workspace, inner);
    return url === undefined || url === label ? label : `${label} \u2039${url}\u203a`;
  });
  for (const [pattern] of STYLES) words = words.replace(pattern, '$1');
  return unescaped(withEmoji(words.replace(/`{1,3}([^`]+)`{1,3}/g, '$1')));
}

export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The same as HTML: b, i, s, code, blockquote, links and names. */
export function htmlMrkdwn(workspace: WorkspaceState, text: string): string {
  const kept: string[] = [];
  const keep = (html: string) => `\ue000${kept.push(html) - 1}\ue000`;
  let html = text
    .replace(/```([^`]+)```/g, (_, code: string) => keep(`<pre>${escapeHtml(unescaped(code))}</pre>`))
    .replace(/`([^`\n]+)`/g, (_, code: string) => keep(`<code>${escapeHtml(unescaped(code))}</code>`))
    .replace(/<([^<>]+)>/g, (_, inner: string) => {
      const { label, url } = reference(workspace, inner);
      const words = escapeHtml(unescaped(label));
      return keep(
        url === undefined
          ? `<span class="name">${words}</span>`
          : `<a href="${escapeHtml(unescaped(url))}">${words}</a>`,
      );
    });
  html = escapeHtml(unescaped(html));
  for (const [pattern, tag] of STYLES) html = html.replace(pattern, `<${tag}>$1</${tag}>`);
  html = html
    .split('\n')
    .map((line) => (line.startsWith('&gt;') ? `<blockquote>${line.slice(4).trim()}</blockquote>` : line))
    .join('<br>')
    .replaceAll('</blockquote><br>', '</blockquote>');
  return withEmoji(html).replace(/\ue000(\d+)\ue000/g, (_, index: string) => kept[Number(index)] ?? '');
}

/** A text object's words, by its type. */
export function plainText(workspace: WorkspaceState, value: unknown): string {
  const object: Fields = fieldsIn(value);
  const text = textIn(object.text);
  return object.type === 'mrkdwn' ? plainMrkdwn(workspace, text) : withEmoji(unescaped(text));
}

export function htmlText(workspace: WorkspaceState, value: unknown): string {
  const object: Fields = fieldsIn(value);
  const text = textIn(object.text);
  return object.type === 'mrkdwn'
    ? htmlMrkdwn(workspace, text)
    : withEmoji(escapeHtml(unescaped(text))).replaceAll('\n', '<br>');
}
