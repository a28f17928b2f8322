import { type IsolationAnswer, isolationAnswerSchema } from '@undercroft/core/protocol/analysis/isolation';
import { traceAnswerSchema } from '@undercroft/core/protocol/analysis/trace';
import { describe, expect, it } from 'vitest';
import { numberedValves, RESULT_TONES, signsOf, tintsOf } from './result-picture.ts';
import { NOTHING_FOUND } from './valve-reports.ts';

const HEAD = {
  complete: true,
  scene: 'demo',
  revision: '1',
  dataDate: '2026-11-20T00:00:00Z',
  utilities: ['water'],
  assumed: [],
  warnings: [],
} as const;

const valve = (featureId: string, at: readonly [number, number] | null = [119.6, 39.9]) =>
  ({ featureId, family: 'node', kind: 'appurtenance', state: 'open', at }) as const;

const ISOLATION: IsolationAnswer = isolationAnswerSchema.parse({
  ...HEAD,
  features: ['water.p1'],
  supply: 'known',
  summary: {
    links: { count: 2, lengthM: 20, lengthUnknown: 0, volumeM3: 1, volumeUnknown: 0 },
    customers: { inside: 1, beyond: 1, inDoubt: 0 },
    valves: { needed: 2, boundary: 3, closedAlready: 1, doNotTurn: 1, stateUnknown: 0 },
    sources: { inside: 0, reaching: 1 },
  },
  links: ['water.p1', 'water.p2'],
  valves: [
    { ...valve('water.v1'), use: 'close' },
    { ...valve('water.v2', null), use: 'close' },
    { ...valve('water.v3'), use: 'closeToBeSure' },
    { ...valve('water.v4'), use: 'keepClosed', state: 'closed' },
    { ...valve('water.v5'), use: 'doesNotTurn', state: 'inoperable' },
  ],
  fewer: { valves: [valve('water.v9')], customersOut: 12 },
  customers: [
    { featureId: 'water.c1', kind: 'appurtenance', role: 'customer', at: [119.6, 39.9], where: 'inside' },
    { featureId: 'water.c2', kind: 'appurtenance', role: 'customer', at: [119.6, 39.9], where: 'beyond' },
  ],
  sources: [{ featureId: 'water.s', kind: 'storage', role: 'source', at: [119.6, 39.9], where: 'reaching' }],
});

const result = (fewer: boolean) =>
  ({
    kind: 'isolation',
    id: 'water.p1',
    found: NOTHING_FOUND,
    fewer,
    asked: { state: 'ready', answer: ISOLATION },
  }) as const;

const NOTHING = { draft: null, line: null, picking: null, sheet: null, enlarged: false, lit: null, cover: null };

describe('the picture of an isolation', () => {
  it('numbers the valves that are turned, in their order, and those alone', () => {
    expect(numberedValves(ISOLATION, false).map(({ featureId, number }) => [featureId, number])).toEqual([
      ['water.v1', '1'],
      ['water.v2', '2'],
      ['water.v3', '3'],
      ['water.v4', ''],
      ['water.v5', ''],
    ]);
  });

  it('of the way with fewer valves closes those, and still says what does not turn', () => {
    const ids = numberedValves(ISOLATION, true).map(({ featureId, use }) => `${featureId} ${use}`);
    expect(ids).toEqual(['water.v9 close', 'water.v4 keepClosed', 'water.v5 doesNotTurn']);
  });

  it('has a sign for each valve whose place is known, for customers inside and beyond, and for sources', () => {
    const signs = signsOf({ result: result(false) });
    expect(signs.map(({ id, kind }) => `${id} ${kind}`).toSorted()).toEqual([
      'water.c1 customerInside',
      'water.c2 customerBeyond',
      'water.s source',
      'water.v1 close',
      'water.v3 closeToBeSure',
      'water.v4 keepClosed',
      'water.v5 doesNotTurn',
    ]);
    // The number of its line, though the second has no place.
    expect(signs.find(({ id }) => id === 'water.v3')?.text).toBe('3');
  });

  it('colours the section, and nothing while an answer is on its way', () => {
    const tints = tintsOf({ ...NOTHING, result: result(false) }, 'light');
    expect([...(tints?.byId ?? [])]).toEqual([
      ['water.p1', RESULT_TONES.isolated],
      ['water.p2', RESULT_TONES.isolated],
    ]);
    const asked = { state: 'loading', before: ISOLATION } as const;
    expect(tintsOf({ ...NOTHING, result: { ...result(false), asked } }, 'light')).toBeNull();
    expect(signsOf({ result: { ...result(false), asked } })).toEqual([]);
  });
});

describe('the picture of a trace', () => {
  it('tells what is certainly reached from what is possibly', () => {
    const amount = { count: 1, lengthM: 1, lengthUnknown: 0 };
    const answer = traceAnswerSchema.parse({
      ...HEAD,
      direction: 'upstream',
      flowBy: 'fall',
      summary: { certain: amount, possible: amount, customers: 0 },
      links: ['sewer.a'],
      possibleLinks: ['sewer.b'],
      ends: [
        { featureId: 'sewer.n1', kind: 'manhole', role: null, at: [0, 0], certain: true },
        { featureId: 'sewer.n2', kind: 'manhole', role: null, at: [0, 0], certain: false },
      ],
      closedValves: [],
      path: null,
    });
    const traced = { kind: 'trace', direction: 'upstream', id: 'sewer.a', asked: { state: 'ready', answer } } as const;
    const tints = tintsOf({ ...NOTHING, result: traced }, 'dark');
    expect(tints?.byId.get('sewer.a')).toEqual(RESULT_TONES.certain);
    expect(tints?.byId.get('sewer.b')).toEqual(RESULT_TONES.possible);
    expect(signsOf({ result: traced }).map(({ kind }) => kind)).toEqual(['end', 'endPossible']);
  });
});
