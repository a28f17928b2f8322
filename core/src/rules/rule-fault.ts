import type { z } from 'zod';

/** One sentence of what is wrong in the JSON of a file of rules: the row, the field, what was wanted and what came. */
export function ruleFault(issue: z.core.$ZodIssue, json: unknown): string {
  const { path } = issue;
  const [family, index, ...inside] = path;
  const row = typeof index === 'number' ? at(json, [family, index]) : undefined;
  const fields = row === undefined ? path : inside;
  const where = [
    ...(row === undefined ? [] : [rowName(row, String(family), Number(index))]),
    ...(fields.length === 0 ? [] : [fields.map(String).join('.')]),
  ].join(', ');
  return `${where === '' ? 'the file' : where}: ${wantedOf(issue)}, got ${gotOf(issue, at(json, path))}`;
}

function wantedOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom') return issue.message;
  if (issue.code === 'unrecognized_keys') return 'wanted no such field';
  if (issue.code === 'invalid_type') return `wanted ${issue.expected}`;
  if (issue.code === 'invalid_value')
    return `wanted ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`;
  if (issue.code === 'too_small')
    return `wanted ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`;
  if (issue.code === 'too_big') return `wanted ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}`;
  if (issue.code === 'invalid_format') return `wanted ${issue.pattern === undefined ? issue.format : issue.pattern}`;
  return `wanted otherwise (${issue.message})`;
}

function gotOf(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `"${key}"`).join(', ');
  return value === undefined ? 'nothing' : (JSON.stringify(value)?.slice(0, 80) ?? typeof value);
}

function rowName(row: unknown, family: string, index: number): string {
  const id = at(row, ['id']);
  return typeof id === 'string' ? `row ${id}` : `row ${index + 1} of ${family}`;
}

function at(json: unknown, path: readonly (PropertyKey | undefined)[]): unknown {
  let value = json;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || key === undefined) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}
