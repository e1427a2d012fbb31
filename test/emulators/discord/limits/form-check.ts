// Does a body have the shape and the sizes that Discord accepts?
import type { core, ZodType } from 'zod';
import { type FieldFault, invalidForm } from '../api-error.ts';

const kinds: Record<string, string> = { array: 'list', object: 'object', string: 'string', number: 'number' };

function sentence(issue: core.$ZodIssue): { code: string; message: string } {
  switch (issue.code) {
    case 'too_big':
      return { code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${issue.maximum} or fewer in length.` };
    case 'too_small':
      return issue.minimum === 1
        ? { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }
        : { code: 'BASE_TYPE_MIN_LENGTH', message: `Must be ${issue.minimum} or more in length.` };
    case 'invalid_type':
      return issue.input === undefined
        ? { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }
        : { code: 'MODEL_TYPE_CONVERT', message: `Expected a ${kinds[issue.expected] ?? issue.expected}.` };
    default:
      return { code: 'BASE_TYPE_BAD_VALUE', message: issue.message };
  }
}

function faultsOf(issue: core.$ZodIssue, under: readonly (string | number)[]): FieldFault[] {
  const path = [...under, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...path, key],
      code: 'UNKNOWN_FIELD',
      message: `Discord has no field "${key}" here.`,
    }));
  }
  return [{ path, ...sentence(issue) }];
}

/** Every fault of `body` against the schema; `under` is where the body stands in the request. */
export function formFaults(schema: ZodType, body: unknown, under: readonly (string | number)[] = []): FieldFault[] {
  const outcome = schema.safeParse(body, { reportInput: true });
  return outcome.success ? [] : outcome.error.issues.flatMap((issue) => faultsOf(issue, under));
}

/** Throws the 400 that names the faults, if there are any. */
export function refuseFaults(faults: readonly FieldFault[]): void {
  if (faults.length > 0) throw invalidForm(faults);
}
