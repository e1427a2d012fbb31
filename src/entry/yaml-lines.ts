// On which line of a YAML document does a field stand?

import { type Document, isNode, type LineCounter } from 'yaml';

/** The line, counted from 1, of the field at a path, or of the nearest field above it that is there. */
export function lineOfField(document: Document, lines: LineCounter, path: readonly (string | number)[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
