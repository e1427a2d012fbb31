// Where do tests get the shipped model from without reading its files each time?

import type { Model } from '../src/core/model.ts';
import { loadModel } from '../src/model-files.ts';

let loaded: Model | undefined;

/** The shipped model, read once for each test file; nothing changes a model. */
export function shippedModel(): Model {
  loaded ??= loadModel();
  return loaded;
}
