import { crsByCode, fromLonLat } from '@undercroft/core/geodesy/crs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInp } from '../../testing/inp.ts';

/** A number that a text of three decimals holds exactly. */
const decimal = (min: number, max: number) =>
  fc.integer({ min: Math.round(min * 1000), max: Math.round(max * 1000) }).map((thousandths) => thousandths / 1000);

const name = fc.stringMatching(/^[A-Za-z0-9_.\-#]{1,12}$/);

const network = fc
  .record({
    names: fc.uniqueArray(name, { minLength: 2, maxLength: 12, selector: (id) => id.toUpperCase() }),
    seed: fc.array(
      fc.record({
        x: decimal(560_000, 600_000),
        y: decimal(6_100_000, 6_200_000),
        invert: decimal(-20, 80),
        depth: decimal(0, 9),
      }),
      { minLength: 12, maxLength: 12 },
    ),
    links: fc.array(
      fc.record({
        from: fc.nat(11),
        to: fc.nat(11),
        length: decimal(0.5, 400),
        inOffset: decimal(0, 2),
        outOffset: decimal(0, 2),
        size: decimal(0.1, 3),
        width: decimal(0.1, 3),
        box: fc.boolean(),
        vertices: fc.array(fc.tuple(decimal(560_000, 600_000), decimal(6_100_000, 6_200_000)), { maxLength: 4 }),
      }),
      { minLength: 1, maxLength: 12 },
    ),
    elevations: fc.boolean(),
    newline: fc.constantFrom('\n', '\r\n'),
    blank: fc.constantFrom(' ', '\t', '   '),
  })
  .map((value) => ({ ...value, nodes: value.names.map((id, index) => ({ id, ...value.seed[index] })) }));

type Network = typeof network extends fc.Arbitrary<infer T> ? T : never;

const nodeAt = ({ nodes }: Network, index: number) => nodes[index % nodes.length] as Required<Network['nodes'][number]>;

function writeInp(net: Network): string {
  const { nodes, links, elevations, newline, blank } = net;
  const offset = (node: { invert?: number }, depth: number) =>
    elevations ? ((node.invert ?? 0) + depth).toFixed(3) : depth;
  const rows: (readonly (string | number | undefined)[])[] = [
    ['[OPTIONS]'],
    ['FLOW_UNITS', 'LPS'],
    ['LINK_OFFSETS', elevations ? 'ELEVATION' : 'DEPTH'],
    ['[JUNCTIONS]'],
    ...nodes.map(({ id, invert, depth }) => [id, invert, depth, 0, 0, 0]),
    ['[CONDUITS]'],
    ...links.map(({ from, to, length, inOffset, outOffset }, index) => {
      const [first, last] = [nodeAt(net, from), nodeAt(net, to)];
      return [
        `link/${index}`,
        first.id,
        last.id,
        length,
        0.013,
        offset(first, inOffset),
        offset(last, outOffset),
        0,
        0,
      ];
    }),
    ['[XSECTIONS]'],
    ...links.map(({ size, width, box }, index) => [
      `link/${index}`,
      box ? 'RECT_CLOSED' : 'CIRCULAR',
      size,
      box ? width : 0,
      0,
      0,
      1,
    ]),
    ['[COORDINATES]'],
    ...nodes.map(({ id, x, y }) => [id, x, y]),
    ['[VERTICES]'],
    ...links.flatMap(({ vertices }, index) => vertices.map(([x, y]) => [`link/${index}`, x, y])),
  ];
  return rows.map((row) => row.join(blank)).join(newline);
}

describe('a network written as .inp', () => {
  it('is read back as it was', async () => {
    const toPlane = fromLonLat(crsByCode('EPSG:25832'));
    const plane = (lon = Number.NaN, lat = Number.NaN) => toPlane(lon, lat).map((value) => Number(value.toFixed(3)));
    await fc.assert(
      fc.asyncProperty(network, async (net) => {
        const read = await readInp(writeInp(net));
        expect(read.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(
          read.nodes.map(({ sourceId, sumpLevelM, coverLevelM, position }) => ({
            id: sourceId,
            invert: sumpLevelM,
            cover: coverLevelM,
            place: plane(...position),
          })),
        ).toEqual(
          net.nodes.map(({ id, invert = 0, depth = 0, x = 0, y = 0 }) => ({
            id,
            invert,
            cover: depth === 0 ? null : Number((invert + depth).toFixed(3)),
            place: [x, y],
          })),
        );
        expect(
          read.links.map((link) => ({
            nodes: [link.fromNode, link.toNode],
            length: link.statedLengthM,
            inverts: [link.from.invertM, link.to.invertM],
            tops: [link.from.outerTopM, link.to.outerTopM],
            size: [link.section?.widthMm, link.section?.heightMm],
            path: Array.from({ length: link.path.length / 2 }, (_, i) => plane(link.path[2 * i], link.path[2 * i + 1])),
          })),
        ).toEqual(
          net.links.map((link) => {
            const [first, last] = [nodeAt(net, link.from), nodeAt(net, link.to)];
            const inverts = [first.invert + link.inOffset, last.invert + link.outOffset];
            return {
              nodes: [first.id, last.id],
              length: link.length,
              inverts: inverts.map((level) => Number(level.toFixed(3))),
              tops: inverts.map((level) => Number((level + link.size).toFixed(3))),
              size: [link.box ? link.width : link.size, link.size].map((size) => Number((size * 1000).toFixed(0))),
              path: [[first.x, first.y], ...link.vertices, [last.x, last.y]],
            };
          }),
        );
      }),
      { numRuns: 300 },
    );
  });
});
