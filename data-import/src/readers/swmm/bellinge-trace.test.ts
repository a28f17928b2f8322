import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { crsByCode } from '@undercroft/core/geodesy/crs';
import type { Link } from '@undercroft/core/model/link';
import type { NetworkNode } from '@undercroft/core/model/network-node';
import type { NetworkRows } from '@undercroft/core/network/network-rows';
import { rowsOfFeatures } from '@undercroft/core/network/testing/rows-of-features';
import { traceAnswer } from '@undercroft/core/network/trace-answer';
import { beforeAll, describe, expect, it } from 'vitest';
import { placementIn } from '../../placing/placement.ts';
import { fileSource } from '../byte-source.ts';
import { SWMM_READER } from './swmm-reader.ts';

const FILE = join(process.env.UNDERCROFT_DATA ?? '', 'bellinge', 'bellinge.inp');
const isThere = process.env.UNDERCROFT_DATA !== undefined && existsSync(FILE);

// The real sewer of Bellinge: 18 conduits rise as they are drawn and 10 lie level, some of them in the main sewer.
describe.skipIf(!isThere)(
  `tracing Bellinge${isThere ? '' : ' (skipped: UNDERCROFT_DATA does not hold bellinge/bellinge.inp)'}`,
  () => {
    let rows: NetworkRows;
    const trace = (direction: 'downstream' | 'upstream', id: string) =>
      traceAnswer('bellinge', rows, { direction, features: [id] });

    beforeAll(async () => {
      const nodes: NetworkNode[] = [];
      const links: Link[] = [];
      const utility = {
        default: 'unknown' as const,
        bySourceId: [
          { pattern: '^.{3}F', utility: 'combined' as const },
          { pattern: '^.{3}R', utility: 'storm' as const },
          { pattern: '^.{3}S', utility: 'sewage' as const },
        ],
      };
      const context = { placement: placementIn(crsByCode('EPSG:25832')), utility, limits: {} };
      for await (const { value } of SWMM_READER.read(await fileSource(FILE), context)) {
        if (value?.family === 'node') nodes.push(value.value);
        if (value?.family === 'link') links.push(value.value);
      }
      rows = rowsOfFeatures(nodes, links);
    });

    it('leads from every one of its 1020 nodes to an outfall, and what certainly ends ends at one', () => {
      let certain = 0;
      for (const id of rows.nodes.ids) {
        const { flowBy, ends } = trace('downstream', id);
        expect(flowBy).toBe('fall');
        const outfalls = ends.filter(({ kind }) => kind === 'outfall');
        expect(outfalls.length, id).toBeGreaterThan(0);
        expect(ends.filter((end) => end.certain && end.kind !== 'outfall')).toEqual([]);
        if (outfalls.some((outfall) => outfall.certain)) certain += 1;
      }
      expect(certain).toBeGreaterThan(250);
    });

    it('finds upstream of an outfall what leads down to it', () => {
      // The trunk to the outfall F74F360, and one node far up in it.
      const up = trace('upstream', 'F74F360');
      const reached = new Set([...up.links, ...up.possibleLinks]);
      let checked = 0;
      for (const [i, id] of rows.nodes.ids.entries()) {
        if (i % 20 !== 0) continue;
        const down = trace('downstream', id);
        const leads = down.ends.find(({ featureId }) => featureId === 'F74F360');
        if (leads === undefined) continue;
        checked += 1;
        const out = [...rows.links.ids.keys()].filter((link) => rows.links.fromNodes[link] === i);
        expect(
          out.some((link) => reached.has(rows.links.ids[link] ?? '')),
          id,
        ).toBe(true);
      }
      expect(checked).toBeGreaterThan(10);
    });
  },
);
