import type { Issue } from '@undercroft/core/model/issue';
import { expect, test } from 'vitest';
import { describeStores } from '../../tests/support/describe-stores.ts';
import { SAMPLE_REPORT, sampleNode, sampleSource } from './testing/sample-features.ts';

const ALL = { offset: 0, limit: 100 };

function found(code: string, row: number, severity: Issue['severity'] = 'warning'): Issue {
  return { severity, code, where: { row, field: null }, message: `${code} in row ${row}.` };
}

describeStores('very many issues of an import', (using) => {
  test('beyond a hundred thousand are counted by code and severity, and no comparison is made of a part', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const session = await store.imports.begin(sampleSource(scene));
    await session.write([sampleNode('A')]);
    const many = Array.from({ length: 60_000 }, (_, i) => found('adverse-slope', i));
    await session.writeIssues(many);
    await session.writeIssues(many);
    await session.writeIssues([found('unknown-node', 1, 'error')]);
    const { id } = await session.hold({
      ...SAMPLE_REPORT,
      issueCounts: { 'adverse-slope': 120_000, 'unknown-node': 1 },
    });
    expect(await store.imports.issues(id, { offset: 0, limit: 1 })).toMatchObject({ total: 120_001, kept: 100_000 });
    expect(await store.imports.issues(id, { ...ALL, code: 'unknown-node' })).toEqual({ total: 1, kept: 0, issues: [] });
    expect((await store.imports.issues(id, { offset: 99_999, limit: 5 }))?.issues).toHaveLength(1);
    const next = await store.imports.begin(sampleSource(scene));
    expect((await next.hold(SAMPLE_REPORT)).report?.recheck).toBeUndefined();
  }, 60_000);
});
