// How do blocks read as plain text?

import { initialState } from '../elements.ts';
import { type Fields, fieldsIn, listIn, textIn } from '../payload.ts';
import type { WorkspaceState } from '../world.ts';
import { plainMrkdwn, plainText } from './mrkdwn.ts';

type Entered = ReadonlyMap<string, ReadonlyMap<string, Fields>>;

/** What an element shows as its content: entered, else initial, else its placeholder. */
function content(workspace: WorkspaceState, element: Fields, entered: Fields | undefined): string {
  const state = entered ?? initialState(element) ?? {};
  const option = fieldsIn(state.selected_option);
  if (option.text !== undefined) return plainText(workspace, option.text);
  const options = listIn(state.selected_options);
  if (options.length > 0) return options.map((entry) => plainText(workspace, entry.text)).join(', ');
  const id = state.selected_user ?? state.selected_channel ?? state.selected_conversation;
  if (typeof id === 'string') return workspace.users.get(id)?.name ?? workspace.channels.get(id)?.name ?? id;
  const value = state.value ?? state.selected_date ?? state.selected_time;
  return typeof value === 'string' && value !== '' ? value : plainText(workspace, element.placeholder);
}

export function plainElement(workspace: WorkspaceState, element: Fields, entered?: Fields): string {
  const type = textIn(element.type);
  if (type === 'button') return `[${plainText(workspace, element.text)}]`;
  if (type === 'image') return `(image: ${textIn(element.alt_text)})`;
  if (type === 'overflow')
    return `[⋯ ${listIn(element.options)
      .map((entry) => plainText(workspace, entry.text))
      .join(' | ')}]`;
  if (type === 'plain_text' || type === 'mrkdwn') return plainText(workspace, element);
  if (type === 'checkboxes' || type === 'radio_buttons') {
    const state = entered ?? initialState(element) ?? {};
    const chosen = [fieldsIn(state.selected_option), ...listIn(state.selected_options)].map((entry) => entry.value);
    return listIn(element.options)
      .map((entry) => `${chosen.includes(entry.value) ? '(x)' : '( )'} ${plainText(workspace, entry.text)}`)
      .join('  ');
  }
  if (type === 'file_input') {
    const files = listIn(entered?.files).map((file) => textIn(file.name));
    return `[${files.join(', ') || 'Add a file'}]`;
  }
  if (type.endsWith('_input')) return `[${content(workspace, element, entered)}]`;
  return `[${content(workspace, element, entered)} ▾]`;
}

/** The words of a rich text block. */
export function richText(workspace: WorkspaceState, value: unknown): string {
  return listIn(value)
    .map((entry) => {
      if (entry.type === 'user') return `@${workspace.users.get(textIn(entry.user_id))?.name ?? 'unknown'}`;
      if (entry.type === 'channel') return `#${workspace.channels.get(textIn(entry.channel_id))?.name ?? 'unknown'}`;
      if (entry.type === 'usergroup') return `@${workspace.groups.get(textIn(entry.usergroup_id))?.handle ?? 'group'}`;
      if (entry.type === 'broadcast') return `@${textIn(entry.range)}`;
      if (entry.type === 'link') return textIn(entry.text) || textIn(entry.url);
      if (entry.type === 'emoji') return `:${textIn(entry.name)}:`;
      return entry.elements === undefined ? textIn(entry.text) : richText(workspace, entry.elements);
    })
    .join('');
}

/** The lines that a block shows. */
export function plainBlock(workspace: WorkspaceState, block: Fields, entered: Entered): string[] {
  const of = (element: Fields) => entered.get(String(block.block_id))?.get(String(element.action_id));
  const show = (element: Fields) => plainElement(workspace, element, of(element));
  switch (block.type) {
    case 'header':
      return [`# ${plainText(workspace, block.text)}`];
    case 'divider':
      return ['---'];
    case 'section':
      return [
        ...(block.text === undefined ? [] : plainText(workspace, block.text).split('\n')),
        ...listIn(block.fields).map((field) => `| ${plainText(workspace, field).replaceAll('\n', ' ')}`),
        ...(block.accessory === undefined ? [] : [show(fieldsIn(block.accessory))]),
      ];
    case 'context':
      return [`(${listIn(block.elements).map(show).join(' · ')})`];
    case 'actions':
      return [listIn(block.elements).map(show).join(' ')];
    case 'image':
      return [`(image: ${textIn(block.alt_text)})`];
    case 'markdown':
      return textIn(block.text).split('\n');
    case 'rich_text':
      return richText(workspace, block.elements).split('\n');
    case 'input': {
      const element = fieldsIn(block.element);
      const optional = block.optional === true ? ' (optional)' : '';
      const hint = block.hint === undefined ? [] : [`  ${plainText(workspace, block.hint)}`];
      return [`${plainText(workspace, block.label)}${optional}: ${show(element)}`, ...hint];
    }
    default:
      return [`(${textIn(block.type)})`];
  }
}

/** Lines of a message body: its blocks, else its text, then attachments and files. */
export function plainBody(workspace: WorkspaceState, body: Fields, entered: Entered): string[] {
  const blocks = listIn(body.blocks);
  const text = textIn(body.text);
  return [
    ...(blocks.length > 0
      ? blocks.flatMap((block) => plainBlock(workspace, block, entered))
      : text === ''
        ? []
        : plainMrkdwn(workspace, text).split('\n')),
    ...listIn(body.attachments).flatMap((attachment) =>
      attachment.blocks === undefined
        ? plainMrkdwn(workspace, textIn(attachment.text) || textIn(attachment.fallback))
            .split('\n')
            .map((line) => `> ${line}`)
        : listIn(attachment.blocks).flatMap((block) =>
            plainBlock(workspace, block, entered).map((line) => `> ${line}`),
          ),
    ),
    ...listIn(body.files).map((file) => `(file: ${textIn(file.title) || textIn(file.name)})`),
  ];
}
