// How does an answer look in a terminal, a pipe or a plain text?

import { styleText } from 'node:util';
import type { Answer, Line, Span } from '../../bot/answer.ts';

export interface TextStyle {
  /** Colours and bold, for a terminal that shows them. */
  readonly colours: boolean;
  /** Columns at which lines are wrapped; 0 for none. */
  readonly width: number;
}

/** Control characters, but for the line feed, would let a text write over the terminal. */
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** An answer as text: headline, lead, sections, small print. Buttons are numbered from 1, menus too, after them. */
export function renderText(answer: Answer, style: TextStyle): string {
  const paint = painter(style);
  const blocks: string[] = [];
  if (answer.headline !== '') blocks.push(paint('bold', clean(answer.headline)));
  if (answer.lead) blocks.push(wrap(lineText(answer.lead, paint), style.width));
  for (const section of answer.sections) {
    const lines = section.lines.map((line) => lineText(line, paint));
    const body = lines.map((line) => wrap(lines.length > 1 ? `- ${line}` : line, style.width - 2, '  ')).join('\n');
    blocks.push(section.label === '' ? body : `${paint('bold', clean(section.label))}\n${indent(body)}`);
  }
  if (answer.footnote) blocks.push(paint('dim', wrap(clean(answer.footnote), style.width)));
  const numbered = numberedActions(answer).map(({ label }, i) => `[${i + 1}] ${clean(label)}`);
  if (numbered.length > 0) {
    blocks.push(paint('dim', answer.choices ? numbered.join('\n') : wrap(numbered.join('  '), style.width)));
  }
  return blocks.join('\n\n');
}

/** What the numbers below an answer stand for: menu options first, then buttons. */
export function numberedActions(
  answer: Answer,
): readonly { readonly label: string; readonly call: Answer['actions'][number]['call'] }[] {
  return [...(answer.choices?.options ?? []), ...answer.actions];
}

type Paint = (format: 'bold' | 'dim' | 'italic' | 'cyan', text: string) => string;

function painter({ colours }: TextStyle): Paint {
  return (format, text) => (colours ? styleText(format, text, { validateStream: false }) : text);
}

function lineText(line: Line, paint: Paint): string {
  return line.map((span) => spanText(span, paint)).join('');
}

function spanText({ text, style, url }: Span, paint: Paint): string {
  const words = clean(text);
  const styled =
    style === 'strong'
      ? paint('bold', words)
      : style === 'quote' || style === 'emphasis'
        ? paint('italic', words)
        : words;
  return url === undefined ? styled : `${styled} <${paint('cyan', clean(url))}>`;
}

function clean(text: string): string {
  return text.replace(CONTROLS, ' ');
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}

const COLOUR_CODE = /\u001b\[\d+m/g;

function wrap(text: string, width: number, hanging = ''): string {
  return text
    .split('\n')
    .map((line, i) => (i === 0 ? line : hanging + line))
    .map((line) => {
      if (width < 20) return line;
      const lines: string[] = [];
      let current = '';
      for (const word of line.split(' ')) {
        const next = current === '' ? word : `${current} ${word}`;
        if (current !== '' && next.replace(COLOUR_CODE, '').length > width) {
          lines.push(current);
          current = hanging + word;
        } else current = next;
      }
      return [...lines, current].join('\n');
    })
    .join('\n');
}
