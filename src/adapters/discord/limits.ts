// How much does Discord take?

/**
 * Discord's limits, in UTF-16 units where they count characters. Source: the Discord developer documentation, pages
 * "Message", "Embed limits", "Component reference" and "Application commands".
 */
export const LIMITS = {
  content: 2000,
  /** Sum over title, description, field names and values and footer, of all embeds of a message. */
  embedTotal: 6000,
  title: 256,
  description: 4096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1024,
  footer: 2048,
  rows: 5,
  buttonsInRow: 5,
  buttonLabel: 80,
  customId: 100,
  selectOptions: 25,
  optionText: 100,
  placeholder: 150,
  modalTitle: 45,
  modalParts: 5,
  label: 45,
  labelDescription: 100,
  inputText: 4000,
  choices: 25,
  choiceText: 100,
  commandDescription: 100,
} as const;

/** A text cut to a length, at the end of a word where one is near, with an ellipsis. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  let kept = text.slice(0, length - 1);
  const space = kept.lastIndexOf(' ');
  if (space > length * 0.7) kept = kept.slice(0, space);
  // Half an emoji would be shown as a replacement character, half an escape would escape the ellipsis.
  return `${kept
    .replace(/[\ud800-\udbff]$/, '')
    .replace(/\\+$/, '')
    .trimEnd()}…`;
}
