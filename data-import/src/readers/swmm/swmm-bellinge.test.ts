import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { crsByCode } from '@undercroft/core/geodesy/crs';
import type { Area } from '@undercroft/core/model/area';
import type { Link } from '@undercroft/core/model/link';
import type { NetworkNode } from '@undercroft/core/model/network-node';
import { beforeAll, describe, expect, it } from 'vitest';
import { placementIn } from '../../placing/placement.ts';
import { type ReportBuilder, reportBuilder } from '../../report.ts';
import { fileSource } from '../byte-source.ts';
import { SWMM_READER } from './swmm-reader.ts';

const FILE = join(process.env.UNDERCROFT_DATA ?? '', 'bellinge', 'bellinge.inp');
const isThere = process.env.UNDERCROFT_DATA !== undefined && existsSync(FILE);

// The real sewer of Bellinge, Odense: the counts were taken from the file with other means.
describe.skipIf(!isThere)(
  `Bellinge${isThere ? '' : ' (skipped: UNDERCROFT_DATA does not hold bellinge/bellinge.inp)'}`,
  () => {
    const nodes: NetworkNode[] = [];
    const links: Link[] = [];
    const areas: Area[] = [];
    let builder: ReportBuilder;

    beforeAll(async () => {
      const crs = crsByCode('EPSG:25832');
      const utility = {
        default: 'unknown' as const,
        bySourceId: [
          { pattern: '^...F', utility: 'combined' as const },
          { pattern: '^...R', utility: 'storm' as const },
          { pattern: '^...S', utility: 'sewage' as const },
        ],
      };
      builder = reportBuilder('swmm', crs.code);
      for await (const item of SWMM_READER.read(await fileSource(FILE), {
        placement: placementIn(crs),
        utility,
        limits: {},
      })) {
        builder.add(item);
        if (item.value?.family === 'node') nodes.push(item.value.value);
        if (item.value?.family === 'link') links.push(item.value.value);
        if (item.value?.family === 'area') areas.push(item.value.value);
      }
    });

    it('holds 1020 nodes, 1015 conduits and the devices, and is accepted', () => {
      const report = builder.build();
      expect(report.accepted).toBe(true);
      expect(report.nodeKinds).toEqual({ junction: 995, outfall: 9, storage: 16 });
      expect(report.features).toEqual({
        node: 1020,
        conduit: 1015,
        pump: 6,
        weir: 13,
        orifice: 3,
        outlet: 7,
        subcatchment: 713,
      });
    });

    it('is 51,248 m long as stated and 51,319 m as drawn', () => {
      const report = builder.build();
      expect(Math.abs(report.lengthM - 51_248)).toBeLessThan(51);
      expect(Math.abs(report.geometryLengthM - 51_319)).toBeLessThan(1);
    });

    it('draws 641 links with vertices', () => {
      expect(links.filter(({ raw }) => Number(raw.VERTICES) > 0)).toHaveLength(641);
      expect(links.filter(({ path }) => path.length > 4)).toHaveLength(641);
    });

    it('has the levels and depths of the file', () => {
      const inverts = (kind: string) =>
        nodes.filter((node) => node.kind === kind).map(({ sumpLevelM }) => sumpLevelM ?? Number.NaN);
      expect([Math.min(...inverts('junction')), Math.max(...inverts('junction'))]).toEqual([9.419, 49.869]);
      const depths = nodes
        .filter(({ kind }) => kind === 'junction')
        .map(({ coverLevelM, sumpLevelM }) =>
          Number(((coverLevelM ?? Number.NaN) - (sumpLevelM ?? Number.NaN)).toFixed(6)),
        )
        .toSorted((a, b) => a - b);
      expect([depths[0], depths[497], depths.at(-1)]).toEqual([0.4, 2.56, 7.26]);
      expect(nodes.filter(({ coverLevelM }) => coverLevelM === null).map(({ kind }) => kind)).toEqual(
        Array(9).fill('outfall'),
      );
    });

    it('has 951 circular, 63 custom and 1 rectangular conduit, all of known size', () => {
      const conduits = links.filter(({ kind }) => kind === 'conduit');
      const count = (shape: string) => conduits.filter(({ section }) => section?.shape === shape).length;
      expect([count('circular'), count('envelope'), count('rectangular')]).toEqual([951, 63, 1]);
      expect(builder.build().unknown.section).toBeUndefined();
      expect(links.find(({ sourceId }) => sourceId === 'G71R050_G71U10F_l1')?.section).toMatchObject({
        widthMm: 4000,
        heightMm: 1000,
      });
    });

    it('reports 18 adverse slopes, one length that differs, five pipes higher than their covers, and nothing else', () => {
      expect(builder.build().issueCounts).toEqual({
        'adverse-slope': 18,
        'length-differs': 1,
        'outer-top-above-cover': 5,
      });
    });

    it('puts every drawn subcatchment on the globe and lets it drain to something known', () => {
      expect(areas).toHaveLength(713);
      const ids = new Set([...nodes, ...areas].map(({ sourceId }) => sourceId));
      expect(areas.every(({ drainsTo }) => drainsTo !== null && ids.has(drainsTo))).toBe(true);
    });

    it('lies in Bellinge, south-west of Odense', () => {
      const [west, south, east, north] = builder.build().bbox ?? [0, 0, 0, 0];
      expect(west).toBeGreaterThan(10.25);
      expect(east).toBeLessThan(10.4);
      expect(south).toBeGreaterThan(55.3);
      expect(north).toBeLessThan(55.38);
    });

    it('reads one conduit as its three records say', () => {
      const link = links.find(({ sourceId }) => sourceId === 'G60O360_G60O340_l1');
      // G60O360 lies at 21.469, the pipe leaves at its floor; the far end lies 0.04 above the floor of G60O340.
      expect(link?.from.invertM).toBe(21.469);
      expect(link?.raw.CONDUITS).toMatchObject({ OutOffset: '0.03999999999999915' });
      const far = nodes.find(({ sourceId }) => sourceId === 'G60O340');
      expect((link?.to.invertM ?? 0) - (far?.sumpLevelM ?? 0)).toBeCloseTo(0.04, 9);
    });
  },
);
