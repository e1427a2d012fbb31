// How is a token kept so that the database alone does not give it away?

import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

export interface Seal {
  /**
   * Encrypts a text.
   * @param bound what it belongs to, such as a workspace: opened for another, it is refused.
   */
  seal(text: string, bound: string): string;
  /** Decrypts it. @throws Error where the key is another, or the text was changed. */
  open(sealed: string, bound: string): string;
}

/**
 * AES-256-GCM with a key made of a secret.
 * @param secret at least 32 characters that nobody can guess.
 */
export function createSeal(secret: string): Seal {
  const key = createHash('sha256').update(`is-this-true:slack-tokens:${secret}`).digest();
  return {
    seal(text, bound) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, key, iv);
      cipher.setAAD(Buffer.from(bound));
      const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `v1.${Buffer.concat([iv, cipher.getAuthTag(), encrypted]).toString('base64url')}`;
    },
    open(sealed, bound) {
      const bytes = Buffer.from(sealed.replace(/^v1\./, ''), 'base64url');
      if (!sealed.startsWith('v1.') || bytes.length < IV_BYTES + TAG_BYTES) throw new Error('not a sealed text');
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES));
      decipher.setAAD(Buffer.from(bound));
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
      return text.toString('utf8');
    },
  };
}
