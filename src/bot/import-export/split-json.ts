// Which objects does a long JSON text hold, one after the other, without reading it whole?

/** Longest single object, in characters; a longer one is reported and skipped. */
export const MAX_OBJECT_LENGTH = 500_000;

export interface JsonPiece {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
  readonly tooLong?: boolean | undefined;
}

/**
 * Takes out the objects of a list: of a list that is the whole text, of a list under one of `lists` in an object, or of
 * a text with an object in each line. An object that holds none of these lists is itself the only one.
 * @param lists names of fields whose list is meant, such as `dataFeedElement`.
 */
export async function* splitJson(
  chunks: AsyncIterable<string>,
  lists: readonly string[] = ['dataFeedElement', 'entries', '@graph'],
): AsyncGenerator<JsonPiece> {
  // One of its own: it remembers where it is, and several files may be read at once.
  const structure = /["\\{}[\]]/g;
  let buffer = '';
  /** Where the scan goes on. */
  let at = 0;
  /** Open brackets around the current place. */
  let depth = 0;
  let inString = false;
  let stringStart = 0;
  let lastString = '';
  /** The depth at which objects are pieces; found with the first bracket or the first list that is meant. */
  let pieceDepth = 0;
  let start = -1;
  let dropped = false;
  let number = 0;

  for await (const chunk of chunks) {
    buffer += chunk;
    structure.lastIndex = at;
    let cutOff: number | undefined;
    for (let found = structure.exec(buffer); found !== null; found = structure.exec(buffer)) {
      const { index } = found;
      const sign = found[0];
      if (inString) {
        if (sign === '\\') {
          if (index + 1 >= buffer.length) {
            // What is escaped comes with the next chunk.
            cutOff = index;
            break;
          }
          structure.lastIndex = index + 2;
        } else if (sign === '"') {
          inString = false;
          lastString = index - stringStart < 40 ? buffer.slice(stringStart + 1, index) : '';
        }
      } else if (sign === '"') {
        inString = true;
        stringStart = index;
      } else if (sign === '{' || sign === '[') {
        if (sign === '[' && depth === 0) pieceDepth = 1;
        if (sign === '[' && depth === 1 && pieceDepth === 0 && lists.includes(lastString)) {
          // What was begun as a piece is only what stands around the list.
          pieceDepth = 2;
          start = -1;
          dropped = false;
        }
        if (sign === '{' && depth === pieceDepth && start < 0) start = index;
        depth += 1;
      } else if (sign === '}' || sign === ']') {
        depth = Math.max(0, depth - 1);
        if (sign === '}' && depth === pieceDepth && start >= 0) {
          number += 1;
          yield dropped ? { number, text: '', tooLong: true } : { number, text: buffer.slice(start, index + 1) };
          start = -1;
          dropped = false;
        }
        if (depth === 0 && pieceDepth === 2) pieceDepth = 0;
      }
      at = structure.lastIndex;
    }
    const scanned = cutOff ?? buffer.length;
    if (start >= 0 && buffer.length - start > MAX_OBJECT_LENGTH) dropped = true;
    // Everything before the current object is done with.
    const keepFrom = start >= 0 && !dropped ? start : inString ? Math.min(stringStart, scanned) : scanned;
    const cut = dropped && inString && buffer.length - stringStart > 100 ? scanned : keepFrom;
    buffer = buffer.slice(cut);
    at = Math.max(0, scanned - cut);
    if (start >= 0) start = dropped ? 0 : start - cut;
    stringStart -= cut;
  }
  if (start >= 0) yield { number: number + 1, text: dropped ? '' : buffer.slice(start), tooLong: dropped };
}
