// Which button or menu of a message does a person mean?

import { componentType } from './limits/component-limits.ts';
import { asPayload, asPayloads, asText, type Payload } from './payload.ts';
import type { WorldMessage } from './world.ts';

const linkStyle = 5;

/** All buttons and menus of a message, in order. */
export function componentsOf(message: WorldMessage): Payload[] {
  return asPayloads(message.payload.components).flatMap((row) => asPayloads(row.components));
}

export function isButton(component: Payload): boolean {
  return component.type === componentType.button;
}

/** What a button says: its emoji and its label. */
export function buttonText(button: Payload): string {
  return [asText(asPayload(button.emoji).name), asText(button.label)].filter(Boolean).join(' ');
}

/** The button with this label (with or without its emoji) or custom id; an error says which ones there are. */
export function findButton(message: WorldMessage, wanted: string): Payload {
  const buttons = componentsOf(message).filter(isButton);
  const names = (button: Payload): unknown[] => [button.custom_id, button.label, buttonText(button)];
  const found = buttons.find((button) => names(button).includes(wanted));
  if (!found) throw new Error(`No button "${wanted}"; there is: ${buttons.map(buttonText).join(', ') || 'none'}.`);
  if (found.disabled) throw new Error(`The button "${wanted}" is disabled.`);
  if (found.style === linkStyle) throw new Error(`The button "${wanted}" is a link to ${asText(found.url)}.`);
  return found;
}

/** The menu with this custom id or placeholder; without one, the only menu. */
export function findSelect(message: WorldMessage, wanted: string | undefined): Payload {
  const selects = componentsOf(message).filter((component) => !isButton(component));
  const found =
    wanted === undefined ? selects[0] : selects.find((one) => [one.custom_id, one.placeholder].includes(wanted));
  if (!found) throw new Error(`No menu ${wanted === undefined ? '' : `"${wanted}" `}on this message.`);
  if (found.disabled) throw new Error('The menu is disabled.');
  return found;
}

/** The values of the options a person picks by label or value. */
export function pickValues(select: Payload, wanted: readonly string[]): string[] {
  const options = asPayloads(select.options);
  return wanted.map((text) => {
    if (options.length === 0) return text;
    const option = options.find((one) => one.value === text || one.label === text);
    if (!option)
      throw new Error(`No option "${text}"; there is: ${options.map((one) => asText(one.label)).join(' | ')}.`);
    return asText(option.value);
  });
}
