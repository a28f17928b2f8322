import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../support/undercroft.ts';
import { parseViews } from './parse-views.ts';

describe('the named views', () => {
  const views = parseViews(readFileSync(join(ROOT, 'docs', 'views.md'), 'utf8'));

  it('are at least ten, each with a name of its own, of the two scenes', () => {
    expect(views.length).toBeGreaterThanOrEqual(10);
    expect(new Set(views.map(({ name }) => name)).size).toBe(views.length);
    expect(new Set(views.map(({ scene }) => scene))).toEqual(new Set(['demo', 'bellinge']));
  });

  it('are refused when the table is gone', () => {
    expect(() => parseViews('# Views\n\nnone')).toThrow(/no view/);
  });
});
