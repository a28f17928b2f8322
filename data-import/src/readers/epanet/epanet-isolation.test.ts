import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { crsByCode } from '@undercroft/core/geodesy/crs';
import type { Link } from '@undercroft/core/model/link';
import type { NetworkNode } from '@undercroft/core/model/network-node';
import { isolationAnswer } from '@undercroft/core/network/isolation-answer';
import { wetBy } from '@undercroft/core/network/testing/every-closing';
import { rowsOfFeatures } from '@undercroft/core/network/testing/rows-of-features';
import { isolationRequestSchema } from '@undercroft/core/protocol/analysis/isolation';
import { type SeededRandom, seededRandom } from '@undercroft/core/random/seeded-random';
import { describe, expect, it } from 'vitest';
import { type Placement, placementIn } from '../../placing/placement.ts';
import { fileSource } from '../byte-source.ts';
import { EPANET_READER } from './epanet-reader.ts';

const folder = join(process.env.UNDERCROFT_DATA ?? '', 'epanet');
const isThere = process.env.UNDERCROFT_DATA !== undefined && existsSync(join(folder, 'ky4.inp'));

interface Model {
  readonly nodes: readonly NetworkNode[];
  readonly links: readonly Link[];
}

const KENTUCKY = placementIn(crsByCode('EPSG:3547'));
/** Net3 is a drawing to no scale that lies nowhere; how its pipes are joined is real all the same. */
const NOWHERE: Placement = { ...KENTUCKY, place: (x, y) => [x / 1000, y / 1000], planLengthM: () => 0 };

async function model(name: string, placement: Placement): Promise<Model> {
  const nodes: NetworkNode[] = [];
  const links: Link[] = [];
  const context = { placement, utility: { default: 'unknown' as const, bySourceId: [] }, limits: {} };
  for await (const { value } of EPANET_READER.read(await fileSource(join(folder, name)), context)) {
    if (value?.family === 'node') nodes.push(value.value);
    if (value?.family === 'link') links.push(value.value);
  }
  return { nodes, links };
}

/** The model with valves as a city has them and its model has not: one beside the end of two pipes in three. */
function withValves({ nodes, links }: Model, random: SeededRandom): Model {
  const valves: NetworkNode[] = [];
  const cut = links.flatMap((link): readonly Link[] => {
    const [near] = nodes;
    if (near === undefined || link.kind !== 'conduit' || link.valveState != null || !random.chance(2 / 3))
      return [link];
    const sourceId = `valve ${link.sourceId}`;
    const valveState = random.chance(0.1) ? 'inoperable' : random.chance(0.05) ? 'closed' : 'open';
    valves.push({ ...near, sourceId, kind: 'appurtenance', role: 'valve', valveState });
    return [
      { ...link, toNode: sourceId },
      { ...link, sourceId: `${link.sourceId} behind`, fromNode: sourceId },
    ];
  });
  return { nodes: [...nodes, ...valves], links: cut };
}

describe.skipIf(!isThere)(
  `isolating real water networks${isThere ? '' : ' (skipped: UNDERCROFT_DATA does not hold epanet/ky4.inp)'}`,
  () => {
    it('says of ky4, a model without a valve, that all five sources would have to be stopped', async () => {
      const { nodes, links } = await model('ky4.inp', KENTUCKY);
      const pipe = links.find(({ kind }) => kind === 'conduit')?.sourceId ?? '';
      const request = isolationRequestSchema.parse({ features: [pipe] });
      const { supply, summary, warnings } = isolationAnswer('ky4', rowsOfFeatures(nodes, links), request);
      expect(supply).toBe('sourceInside');
      expect(summary.sources).toEqual({ inside: 5, reaching: 0 });
      expect(summary.valves.boundary).toBe(0);
      expect(warnings.map(({ code }) => code)).toEqual(['noValve', 'sourceInside']);
      // The pump that stands still bounds nothing: both its sides are joined round it, or it would be kept closed.
      expect(summary.links.count).toBeGreaterThan(1150);
    });

    it.each([
      ['ky4.inp', KENTUCKY],
      ['net3.inp', NOWHERE],
    ] as const)(
      'shuts off breaks all over %s with valves set in it: dry when closed, wet again when one is opened',
      async (name, placement) => {
        const random = seededRandom(20261120);
        const { nodes, links } = withValves(await model(name, placement), random);
        const rows = rowsOfFeatures(nodes, links);
        const isShut = (v: number): boolean =>
          rows.nodes.roles[v] === 'valve' && rows.nodes.valveStates[v] === 'closed';
        const wetBefore = wetBy(rows, isShut);
        let shutOff = 0;
        for (let run = 0; run < 25; run++) {
          const broken = Math.floor(random.between(0, rows.links.count));
          const request = isolationRequestSchema.parse({ features: [rows.links.ids[broken]] });
          const answer = isolationAnswer('x', rows, request);
          expect(answer.supply === 'known' || answer.supply === 'sourceInside').toBe(wetBefore.links.has(broken));
          if (answer.supply !== 'known') continue;
          shutOff += 1;
          const closing = answer.valves
            .filter(({ use }) => use === 'close')
            .map(({ featureId }) => rows.nodes.ids.indexOf(featureId));
          const wet = wetBy(rows, (v) => isShut(v) || closing.includes(v));
          expect(answer.links.filter((id) => wet.links.has(rows.links.ids.indexOf(id)))).toEqual([]);
          const out = rows.nodes.ids.filter(
            (_, v) => rows.nodes.roles[v] === 'customer' && wetBefore.nodes.has(v) && !wet.nodes.has(v),
          );
          expect(answer.customers.map(({ featureId }) => featureId).toSorted()).toEqual(out.toSorted());
          for (const left of closing) {
            const leaking = wetBy(rows, (v) => isShut(v) || (closing.includes(v) && v !== left));
            expect(leaking.links.has(broken)).toBe(true);
          }
        }
        expect(shutOff).toBeGreaterThan(10);
      },
    );
  },
);
