// How does Discord's Markdown look as HTML?

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const dateStyles: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
  R: { dateStyle: 'long' },
};

function date(seconds: string, style: string | undefined, locale: string): string {
  const options = dateStyles[style ?? 'f'] ?? {};
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(Number(seconds) * 1000);
}

/** Marks within a line. What is escaped with a backslash, code and links are set aside first, so that nothing in them is read as a mark. */
function inline(text: string, locale: string): string {
  const kept: string[] = [];
  const keep = (html: string): string => `\uE000${kept.push(html) - 1}\uE000`;
  let line = text
    .replaceAll(/`([^`]+)`/g, (_, code: string) => keep(`<code>${escapeHtml(code)}</code>`))
    .replaceAll(/\\([\\+!*_~`|>#\-[\]().<:@])/g, (_, char: string) => keep(escapeHtml(char)))
    .replaceAll(/\[([^\]]+)\]\(<?(https?:\/\/[^\s)>]+)>?\)/g, (_, label: string, url: string) =>
      keep(`<a href="${escapeHtml(url)}">${inline(label, locale)}</a>`),
    )
    .replaceAll(/<(https?:\/\/[^\s>]+)>|(https?:\/\/[^\s<>\uE000]+)/g, (_, quiet: string | undefined, bare: string) => {
      const url = escapeHtml(quiet ?? bare);
      return keep(`<a href="${url}">${url}</a>`);
    })
    .replaceAll(/<t:(-?\d+)(?::([dDtTfFR]))?>/g, (_, seconds: string, style?: string) =>
      keep(`<span class="time">${escapeHtml(date(seconds, style, locale))}</span>`),
    );
  line = escapeHtml(line)
    .replaceAll(/\*\*(.+?)\*\*/g, '<b>$1</b>')
    .replaceAll(/__(.+?)__/g, '<u>$1</u>')
    .replaceAll(/~~(.+?)~~/g, '<s>$1</s>')
    .replaceAll(/\|\|(.+?)\|\|/g, '<span class="spoiler">$1</span>')
    .replaceAll(/\*(.+?)\*/g, '<i>$1</i>')
    .replaceAll(/(?<![\p{L}\p{N}])_(.+?)_(?![\p{L}\p{N}])/gu, '<i>$1</i>')
    .replaceAll(/@[\p{L}\p{N}][^\n\uE000]{0,30}?(?=\uE001)/gu, '<span class="mention">$&</span>')
    .replaceAll('\uE001', '');
  for (let again = true; again; ) {
    const before = line;
    line = line.replaceAll(/\uE000(\d+)\uE000/g, (_, index: string) => kept[Number(index)] ?? '');
    again = line !== before;
  }
  return line;
}

function block(line: string, locale: string): string {
  const heading = /^(#{1,3}) (.+)$/.exec(line);
  if (heading) return `<div class="h${heading[1]?.length}">${inline(heading[2] ?? '', locale)}</div>`;
  const [mark, rest] = [line.slice(0, line.indexOf(' ') + 1), line.slice(line.indexOf(' ') + 1)];
  if (mark === '> ') return `<blockquote>${inline(rest, locale)}</blockquote>`;
  if (mark === '-# ') return `<div class="small">${inline(rest, locale)}</div>`;
  if (mark === '- ' || mark === '* ') return `<div class="item">${inline(rest, locale)}</div>`;
  return `<div>${line === '' ? '<br>' : inline(line, locale)}</div>`;
}

/** Discord's Markdown as HTML. Mentions must have been put by name already, each followed by U+E001. */
export function markdownHtml(text: string, locale: string): string {
  return text
    .split('\n')
    .map((line) => block(line, locale))
    .join('')
    .replaceAll('</blockquote><blockquote>', '<br>');
}
