import { describe, expect, it } from 'vitest';
import { brokenImports, importsOf } from './import-rules.mjs';

describe('importsOf', () => {
  it('finds every way a module is named, and none that is only spoken of', () => {
    const text = [
      "import type { A } from './a.ts';",
      "import {\n  b,\n  c,\n} from '@undercroft/core/b';",
      "import './style.css';",
      "export { d } from './d.ts';",
      "const e = await import('./e.ts');",
      "// import { f } from './f.ts';",
      "/* import { g } from './g.ts'; */",
    ].join('\n');
    expect(importsOf(text)).toEqual(['./a.ts', '@undercroft/core/b', './style.css', './d.ts', './e.ts']);
  });
});

describe('brokenImports', () => {
  it.each([
    ['core/src/a.ts', 'node:fs', 'core is pure'],
    ['core/src/a.ts', '@undercroft/store/store', 'no other package'],
    ['store/src/a.ts', '@undercroft/data-import/check-file', 'only core'],
    ['tiles-server/src/a.ts', '@undercroft/data-import/check-file', 'only core, store'],
    ['data-import/src/a.ts', '@undercroft/tiles-server/listen', 'only core, store'],
    ['viewer/src/a.tsx', '@undercroft/store/store', 'only core'],
    ['core/src/a.ts', '@undercroft/core/b', 'relative'],
    ['store/src/a.ts', '../../core/src/model/link.ts', 'leaves its package'],
    ['store/src/a.ts', '../../tests/support/postgres-cluster.ts', 'leaves its package'],
    ['store/src/a.ts', './b', 'file ending'],
    ['store/src/a.ts', 'pg', 'its door is store/src/drivers/'],
    ['store/src/drivers/postgres.ts', 'express', 'its door is tiles-server/src/'],
    ['viewer/src/panels/a.tsx', '@cesium/engine', 'its door is viewer/src/globe/'],
  ])('refuses that %s imports %s', (name, target, words) => {
    expect(brokenImports(name, [target])).toHaveLength(1);
    expect(brokenImports(name, [target])[0]).toContain(words);
  });

  it.each([
    ['app/src/a.ts', '@undercroft/tiles-server/listen'],
    ['viewer/src/globe/a.ts', '@cesium/engine'],
    ['store/src/drivers/postgres.ts', 'pg'],
    ['core/src/a.test.ts', 'node:fs'],
    ['bench/main.ts', '@undercroft/store/store'],
    ['viewer/src/main.tsx', './style.css'],
    ['store/src/deep/a.ts', '../b.ts'],
    ['store/src/a.test.ts', '../../tests/support/postgres-cluster.ts'],
  ])('allows that %s imports %s', (name, target) => {
    expect(brokenImports(name, [target])).toEqual([]);
  });
});
