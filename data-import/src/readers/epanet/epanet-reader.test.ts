import { crsByCode } from '@undercroft/core/geodesy/crs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImportError } from '../../import-error.ts';
import { placementIn } from '../../placing/placement.ts';
import { type ReadOptions, readInp } from '../../testing/inp.ts';
import { EPANET_READER } from './epanet-reader.ts';

const SMALL = `
[JUNCTIONS]
;ID Elev Demand
J1 100 2.5
J2 90
[RESERVOIRS]
R1 120
[TANKS]
T1 95 10 5 20 58 0
[PIPES]
P1 J1 J2 328.084 6 150 0 Open ;
P2 J2 T1 164.042 12 150 0 CV
[PUMPS]
U1 R1 J1 POWER 50
[VALVES]
V1 J1 T1 8 PRV 60 0
[TAGS]
NODE J1 north
LINK P1 main
[COORDINATES]
J1 586000 6135000
J2 586100 6135000
R1 585990 6135000
T1 586100 6135050
[VERTICES]
P1 586050 6135010
[OPTIONS]
Units GPM
[END]
`;

const read = (content: string, options: ReadOptions = {}) => readInp(content, { reader: EPANET_READER, ...options });
const codes = (issues: readonly { code: string }[]) => issues.map(({ code }) => code);

describe('the EPANET reader', () => {
  it('knows its own and leaves those of SWMM alone', () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    expect(EPANET_READER.sniff(bytes(SMALL), 'net.inp')).toBeGreaterThan(0.9);
    expect(EPANET_READER.sniff(bytes('[JUNCTIONS]\n[CONDUITS]\n[TANKS]\n'), 'net.inp')).toBe(0);
    expect(EPANET_READER.sniff(bytes('id,x,y\n1,2,3\n'), 'points.csv')).toBe(0);
  });

  it('reads feet, inches and the four kinds of things a model is made of', async () => {
    const { node, link, nodes, links } = await read(SMALL);
    expect([nodes.length, links.length]).toEqual([4, 4]);
    expect(node('J1')).toMatchObject({ kind: 'junction', coverLevelM: 30.48, sumpLevelM: null, utility: 'water' });
    expect(node('T1')).toMatchObject({ kind: 'storage', coverLevelM: null, sumpLevelM: 28.956 });
    expect(node('R1')).toMatchObject({ kind: 'storage', coverLevelM: null, sumpLevelM: null });
    const main = link('P1');
    // 328.084 ft are 100 m; 6 in are 152.4 mm; drawn over a vertex 10 m aside: 2 x hypot(50, 10).
    expect(main.statedLengthM).toBeCloseTo(100.0, 4);
    expect(main.planLengthM).toBeCloseTo(101.9804, 4);
    expect(main.section).toMatchObject({ shape: 'circular', widthMm: 152.4, heightMm: 152.4, wallMm: null });
    expect(main).toMatchObject({ kind: 'conduit', fromNode: 'J1', toNode: 'J2', utilityBasis: 'guessed' });
    expect(link('U1')).toMatchObject({ kind: 'pump', section: null, statedLengthM: null });
    expect(link('V1').section?.widthMm).toBeCloseTo(203.2, 9);
  });

  it('knows no depth of any conduit, and says so by null, never by zero', async () => {
    const { links } = await read(SMALL);
    for (const { from, to, depthReference, slope } of links) {
      expect([from.invertM, from.axisM, from.outerTopM, to.invertM, to.axisM, to.outerTopM, slope]).toEqual(
        Array(7).fill(null),
      );
      expect(depthReference).toBe('unknown');
    }
  });

  it('tells sources from customers, and what is shut', async () => {
    const { node, link } = await read(
      SMALL.replace('0 CV', '0 Closed').replace(
        '[TAGS]',
        '[STATUS]\nV1 Open\nV1 Closed\nU1 0\n[DEMANDS]\nJ1 3 PAT ;first\nJ1 -3\n[TAGS]',
      ),
    );
    // J1 asks for 3 and gives 3: neither. J2 states nothing.
    expect([node('R1'), node('T1'), node('J1'), node('J2')].map(({ role }) => role)).toEqual([
      'source',
      'source',
      null,
      null,
    ]);
    const states = ['P1', 'P2', 'V1', 'U1'].map((id) => link(id).valveState);
    expect(states).toEqual([null, 'closed', 'closed', 'closed']);
    const plain = await read(SMALL.replace('J2 90', 'J2 90 -4'));
    expect([plain.node('J1').role, plain.node('J2').role]).toEqual(['customer', 'source']);
    expect(['P1', 'P2', 'V1', 'U1'].map((id) => plain.link(id).valveState)).toEqual([null, null, null, null]);
  });

  it('says that ground levels are an assumption', async () => {
    expect(codes((await read(SMALL)).issues)).toEqual(['ground-level-assumed']);
  });

  it('reads metres and millimetres of an SI file', async () => {
    const { node, link } = await read(SMALL.replace('GPM', 'LPS').replace('328.084', '100'));
    expect(node('J1').coverLevelM).toBe(100);
    expect(link('P1')).toMatchObject({ statedLengthM: 100, section: { widthMm: 6 } });
  });

  it.each([
    ['a pipe to nowhere', 'P1 J1 J2 328', 'P1 J1 J9 328', ['unknown-node']],
    ['a diameter of no number', '328.084 6 150', '328.084 six 150', ['not-a-number']],
    ['a diameter left out', 'P1 J1 J2 328.084 6 150 0 Open', 'P1 J1 J2 328.084', ['missing-value']],
    ['a diameter of zero', '328.084 6 150', '328.084 0 150', ['implausible-size']],
    ['an elevation of -1e38', 'J2 90', 'J2 -1e8', ['implausible-level']],
    ['a node named twice', 'J2 90', 'J2 90\nJ2 91', ['duplicate-id']],
    ['a node that is not drawn', 'J2 586100 6135000\n', '', ['missing-coordinates']],
    ['a place far outside the system', 'J2 586100 6135000', 'J2 86100 135000', ['outside-area-of-use']],
    ['vertices of no link', 'P1 586050', 'P9 586050', ['orphan-row']],
    ['a link and a node of one name', 'P1 J1 J2', 'J1 J1 J2', ['shared-name']],
    ['units nobody knows', 'Units GPM', 'Units BUCKETS', ['missing-value']],
    ['no units', 'Units GPM', '', ['units-assumed']],
    ['no length', '328.084 6', '0 6', ['zero-length']],
    ['no coordinates at all', '[COORDINATES]', '[LABELS]', ['missing-section']],
  ])('reports %s', async (_what, from, to, expected) => {
    const { issues } = await read(SMALL.replace(from, to));
    expect(codes(issues)).toEqual(expect.arrayContaining(expected));
  });

  it('refuses a file without a coordinate system, with what its first point looks like', async () => {
    const { issues, nodes } = await read(SMALL, { placement: null });
    expect(codes(issues)).toEqual(['missing-crs']);
    expect(issues[0]?.message).toContain('(586000, 6135000)');
    expect(nodes).toEqual([]);
  });

  it('refuses a schematic drawing even where its figures would pass for degrees', async () => {
    const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
    const schematic = [
      '[JUNCTIONS]',
      ...names.map((name) => `${name} 10`),
      '[PIPES]',
      ...names.slice(1).map((name, i) => `p${i} ${names[i]} ${name} 1000 12 100`),
      '[COORDINATES]',
      ...names.map((name, i) => `${name} ${10 + i} ${20 + i}`),
      '[OPTIONS]',
      'Units LPS',
    ].join('\n');
    const { issues, nodes } = await read(schematic, { placement: placementIn(crsByCode('EPSG:4326')) });
    expect(issues.map(({ code, severity }) => [code, severity])).toContainEqual(['schematic-coordinates', 'error']);
    expect(nodes).toEqual([]);
  });

  it('never throws anything but its own refusal, however a file is spoilt', async () => {
    const spoil = fc.array(
      fc.record({ at: fc.double({ min: 0, max: 0.999, noNaN: true }), byte: fc.integer({ min: 1, max: 255 }) }),
      { minLength: 1, maxLength: 20 },
    );
    await fc.assert(
      fc.asyncProperty(spoil, async (changes) => {
        const bytes = new TextEncoder().encode(SMALL);
        for (const { at, byte } of changes) bytes[Math.floor(at * bytes.length)] = byte;
        const failure = await readInp(bytes, { reader: EPANET_READER }).catch((error: unknown) => error);
        if (failure instanceof Error) expect(failure).toBeInstanceOf(ImportError);
      }),
      { seed: 3, numRuns: 200 },
    );
  });
});
