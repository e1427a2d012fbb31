// Is this the address of a page?

/** True for a whole http or https address with a host. */
export function isWebAddress(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || /\s/.test(text) || !URL.canParse(text)) return false;
  const { hostname } = new URL(text);
  return hostname.includes('.') || hostname === 'localhost';
}
