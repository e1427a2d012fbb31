// Where do hundreds of thousands of texts lie without an object each?

import { type Arena, byteArena, offsetOf } from './arena.ts';

/** Texts as bytes: each UTF-16 unit by itself in one to three, so that any text comes back as it was. */
export class TextArena {
  private readonly arena: Arena<Uint8Array> = byteArena();
  private bytes: Uint8Array = new Uint8Array(4096);
  private length = 0;

  /** Keeps a text; returns the number by which it is found. */
  put(text: string): number {
    this.load(text);
    return this.putLoaded();
  }

  /** Makes a text the one at hand; returns a hash of it. */
  load(text: string): number {
    if (this.bytes.length < 3 * text.length) this.bytes = new Uint8Array(6 * text.length);
    const { bytes } = this;
    let at = 0;
    let hash = 0;
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      hash = Math.imul(hash ^ code, 0x01000193);
      if (code < 0x80) {
        bytes[at++] = code;
      } else if (code < 0x800) {
        bytes[at++] = 0xc0 | (code >> 6);
        bytes[at++] = 0x80 | (code & 0x3f);
      } else {
        bytes[at++] = 0xe0 | (code >> 12);
        bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
        bytes[at++] = 0x80 | (code & 0x3f);
      }
    }
    this.length = at;
    return hash;
  }

  /** As {@link put}, for the text at hand. */
  putLoaded(): number {
    const { bytes, length } = this;
    const start = this.arena.allocate(prefixLength(length) + length);
    const page = this.arena.page(start);
    let at = offsetOf(start);
    let rest = length;
    for (; rest > 0x7f; rest >>>= 7) page[at++] = 0x80 | (rest & 0x7f);
    page[at++] = rest;
    for (let i = 0; i < length; i += 1) page[at + i] = bytes[i] as number;
    return start;
  }

  /** Whether a text that is kept is the one at hand. */
  isLoaded(start: number): boolean {
    const { bytes, length } = this;
    if (this.lengthAt(start) !== length) return false;
    const page = this.arena.page(start);
    const from = offsetOf(start) + prefixLength(length);
    for (let i = 0; i < length; i += 1) if (page[from + i] !== bytes[i]) return false;
    return true;
  }

  read(start: number): string {
    const length = this.lengthAt(start);
    const page = this.arena.page(start);
    let at = offsetOf(start) + prefixLength(length);
    const end = at + length;
    let text = '';
    let codes: number[] = [];
    while (at < end) {
      const first = page[at++] as number;
      if (first < 0x80) codes.push(first);
      else if (first < 0xe0) codes.push(((first & 0x1f) << 6) | ((page[at++] as number) & 0x3f));
      else {
        const second = (page[at++] as number) & 0x3f;
        codes.push(((first & 0x0f) << 12) | (second << 6) | ((page[at++] as number) & 0x3f));
      }
      if (codes.length === MOST_ARGUMENTS) {
        text += String.fromCharCode(...codes);
        codes = [];
      }
    }
    return text + String.fromCharCode(...codes);
  }

  /** Lets go of a text. */
  drop(start: number): void {
    const length = this.lengthAt(start);
    this.arena.release(start, prefixLength(length) + length);
  }

  private lengthAt(start: number): number {
    const page = this.arena.page(start);
    let at = offsetOf(start);
    let length = 0;
    let shift = 0;
    let byte: number;
    do {
      byte = page[at++] as number;
      length |= (byte & 0x7f) << shift;
      shift += 7;
    } while (byte > 0x7f);
    return length;
  }
}

const MOST_ARGUMENTS = 4096;

/** Bytes before a text that tell its length, seven bits each. */
function prefixLength(length: number): number {
  let bytes = 1;
  for (let rest = length; rest > 0x7f; rest >>>= 7) bytes += 1;
  return bytes;
}
