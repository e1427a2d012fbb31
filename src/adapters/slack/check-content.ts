// Would Slack take this message or view? Asked before the network, so that a fault has a clear name.

import type { Block } from './blocks.ts';
import {
  BLOCK_COST,
  MAX_ACTIONS,
  MAX_BUTTON_VALUE,
  MAX_FALLBACK_TEXT,
  MAX_HEADER_TEXT,
  MAX_ID,
  MAX_MESSAGE_BLOCKS,
  MAX_MESSAGE_TEXT,
  MAX_OPTIONS,
  MAX_SECTION_TEXT,
  MAX_VIEW_BLOCKS,
} from './limits.ts';
import { type MessageContent, textLength } from './render-answer.ts';

/**
 * Gives a message back when it keeps Slack's limits.
 * @throws RangeError naming the limit it breaks; that is a fault of the renderer.
 */
export function checkedMessage<T extends MessageContent>(message: T): T {
  need(message.text !== '' && message.text.length <= MAX_FALLBACK_TEXT, `text of ${message.text.length} characters`);
  need(message.blocks.length <= MAX_MESSAGE_BLOCKS, `${message.blocks.length} blocks`);
  const length = textLength(message.blocks) + message.blocks.length * BLOCK_COST;
  need(length <= MAX_MESSAGE_TEXT, `blocks of ${length} characters in all`);
  checkBlocks(message.blocks);
  return message;
}

/** The same for the blocks of a modal or home tab. @throws RangeError */
export function checkedViewBlocks(blocks: readonly Block[]): readonly Block[] {
  need(blocks.length <= MAX_VIEW_BLOCKS, `${blocks.length} blocks`);
  checkBlocks(blocks);
  return blocks;
}

function checkBlocks(blocks: readonly Block[]): void {
  const ids = blocks.flatMap((block) => ('block_id' in block && block.block_id !== undefined ? [block.block_id] : []));
  need(new Set(ids).size === ids.length, 'a block id twice');
  for (const [index, block] of blocks.entries()) {
    const fault = faultOf(block);
    need(fault === undefined, `block ${index} (${block.type}): ${fault}`);
  }
}

function faultOf(block: Block): string | undefined {
  switch (block.type) {
    case 'header':
      return fits(block.text.text, MAX_HEADER_TEXT) ? undefined : `${block.text.text.length} characters`;
    case 'section':
      return fits(block.text.text, MAX_SECTION_TEXT) ? undefined : `${block.text.text.length} characters`;
    case 'context':
      return block.elements.every(({ text }) => fits(text, MAX_SECTION_TEXT)) ? undefined : 'too long';
    case 'actions': {
      const ids = block.elements.map(({ action_id }) => action_id);
      if (new Set(ids).size !== ids.length || !ids.every((id) => fits(id, MAX_ID))) return 'its action ids';
      if (ids.length < 1 || ids.length > MAX_ACTIONS) return `${ids.length} elements`;
      return block.elements.map(elementFault).find((fault) => fault !== undefined);
    }
    case 'input':
      return fits(block.block_id, MAX_ID) ? undefined : 'its block id';
    case 'divider':
      return undefined;
  }
}

function elementFault(element: Extract<Block, { type: 'actions' }>['elements'][number]): string | undefined {
  if (element.type === 'button' && !fits(element.value, MAX_BUTTON_VALUE)) return "a button's value";
  if (element.type !== 'static_select') return undefined;
  return element.options.length >= 1 && element.options.length <= MAX_OPTIONS ? undefined : "a menu's options";
}

function fits(text: string, max: number): boolean {
  return text.length >= 1 && text.length <= max;
}

function need(condition: boolean, what: string): void {
  if (!condition) throw new RangeError(`Slack would not take it: ${what}`);
}
