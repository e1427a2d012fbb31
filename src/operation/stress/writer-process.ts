// What runs in a process of its own to be killed: `node writer-process.js DATABASE NAME SEED`?

import { openStoreAt } from '../../store/open-store-at.ts';
import { seededRandom } from '../../training/seeded-random.ts';
import { writeLoad } from './write-load.ts';

const [database = '', name = '', seed = '0'] = process.argv.slice(2);
await writeLoad(await openStoreAt(database), name, seededRandom(Number(seed)));
