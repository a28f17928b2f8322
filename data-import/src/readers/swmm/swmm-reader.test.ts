import { crsByCode, fromLonLat } from '@undercroft/core/geodesy/crs';
import { describe, expect, it } from 'vitest';
import { placementIn } from '../../placing/placement.ts';
import { readInp, SMALL_INP } from '../../testing/inp.ts';
import { SWMM_READER } from './swmm-reader.ts';

const codes = (issues: readonly { readonly code: string }[]) => issues.map((issue) => issue.code);

describe('levels', () => {
  it('adds an offset given as a depth to the node’s invert', async () => {
    const { link } = await readInp(SMALL_INP);
    const { from, to, outerTopBasis, depthReference, slope, statedLengthM, planLengthM } = link('C1');
    // 10.0 + 0, half of 0.5 up, 0.5 up; 9.7 + 0.1.
    expect(from).toEqual({ invertM: 10, axisM: 10.25, outerTopM: 10.5 });
    expect(to).toEqual({ invertM: 9.8, axisM: 10.05, outerTopM: 10.3 });
    expect({ outerTopBasis, depthReference, statedLengthM, planLengthM }).toEqual({
      outerTopBasis: 'inner',
      depthReference: 'invert',
      statedLengthM: 100,
      planLengthM: 100,
    });
    expect(slope).toBeCloseTo(0.002, 12);
  });

  it('takes an offset given as an elevation as the invert itself, and * as the node’s invert', async () => {
    const text = SMALL_INP.replace('FLOW_UNITS CMS', 'FLOW_UNITS LPS\nLINK_OFFSETS ELEVATION').replace(
      'C1 J1 J2 100 0.013 0 0.1',
      'C1 J1 J2 100 0.013 10.4 *',
    );
    const { link } = await readInp(text);
    expect(link('C1').from.invertM).toBe(10.4);
    expect(link('C1').to.invertM).toBe(9.7);
  });

  it('keeps the levels that need a size unknown when the size is', async () => {
    const { link, issues } = await readInp(SMALL_INP.replace('C1 CIRCULAR 0.5', 'C1 CIRCULAR 0'));
    expect(link('C1').from).toEqual({ invertM: 10, axisM: null, outerTopM: null });
    expect(link('C1').section).toMatchObject({ shape: 'circular', widthMm: null, heightMm: null });
    expect(link('C1').outerTopBasis).toBe('unknown');
    expect(codes(issues)).toEqual(['missing-size']);
  });

  it('knows a cover only where MaxDepth is above 0', async () => {
    const { node } = await readInp(SMALL_INP);
    expect(node('J1')).toMatchObject({ kind: 'junction', sumpLevelM: 10, coverLevelM: 12.5 });
    expect(node('J2')).toMatchObject({ sumpLevelM: 9.7, coverLevelM: null });
  });

  it('reads a file in US units as feet: an invert of 100 ft is 30.48 m', async () => {
    const text = SMALL_INP.replace('CMS', 'CFS')
      .replace('J1 10.0 2.5', 'J1 100 10')
      .replace('C1 J1 J2 100', 'C1 J1 J2 328');
    const { node, link } = await readInp(text);
    expect(node('J1')).toMatchObject({ sumpLevelM: 30.48, coverLevelM: 33.528 });
    expect(link('C1').section?.widthMm).toBe(152.4);
    expect(link('C1').statedLengthM).toBe(99.9744);
    expect(link('C1').planLengthM).toBe(100);
  });

  it('says so when it takes feet because no flow unit is stated', async () => {
    const { issues } = await readInp(SMALL_INP.replace('FLOW_UNITS CMS', ''));
    expect(codes(issues)).toContain('units-assumed');
  });
});

const DEVICES = `
[OPTIONS]
FLOW_UNITS CMS
[JUNCTIONS]
J1 10 3
[OUTFALLS]
O1 8 FREE NO
[STORAGE]
S1 7 4 0 FUNCTIONAL 0 0 20 0 0
[DIVIDERS]
D1 9 C1 CUTOFF 1.2 2.5 0 0 0
D2 9 C1 OVERFLOW 2.25 0 0 0
D3 9 C1 WEIR 0.1 0.5 1.8 2.75
D4 9 C1 TABULAR curve 0
[CONDUITS]
C1 J1 O1 100 0.013 0 0
[PUMPS]
P1 S1 J1 rising ON 0.5 0.1
P2 S1 J1 *
[WEIRS]
W1 S1 J1 TRANSVERSE 1.38 1.77 NO
[ORIFICES]
R1 S1 J1 SIDE 0.5 0.66 NO 0
[OUTLETS]
T1 S1 J1 0.2 TABULAR/HEAD rising NO
[XSECTIONS]
C1 CIRCULAR 0.3 0 0 0 1
W1 RECT_OPEN 0.95 2 0 0
R1 CIRCULAR 0.2 0 0 0
[CURVES]
rising Pump4 0 0.02
[COORDINATES]
J1 586000 6135000
O1 586100 6135000
S1 585900 6135000
D1 586000 6135100
D2 586000 6135200
D3 586000 6135300
D4 586000 6135400
`;

describe('kinds', () => {
  it('reads every kind of node with its cover where it states one', async () => {
    const { nodes, issues } = await readInp(DEVICES);
    expect(nodes.map(({ sourceId, kind, coverLevelM }) => [sourceId, kind, coverLevelM])).toEqual([
      ['J1', 'junction', 13],
      ['O1', 'outfall', null],
      ['S1', 'storage', 11],
      ['D1', 'divider', 11.5],
      ['D2', 'divider', 11.25],
      ['D3', 'divider', 11.75],
      ['D4', 'divider', null],
    ]);
    expect(codes(issues)).toEqual([]);
  });

  it('keeps pumps, weirs, orifices and outlets as links of their own kinds', async () => {
    const { links } = await readInp(DEVICES);
    const levels = links.map(({ sourceId, kind, from, to }) => [sourceId, kind, from.invertM, to.invertM]);
    expect(levels).toEqual([
      ['C1', 'conduit', 10, 8],
      ['P1', 'pump', null, null],
      ['P2', 'pump', null, null],
      ['W1', 'weir', 8.38, null],
      ['R1', 'orifice', 7.5, null],
      ['T1', 'outlet', 7.2, null],
    ]);
    expect(links.filter(({ slope }) => slope !== null).map(({ sourceId }) => sourceId)).toEqual(['C1']);
  });

  it('reports a pump whose curve is missing, but not the ideal pump', async () => {
    const { issues } = await readInp(DEVICES.replace('rising Pump4 0 0.02', ''));
    expect(issues.map(({ code, message }) => [code, message.includes('"P1"')])).toEqual([['pump-without-curve', true]]);
  });

  it('reads a subcatchment with its polygon, area and outlet', async () => {
    const text = `${SMALL_INP}
[SUBCATCHMENTS]
A1 gage J1 1.5 50 100 0.5 0
A2 gage A1 0.25 50 100 0.5 0
[Polygons]
A1 586000 6135000
A1 586100 6135000
A1 586100 6135100
`;
    const { areas } = await readInp(text);
    expect(areas[0]).toMatchObject({ sourceId: 'A1', statedAreaM2: 15000, drainsTo: 'J1' });
    // Three corners and the first again.
    expect(areas[0]?.ring).toHaveLength(8);
    expect(areas[1]).toMatchObject({ ring: null, statedAreaM2: 2500, drainsTo: 'A1' });
  });

  it('marks a link that bears the name of a node', async () => {
    const { links, nodes, issues } = await readInp(SMALL_INP.replaceAll('C1', 'J1'));
    expect(nodes.map(({ sourceId }) => sourceId)).toEqual(['J1', 'J2']);
    expect(links.map(({ sourceId }) => sourceId)).toEqual(['J1~link']);
    expect(links[0]?.section?.widthMm).toBe(500);
    expect(codes(issues)).toEqual(['shared-name']);
  });
});

describe('places', () => {
  it('runs from the first node through the vertices to the second', async () => {
    const { link } = await readInp(`${SMALL_INP}\n[VERTICES]\nC1 586000 6135030\nC1 586100 6135040\n`);
    const toPlane = fromLonLat(crsByCode('EPSG:25832'));
    const { path, planLengthM } = link('C1');
    const plane = [0, 2, 4, 6].map((i) => toPlane(path[i] ?? 0, path[i + 1] ?? 0).map((value) => value.toFixed(3)));
    expect(plane).toEqual([
      ['586000.000', '6135000.000'],
      ['586000.000', '6135030.000'],
      ['586100.000', '6135040.000'],
      ['586100.000', '6135000.000'],
    ]);
    // 30 + sqrt(100² + 10²) + 40.
    expect(planLengthM).toBeCloseTo(170.498756, 6);
  });

  it('measures coordinates in degrees on the ellipsoid: a minute of latitude at 55° is 1855.6 m', async () => {
    const text = SMALL_INP.replace('586000 6135000', '10 55').replace('586100 6135000', '10 55.0166666667');
    const { link } = await readInp(text, { placement: placementIn(crsByCode('EPSG:4326')) });
    expect(link('C1').planLengthM).toBeCloseTo(1855.6, 0);
  });

  it('takes US survey feet as metres: 1000 ft are 304.8006 m', async () => {
    const text = SMALL_INP.replace('586000 6135000', '5260000 4290000').replace('586100 6135000', '5261000 4290000');
    const { link } = await readInp(text, { placement: placementIn(crsByCode('EPSG:3547')) });
    expect(link('C1').planLengthM).toBeCloseTo(304.8006, 4);
  });
});

describe('utility', () => {
  const utility = {
    default: 'unknown' as const,
    bySourceId: [
      { pattern: '^...F', utility: 'combined' as const },
      { pattern: '^...R', utility: 'storm' as const },
    ],
  };
  const named = SMALL_INP.replaceAll('J1', 'G70F01').replaceAll('J2', 'G70R02');

  it('guesses from the id, and for a link that says nothing from its first node', async () => {
    const { node, link } = await readInp(named, { utility });
    expect(node('G70F01')).toMatchObject({ utility: 'combined', utilityBasis: 'guessed' });
    expect(node('G70R02')).toMatchObject({ utility: 'storm', utilityBasis: 'guessed' });
    expect(link('C1')).toMatchObject({ utility: 'combined', utilityBasis: 'guessed' });
  });

  it('leaves what no pattern matches unknown', async () => {
    const { node } = await readInp(SMALL_INP, { utility });
    expect(node('J1')).toMatchObject({ utility: 'unknown', utilityBasis: 'unknown' });
  });
});

describe('text', () => {
  it('keeps each record word for word with the section it came from', async () => {
    const { link } = await readInp(`${SMALL_INP}\n[LOSSES]\nC1 0 0 0 YES 0\n[TAGS]\nLink C1 old brick\n`);
    expect(link('C1').raw).toEqual({
      CONDUITS: {
        Name: 'C1',
        FromNode: 'J1',
        ToNode: 'J2',
        Length: '100',
        Roughness: '0.013',
        InOffset: '0',
        OutOffset: '0.1',
        InitFlow: '0',
        MaxFlow: '0',
      },
      XSECTIONS: { Link: 'C1', Shape: 'CIRCULAR', Geom1: '0.5', Geom2: '0', Geom3: '0', Geom4: '0', Barrels: '1' },
      LOSSES: { Link: 'C1', Kentry: '0', Kexit: '0', Kavg: '0', FlapGate: 'YES', Seepage: '0' },
      VERTICES: 0,
      TAGS: 'old brick',
    });
  });

  it('reads tabs, CRLF, lone CR, quoted names, comments and section names in any case', async () => {
    const plain = await readInp(SMALL_INP);
    const odd = SMALL_INP.replaceAll(' ', '\t')
      .replaceAll('J1', '"J1"')
      .replace('[JUNCTIONS]', '[junctions]\n;;Name Elevation\n;---')
      .replace('C1\tCIRCULAR', '  C1\tcircular');
    for (const text of [odd.replaceAll('\n', '\r\n'), odd.replaceAll('\n', '\r'), `\uFEFF${odd}`]) {
      const read = await readInp(text);
      expect(read.issues).toEqual([]);
      expect(read.link('C1').from).toEqual(plain.link('C1').from);
      expect(read.link('C1').path).toEqual(plain.link('C1').path);
    }
  });

  it('keeps a name with blanks whole, and the editor’s comment over a row', async () => {
    const text = SMALL_INP.replace('J1 10.0', ';seen by TV\n"J 1" 10.0')
      .replace('C1 J1', 'C1 "J 1"')
      .replace('J1 586000', '"J 1" 586000');
    const { node, link } = await readInp(text);
    expect(node('J 1').raw).toMatchObject({ comment: 'seen by TV' });
    expect(link('C1').fromNode).toBe('J 1');
  });

  it('finds names whatever the case of their letters, as SWMM does', async () => {
    const { link, issues } = await readInp(SMALL_INP.replace('C1 J1 J2', 'c1 j1 j2'));
    expect(link('c1')).toMatchObject({ fromNode: 'J1', toNode: 'J2' });
    expect(link('c1').section?.widthMm).toBe(500);
    expect(issues).toEqual([]);
  });

  it('reads GB18030 and Western European text that is not UTF-8, and says so', async () => {
    const inGb = bytesOf(SMALL_INP, 'J1', [0xce, 0xdb, 0xcb, 0xae]);
    const inLatin = bytesOf(SMALL_INP, 'J1', [0x53, 0xf8, 0x31]);
    const gb = await readInp(inGb);
    const latin = await readInp(inLatin);
    expect(gb.node('污水').coverLevelM).toBe(12.5);
    expect(latin.node('Sø1').coverLevelM).toBe(12.5);
    expect([...codes(gb.issues), ...codes(latin.issues)]).toEqual(['text-encoding', 'text-encoding']);
  });
});

describe('sniff', () => {
  const sniff = (text: string, name: string) => SWMM_READER.sniff(new TextEncoder().encode(text), name);

  it('is sure of a SWMM file, not of an EPANET one, and never of a binary one', () => {
    expect(sniff(SMALL_INP, 'a.inp')).toBeGreaterThan(0.9);
    expect(sniff('[TITLE]\n[JUNCTIONS]\nJ1 1\n[PIPES]\nP1 J1 J2\n', 'a.inp')).toBe(0);
    expect(sniff('\u0000\u0001[CONDUITS]', 'a.inp')).toBe(0);
    expect(sniff('{"type":"FeatureCollection"}', 'a.json')).toBe(0);
  });
});

/** The text as ASCII bytes, with `word` written as the bytes given. */
function bytesOf(text: string, word: string, replacement: readonly number[]): Uint8Array {
  const parts = text.split(word).map((part) => [...new TextEncoder().encode(part)]);
  return Uint8Array.from(parts.flatMap((part, index) => (index === 0 ? part : [...replacement, ...part])));
}
