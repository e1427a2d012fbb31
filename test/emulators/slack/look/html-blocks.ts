// How do blocks look as HTML?

import { initialState } from '../elements.ts';
import { type Fields, fieldsIn, listIn, textIn } from '../payload.ts';
import type { WorkspaceState } from '../world.ts';
import { escapeHtml, htmlMrkdwn, htmlText } from './mrkdwn.ts';
import { plainElement, richText } from './plain-blocks.ts';

type Entered = ReadonlyMap<string, ReadonlyMap<string, Fields>>;

function htmlElement(workspace: WorkspaceState, element: Fields, entered: Fields | undefined): string {
  const type = textIn(element.type);
  if (type === 'button') {
    return `<span class="button ${textIn(element.style)}">${htmlText(workspace, element.text)}</span>`;
  }
  if (type === 'plain_text' || type === 'mrkdwn') return `<span>${htmlText(workspace, element)}</span>`;
  if (type === 'image') return `<span class="image">${escapeHtml(textIn(element.alt_text))}</span>`;
  if (type === 'overflow') return '<span class="button">⋯</span>';
  if (type === 'checkboxes' || type === 'radio_buttons') {
    const state = entered ?? initialState(element) ?? {};
    const chosen = [fieldsIn(state.selected_option), ...listIn(state.selected_options)].map((entry) => entry.value);
    return listIn(element.options)
      .map((entry) => `<div>${chosen.includes(entry.value) ? '☑' : '☐'} ${htmlText(workspace, entry.text)}</div>`)
      .join('');
  }
  const words = escapeHtml(plainElement(workspace, element, entered).slice(1, -1));
  const isEmpty = entered === undefined && initialState(element)?.value == null && element.initial_option === undefined;
  const kind = type.endsWith('_input') ? (element.multiline === true ? 'field tall' : 'field') : 'field select';
  return `<span class="${kind}${isEmpty ? ' empty' : ''}">${words || '&nbsp;'}</span>`;
}

function htmlBlock(workspace: WorkspaceState, block: Fields, entered: Entered): string {
  const show = (element: Fields) =>
    htmlElement(workspace, element, entered.get(String(block.block_id))?.get(String(element.action_id)));
  switch (block.type) {
    case 'header':
      return `<div class="header">${htmlText(workspace, block.text)}</div>`;
    case 'divider':
      return '<hr>';
    case 'section': {
      const text = block.text === undefined ? '' : `<div>${htmlText(workspace, block.text)}</div>`;
      const cells = listIn(block.fields)
        .map((field) => `<div>${htmlText(workspace, field)}</div>`)
        .join('');
      const fields = cells === '' ? '' : `<div class="fields">${cells}</div>`;
      const accessory = block.accessory === undefined ? '' : show(fieldsIn(block.accessory));
      return `<div class="section"><div>${text}${fields}</div>${accessory}</div>`;
    }
    case 'context':
      return `<div class="context">${listIn(block.elements).map(show).join(' ')}</div>`;
    case 'actions':
      return `<div class="actions">${listIn(block.elements).map(show).join('')}</div>`;
    case 'image':
      return `<div class="image">${escapeHtml(textIn(block.alt_text))}</div>`;
    case 'rich_text':
      return `<div>${escapeHtml(richText(workspace, block.elements)).replaceAll('\n', '<br>')}</div>`;
    case 'markdown':
      return `<div>${escapeHtml(textIn(block.text)).replaceAll('\n', '<br>')}</div>`;
    case 'input': {
      const optional = block.optional === true ? ' <span class="optional">(optional)</span>' : '';
      const hint = block.hint === undefined ? '' : `<div class="context">${htmlText(workspace, block.hint)}</div>`;
      return `<div class="input"><div class="label">${htmlText(workspace, block.label)}${optional}</div>${show(fieldsIn(block.element))}${hint}</div>`;
    }
    default:
      return `<div class="context">${escapeHtml(textIn(block.type))}</div>`;
  }
}

export function htmlBlocks(workspace: WorkspaceState, blocks: readonly Fields[], entered: Entered): string {
  return blocks.map((block) => htmlBlock(workspace, block, entered)).join('\n');
}

/** A message's content: its blocks, else its text, then attachments and files. */
export function htmlBody(workspace: WorkspaceState, body: Fields, entered: Entered): string {
  const blocks = listIn(body.blocks);
  const text = textIn(body.text);
  const main = blocks.length > 0 ? htmlBlocks(workspace, blocks, entered) : `<div>${htmlMrkdwn(workspace, text)}</div>`;
  const attachments = listIn(body.attachments).map((attachment) => {
    const inner =
      attachment.blocks === undefined
        ? htmlMrkdwn(workspace, textIn(attachment.text) || textIn(attachment.fallback))
        : htmlBlocks(workspace, listIn(attachment.blocks), entered);
    return `<div class="attachment">${inner}</div>`;
  });
  const files = listIn(body.files).map(
    (file) => `<div class="attachment">📄 ${escapeHtml(textIn(file.title) || textIn(file.name))}</div>`,
  );
  return [main, ...attachments, ...files].join('\n');
}
