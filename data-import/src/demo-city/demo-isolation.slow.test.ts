import { demoDistrict, districtNetwork } from '@undercroft/core/demo-city/demo-district';
import type { LaidConduit } from '@undercroft/core/demo-city/network/laid';
import { demoSite } from '@undercroft/core/demo-city/place/demo-sites';
import type { Utility } from '@undercroft/core/model/utility';
import { isolationAnswer } from '@undercroft/core/network/isolation-answer';
import type { NetworkRows } from '@undercroft/core/network/network-rows';
import { wetBy } from '@undercroft/core/network/testing/every-closing';
import { rowsOfFeatures } from '@undercroft/core/network/testing/rows-of-features';
import { traceAnswer } from '@undercroft/core/network/trace-answer';
import { isolationRequestSchema } from '@undercroft/core/protocol/analysis/isolation';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkLaid } from './check-laid.ts';

describe('the network of the demo city, as its survey is imported', () => {
  let rows: NetworkRows;
  let mains: readonly LaidConduit[] = [];

  beforeAll(async () => {
    const network = districtNetwork(demoDistrict(0, 1));
    mains = network.conduits.filter(({ use, abandoned }) => use === 'main' && !abandoned);
    const { survey } = await checkLaid(network, demoSite(0, 1));
    rows = rowsOfFeatures([...survey.nodes.values()], [...survey.links.values()]);
  }, 120_000);

  /** Some mains of a utility, evenly out of all. */
  const some = (count: number, wanted: (main: LaidConduit) => boolean): readonly string[] => {
    const of = mains.filter(wanted);
    return Array.from({ length: count }, (_, i) => of[Math.floor((i * of.length) / count)]?.id ?? '');
  };
  const isolate = (id: string) => isolationAnswer('demo', rows, isolationRequestSchema.parse({ features: [id] }));

  it.each<Utility>(['water', 'gas', 'heat'])('shuts off a %s main by a handful of valves', (utility) => {
    const answers = some(40, (main) => main.utility === utility).map(isolate);
    const known = answers.filter(({ supply }) => supply === 'known');
    // Most others lie between the edge of the survey, where the main may be fed from, and the first valve behind it.
    expect(answers.filter(({ supply }) => supply === 'noSourceKnown')).toEqual([]);
    expect(known.length).toBeGreaterThan(20);
    for (const { summary } of known) {
      expect(summary.valves.needed).toBeGreaterThan(0);
      expect(summary.valves.boundary).toBeLessThanOrEqual(6);
      expect(summary.links.lengthM).toBeLessThan(2000);
    }
  });

  it('leaves a broken water main dry, and nobody dry whom the answer does not name', () => {
    const wetBefore = wetBy(rows, () => false);
    const [answer] = some(40, (main) => main.utility === 'water')
      .map(isolate)
      .filter(({ supply, summary }) => supply === 'known' && summary.customers.inside > 0);
    const closing = new Set(answer?.valves.filter(({ use }) => use === 'close').map(({ featureId }) => featureId));
    const wet = wetBy(rows, (node) => closing.has(rows.nodes.ids[node] ?? ''));
    const links = new Map(rows.links.ids.map((id, i) => [id, i]));
    expect(answer?.links.filter((id) => wet.links.has(links.get(id) ?? -1))).toEqual([]);
    const out = rows.nodes.ids.filter(
      (_, v) => rows.nodes.roles[v] === 'customer' && wetBefore.nodes.has(v) && !wet.nodes.has(v),
    );
    expect(answer?.customers.map(({ featureId }) => featureId).toSorted()).toEqual(out.toSorted());
  });

  it('says of power that no valve shuts it off, and of industrial pipes that it knows no source', () => {
    const [cable = ''] = some(1, (main) => main.utility === 'power');
    expect(isolate(cable).warnings.map(({ code }) => code)).toContain('noValve');
    const [industrial = ''] = some(1, (main) => main.utility === 'industrial');
    expect(isolate(industrial)).toMatchObject({ supply: 'noSourceKnown', summary: { customers: { beyond: null } } });
  });

  it('drains every sewage main to a pumping station', () => {
    for (const id of some(40, (main) => main.subclass === 'WS')) {
      const { flowBy, ends } = traceAnswer('demo', rows, { direction: 'downstream', features: [id] });
      expect(flowBy).toBe('fall');
      expect(ends.length, id).toBeGreaterThan(0);
      for (const { kind } of ends) expect(kind).toBe('appurtenance');
    }
  });
});
