import { describe, expect, it } from 'vitest';
import { type TraceAnswer, traceAnswerSchema, traceRequestSchema } from '../protocol/analysis/trace.ts';
import type { NetworkRows } from './network-rows.ts';
import { fiveValves } from './testing/five-valves.ts';
import { type PlainLink, plainNetwork } from './testing/plain-network.ts';
import { traceAnswer } from './trace-answer.ts';

function answer(rows: NetworkRows, request: object): TraceAnswer {
  return traceAnswerSchema.parse(traceAnswer('demo', rows, traceRequestSchema.parse(request)));
}

const drain = (id: string, from: string, to: string | null, inverts?: readonly [number, number]): PlainLink => ({
  id,
  from,
  to,
  utility: id.startsWith('c') ? 'combined' : 'storm',
  lengthM: 30,
  ...(inverts === undefined ? {} : { inverts }),
});

describe('traceAnswer', () => {
  it('follows drains by their fall, across the utilities of one drainage, and says what is only possible', () => {
    const rows = plainNetwork(
      [drain('ab', 'A', 'B', [5, 4]), drain('cbd', 'B', 'D', [4, 3]), drain('de', 'D', 'E'), drain('eo', 'E', 'O')],
      [{ id: 'O', kind: 'outfall', at: [119.5, 39.9] }],
    );
    const found = answer(rows, { direction: 'downstream', features: ['ab'] });
    expect(found).toMatchObject({ flowBy: 'fall', links: ['ab', 'cbd'], possibleLinks: ['de', 'eo'], path: null });
    expect(found.summary.certain).toEqual({ count: 2, lengthM: 60, lengthUnknown: 0 });
    expect(found.ends).toEqual([{ featureId: 'O', kind: 'outfall', role: null, at: [119.5, 39.9], certain: false }]);
    expect(found.warnings.map(({ code }) => code)).toEqual(['flowUnknown']);
    expect(found.utilities).toEqual(['sewage', 'storm', 'combined', 'unknown']);
  });

  it('follows water away from its sources, counts customers, and says that it takes valves for open', () => {
    const found = answer(fiveValves({ V3: 'closed' }), { direction: 'downstream', features: ['e8'] });
    expect(found.flowBy).toBe('sources');
    expect(found.links).toEqual(['e6', 'e8', 'e10', 'e12', 'e13']);
    expect(found.summary.customers).toBe(2);
    expect(found.closedValves.map(({ featureId }) => featureId)).toEqual(['V3']);
    expect(found.assumed).toEqual([]);
  });

  it('says that no source is known, and then knows no direction', () => {
    const rows = plainNetwork([
      { id: 'a', from: 'A', to: 'B' },
      { id: 'b', from: 'B', to: 'C' },
    ]);
    const found = answer(rows, { direction: 'upstream', features: ['a'] });
    expect(found).toMatchObject({ links: ['a'], possibleLinks: ['b'] });
    expect(found.warnings.map(({ code }) => code)).toEqual(['noSourceKnown', 'flowUnknown']);
  });

  it('tells whether two features are joined, and by which way', () => {
    const path = (states: Parameters<typeof fiveValves>[0]) => {
      const found = answer(fiveValves(states), { direction: 'path', from: 'C1', to: 'C2' });
      return [found.links.join(' '), found.path, found.closedValves.map(({ featureId }) => featureId).join(' ')];
    };
    expect(path({})).toEqual(['e9 e7 e8 e10', { joined: 'yes', lengthM: 40 }, '']);
    expect(path({ V4: 'closed' })).toEqual(['e9 e4 e3 e5 e6 e10', { joined: 'yes', lengthM: 60 }, '']);
    expect(path({ V4: 'closed', V2: 'closed' })).toEqual([
      'e9 e7 e8 e10',
      { joined: 'throughClosedValves', lengthM: 40 },
      'V4',
    ]);
    const apart = plainNetwork([
      { id: 'a', from: 'A', to: 'B' },
      { id: 'b', from: 'C', to: 'D' },
    ]);
    expect(answer(apart, { direction: 'path', from: 'a', to: 'b' }).path).toEqual({ joined: 'no', lengthM: null });
  });

  it('ends at a pump that stands still, and counts loose ends', () => {
    const rows = plainNetwork(
      [
        { id: 'a', from: 'S', to: 'A' },
        { id: 'p', from: 'A', to: 'B', kind: 'pump', state: 'closed' },
        { id: 'b', from: 'A', to: null },
      ],
      [{ id: 'S', role: 'source' }],
    );
    const found = answer(rows, { direction: 'connected', features: ['a'] });
    expect(found.links).toEqual(['a', 'b']);
    expect(found.closedValves).toEqual([{ featureId: 'p', family: 'link', kind: 'pump', state: 'closed', at: [0, 0] }]);
    expect(found.warnings.map(({ code, count }) => `${code} ${count}`)).toEqual(['looseEnds 1']);
  });
});
