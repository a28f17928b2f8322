import { describe, expect, it } from 'vitest';
import { type IsolationAnswer, isolationAnswerSchema, isolationRequestSchema } from '../protocol/analysis/isolation.ts';
import { isolationAnswer } from './isolation-answer.ts';
import type { NetworkRows } from './network-rows.ts';
import { fiveValves } from './testing/five-valves.ts';
import { plainNetwork } from './testing/plain-network.ts';

/** As a server would: the request parsed, the answer checked against its shape. */
function answer(rows: NetworkRows, request: object): IsolationAnswer {
  return isolationAnswerSchema.parse(isolationAnswer('demo', rows, isolationRequestSchema.parse(request)));
}

const uses = ({ valves }: IsolationAnswer) => valves.map(({ featureId, use }) => `${featureId} ${use}`);
const codes = ({ warnings }: IsolationAnswer) => warnings.map(({ code, count }) => `${code} ${count}`);

describe('isolationAnswer', () => {
  it('sums up what is shut off: links, customers, valves proposed and closed', () => {
    const found = answer(fiveValves({ V3: 'closed' }), { features: ['e4'] });
    expect(found).toMatchObject({ complete: true, revision: '1', dataDate: '2026-01-02T03:04:05Z', supply: 'known' });
    expect(found.summary).toEqual({
      // Three links of 10 m; no bore is known, so no volume is.
      links: { count: 3, lengthM: 30, lengthUnknown: 0, volumeM3: 0, volumeUnknown: 3 },
      customers: { inside: 1, beyond: 2, inDoubt: 0 },
      valves: { needed: 1, boundary: 2, closedAlready: 0, doNotTurn: 0, stateUnknown: 0 },
      sources: { inside: 0, reaching: 1 },
    });
    expect(uses(found)).toEqual(['V2 close', 'V4 closeToBeSure']);
    expect(found.customers.map(({ featureId, where }) => `${featureId} ${where}`)).toEqual([
      'C1 inside',
      'C2 beyond',
      'C4 beyond',
    ]);
    expect(found.fewer).toBeNull();
    expect(found.warnings).toEqual([]);
  });

  it('knows the volume of what it shuts off: 10 m of DN200 hold 0.314 cubic metres', () => {
    const rows = fiveValves();
    const boreAreasM2 = Float64Array.from(rows.links.ids, (id) =>
      id === 'e4' ? (Math.PI / 4) * 0.2 ** 2 : Number.NaN,
    );
    const { links } = answer({ ...rows, links: { ...rows.links, boreAreasM2 } }, { features: ['e4'] }).summary;
    expect(links.volumeM3).toBeCloseTo(0.314159, 6);
    expect(links.volumeUnknown).toBe(2);
  });

  it('offers fewer valves with the customers they cost', () => {
    const { fewer } = answer(fiveValves(), { features: ['e4'] });
    expect(fewer?.valves.map(({ featureId }) => featureId)).toEqual(['V1']);
    expect(fewer?.customersOut).toBe(4);
  });

  it('goes by what was found on site: a valve that does not turn, one that is closed', () => {
    const found = answer(fiveValves(), { features: ['e4'], found: { inoperable: ['V4'] } });
    expect(uses(found)).toEqual(['V2 close', 'V3 close', 'V5 closeToBeSure', 'V4 doesNotTurn']);
    expect(found.summary.customers).toEqual({ inside: 2, beyond: 1, inDoubt: 0 });
    const closed = answer(fiveValves(), { features: ['e4'], found: { closed: ['V4'] } });
    expect(uses(closed)).toEqual(['V2 close', 'V4 keepClosed']);
    expect(closed.valves[1]?.state).toBe('closed');
    const open = answer(fiveValves({ V4: 'closed' }), { features: ['e4'], found: { open: ['V4'] } });
    expect(uses(open)).toEqual(['V2 close', 'V4 close']);
    expect(() => answer(fiveValves(), { features: ['e4'], found: { closed: ['J1'] } })).toThrow(
      '"J1" was reported closed and must be a valve, but it is none.',
    );
  });

  it('says that no source is known instead of "nobody is cut off", and then wants the whole boundary closed', () => {
    const rows = fiveValves();
    const roles = rows.nodes.roles.map((role) => (role === 'source' ? null : role));
    const found = answer({ ...rows, nodes: { ...rows.nodes, roles } }, { features: ['e4'] });
    expect(found.supply).toBe('noSourceKnown');
    expect(found.summary.customers).toEqual({ inside: 1, beyond: null, inDoubt: 0 });
    expect(found.summary.valves.needed).toBeNull();
    expect(uses(found)).toEqual(['V2 close', 'V4 close']);
    expect(found.warnings[0]?.message).toBe(
      'The data names no source of this network. Close all 2 valves of the boundary; which of them suffice, and who beyond them is cut off, is not known.',
    );
  });

  it('tells a source that is not reached from one that is not known', () => {
    expect(answer(fiveValves({ V1: 'closed' }), { features: ['e4'] }).supply).toBe('noSourceReaches');
  });

  it('does not take the source of another utility for one of its own', () => {
    const rows = plainNetwork(
      [{ id: 'a', from: 'V', to: 'J', utility: 'gas' }],
      [
        { id: 'V', role: 'valve', utility: 'gas' },
        { id: 'S', role: 'source', utility: 'water' },
      ],
    );
    expect(answer(rows, { features: ['a'] })).toMatchObject({ supply: 'noSourceKnown', utilities: ['gas', 'unknown'] });
  });

  it('names the sources that have to be stopped where no valve parts them from the break', () => {
    const found = answer(fiveValves(), { features: ['e1'] });
    expect(found.supply).toBe('sourceInside');
    expect(found.sources.map(({ featureId, where }) => `${featureId} ${where}`)).toEqual(['S inside']);
    expect(codes(found)).toEqual(['sourceInside 1']);
  });

  it('says which valves it takes to be open and to turn, and that customers hang on such valves', () => {
    const rows = fiveValves();
    const valveStates = rows.nodes.valveStates.map(() => null);
    const found = answer({ ...rows, nodes: { ...rows.nodes, valveStates } }, { features: ['e4'] });
    expect(found.assumed).toEqual([{ what: 'valveOpen', featureIds: ['V2', 'V4'] }]);
    expect(codes(found)).toEqual(['valveStateUnknown 2', 'customersInDoubt 3']);
    expect(found.summary.customers).toEqual({ inside: 1, beyond: 0, inDoubt: 3 });
  });

  it('names what the data does not say of the section: loose ends, abandoned neighbours, no valve at all', () => {
    const rows = plainNetwork(
      [
        { id: 'a', from: 'A', to: null, lengthM: 12 },
        { id: 'b', from: 'A', to: 'gone', utility: 'unknown' },
        { id: 'old', from: 'A', to: 'B', status: 'abandoned' },
      ],
      [],
      { missing: ['gone'] },
    );
    const found = answer(rows, { features: ['a'] });
    expect(found.links).toEqual(['a', 'b']);
    expect(codes(found)).toEqual(['noValve 1', 'noSourceKnown 1', 'looseEnds 2', 'notInUse 1']);
    expect(found.assumed).toEqual([{ what: 'utility', featureIds: ['b'] }]);
  });
});
