// How is a payload checked against a shape, field by field?

import { type Fields, isFields } from '../payload.ts';

/** One thing wrong, with where it is. */
export interface Fault {
  readonly message: string;
  /** RFC 6901 pointer into the request, for instance `/blocks/0/text/text`. */
  readonly pointer: string;
}

/** Adds to `faults` what is wrong with the value at `pointer`. */
export type Rule = (value: unknown, pointer: string, faults: Fault[]) => void;

export interface StringLimits {
  readonly min?: number;
  readonly max?: number;
  readonly oneOf?: readonly string[];
  readonly pattern?: RegExp;
}

/** A string; lengths in UTF-16 units, which is never laxer than Slack. */
export function string(limits: StringLimits = {}): Rule {
  const { min = 1, max, oneOf, pattern } = limits;
  return (value, pointer, faults) => {
    if (typeof value !== 'string') {
      faults.push({ message: 'must provide a string', pointer });
      return;
    }
    if (value.length < min) faults.push({ message: `must be more than ${min - 1} characters`, pointer });
    if (max !== undefined && value.length > max) {
      faults.push({ message: `must be less than ${max + 1} characters`, pointer });
    }
    if (oneOf !== undefined && !oneOf.includes(value)) {
      faults.push({ message: `must be one of: ${oneOf.join(', ')}`, pointer });
    }
    if (pattern !== undefined && !pattern.test(value))
      faults.push({ message: `must match ${pattern.source}`, pointer });
  };
}

export function integer(min: number, max: number): Rule {
  return (value, pointer, faults) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) {
      faults.push({ message: 'must provide an integer', pointer });
    } else if (value < min || value > max) {
      faults.push({ message: `must be between ${min} and ${max}`, pointer });
    }
  };
}

export const boolean: Rule = (value, pointer, faults) => {
  if (typeof value !== 'boolean') faults.push({ message: 'must provide a boolean', pointer });
};

export const anything: Rule = () => {};

export function list(item: Rule, min: number, max: number): Rule {
  return (value, pointer, faults) => {
    if (!Array.isArray(value)) {
      faults.push({ message: 'must provide an array', pointer });
      return;
    }
    if (value.length < min) faults.push({ message: `no fewer than ${min} items allowed`, pointer });
    if (value.length > max) faults.push({ message: `no more than ${max} items allowed`, pointer });
    value.forEach((entry, index) => {
      item(entry, `${pointer}/${index}`, faults);
    });
  };
}

/** An object with these fields and no other; a name that ends in `!` is required. */
export function object(fields: Record<string, Rule>, extra?: (value: Fields, pointer: string) => Fault[]): Rule {
  const rules = new Map(Object.entries(fields).map(([name, rule]) => [name.replace('!', ''), rule]));
  const required = Object.keys(fields)
    .filter((name) => name.endsWith('!'))
    .map((name) => name.slice(0, -1));
  return (value, pointer, faults) => {
    if (!isFields(value)) {
      faults.push({ message: 'must provide an object', pointer });
      return;
    }
    for (const name of required) {
      if (value[name] === undefined) faults.push({ message: `missing required field: ${name}`, pointer });
    }
    for (const [name, entry] of Object.entries(value)) {
      if (entry === undefined) continue;
      const rule = rules.get(name);
      if (rule === undefined) faults.push({ message: `invalid additional property: ${name}`, pointer });
      else rule(entry, `${pointer}/${name}`, faults);
    }
    if (extra !== undefined) faults.push(...extra(value, pointer));
  };
}

/** An object whose `type` chooses the rule; every other type is refused. */
export function byType(rules: Record<string, Rule>): Rule {
  return (value, pointer, faults) => {
    if (!isFields(value)) {
      faults.push({ message: 'must provide an object', pointer });
      return;
    }
    if (value.type === undefined) {
      faults.push({ message: 'missing required field: type', pointer });
      return;
    }
    const rule = typeof value.type === 'string' && Object.hasOwn(rules, value.type) ? rules[value.type] : undefined;
    if (rule === undefined)
      faults.push({ message: `unsupported type: ${String(value.type)}`, pointer: `${pointer}/type` });
    else rule(value, pointer, faults);
  };
}

/** What is wrong with the value, in the order found. */
export function faultsOf(rule: Rule, value: unknown, pointer: string): Fault[] {
  const faults: Fault[] = [];
  rule(value, pointer, faults);
  return faults;
}
