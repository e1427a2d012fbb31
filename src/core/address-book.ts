// Which claims list an address?

import { GrowableInts, grownInts } from './growable-array.ts';
import { TextArena } from './text-arena.ts';

const NONE = -1;
const FIRST_BUCKETS = 1024;

/** Addresses (normalized) with the claims that list them: a hash table over bytes, since nearly every address is one claim's. */
export class AddressBook {
  private readonly texts = new TextArena();
  /** The first record of a bucket, plus one. */
  private buckets: Int32Array = new Int32Array(FIRST_BUCKETS);
  private used = 0;
  /** By record: an address of a claim. */
  private readonly text = new GrowableInts();
  private readonly hash = new GrowableInts();
  private readonly claim = new GrowableInts();
  private readonly nextInBucket = new GrowableInts();
  private readonly nextOfClaim = new GrowableInts();
  /** By claim: its first record, plus one. */
  private firstOfClaim: Int32Array = new Int32Array(0);
  private free = NONE;

  add(claim: number, address: string): void {
    const hash = this.texts.load(address);
    this.firstOfClaim = grownInts(this.firstOfClaim, claim + 1);
    // By the claim's own records, which are few and near, not by the bucket's.
    for (let at = (this.firstOfClaim[claim] as number) - 1; at !== NONE; at = this.nextOfClaim.values[at] as number) {
      if (this.isLoaded(at, hash)) return;
    }
    const record = this.newRecord();
    this.text.values[record] = this.texts.putLoaded();
    this.hash.values[record] = hash;
    this.claim.values[record] = claim;
    this.nextOfClaim.values[record] = (this.firstOfClaim[claim] as number) - 1;
    this.firstOfClaim[claim] = record + 1;
    this.used += 1;
    if (this.used > this.buckets.length) this.rehash();
    this.link(record);
  }

  /** Forgets the addresses of a claim. */
  remove(claim: number): void {
    if (claim >= this.firstOfClaim.length) return;
    let record = (this.firstOfClaim[claim] as number) - 1;
    this.firstOfClaim[claim] = 0;
    while (record !== NONE) {
      const next = this.nextOfClaim.values[record] as number;
      this.unlink(record);
      this.texts.drop(this.text.values[record] as number);
      this.nextOfClaim.values[record] = this.free;
      this.free = record;
      this.used -= 1;
      record = next;
    }
  }

  /** Numbers of the claims that list an address. */
  claimsWith(address: string): number[] {
    const hash = this.texts.load(address);
    const claims: number[] = [];
    for (let at = this.first(hash); at !== NONE; at = this.nextInBucket.values[at] as number) {
      if (this.isLoaded(at, hash)) claims.push(this.claim.values[at] as number);
    }
    return claims;
  }

  private isLoaded(record: number, hash: number): boolean {
    return this.hash.values[record] === hash && this.texts.isLoaded(this.text.values[record] as number);
  }

  private bucketOf(hash: number): number {
    return (hash ^ (hash >>> 15)) & (this.buckets.length - 1);
  }

  private first(hash: number): number {
    return (this.buckets[this.bucketOf(hash)] as number) - 1;
  }

  private link(record: number): void {
    const bucket = this.bucketOf(this.hash.values[record] as number);
    this.nextInBucket.values[record] = (this.buckets[bucket] as number) - 1;
    this.buckets[bucket] = record + 1;
  }

  private unlink(record: number): void {
    const bucket = this.bucketOf(this.hash.values[record] as number);
    const next = this.nextInBucket.values[record] as number;
    let at = (this.buckets[bucket] as number) - 1;
    if (at === record) {
      this.buckets[bucket] = next + 1;
      return;
    }
    while (this.nextInBucket.values[at] !== record) at = this.nextInBucket.values[at] as number;
    this.nextInBucket.values[at] = next;
  }

  private newRecord(): number {
    const record = this.free;
    if (record !== NONE) {
      this.free = this.nextOfClaim.values[record] as number;
      return record;
    }
    for (const list of [this.text, this.hash, this.claim, this.nextInBucket]) list.push(0);
    return this.nextOfClaim.push(0);
  }

  private rehash(): void {
    const before = this.buckets;
    this.buckets = new Int32Array(before.length * 2);
    for (const head of before) {
      let record = head - 1;
      while (record !== NONE) {
        const next = this.nextInBucket.values[record] as number;
        this.link(record);
        record = next;
      }
    }
  }
}
