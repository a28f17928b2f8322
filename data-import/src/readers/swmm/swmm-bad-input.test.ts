import type { Issue } from '@undercroft/core/model/issue';
import { describe, expect, it } from 'vitest';
import { ImportError } from '../../import-error.ts';
import { readInp, SMALL_INP } from '../../testing/inp.ts';

const lineOf = (text: string, line: string) => text.split('\n').indexOf(line) + 1;
const find = (issues: readonly Issue[], code: string) => issues.find((issue) => issue.code === code);

describe('a row that says too little or nonsense', () => {
  it.each(['NaN', 'nan', 'Infinity', '-inf', 'abc', '1,5', '0x10', '--'])(
    'reports the coordinate %s as no number, with its line and field',
    async (bad) => {
      const text = SMALL_INP.replace('J2 586100 6135000', `J2 586100 ${bad}`);
      const { issues, nodes, links } = await readInp(text);
      expect(issues).toHaveLength(1);
      expect(issues[0]).toMatchObject({
        code: 'not-a-number',
        severity: 'error',
        where: { row: lineOf(text, `J2 586100 ${bad}`), field: 'Y-Coord' },
        message: expect.stringContaining(bad),
      });
      // Neither the node nor the link that ends there is made up.
      expect(nodes.map(({ sourceId }) => sourceId)).toEqual(['J1']);
      expect(links).toEqual([]);
    },
  );

  it('reports a link to a node that is not there', async () => {
    const { issues, links } = await readInp(SMALL_INP.replace('C1 J1 J2', 'C1 J1 J9'));
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({
      code: 'unknown-node',
      severity: 'error',
      where: { row: 8, field: 'ToNode' },
      message: 'Link "C1": its ToNode "J9" is not a node of the file.',
    });
    expect(links).toEqual([]);
  });

  it('reports a node without coordinates', async () => {
    const { issues } = await readInp(SMALL_INP.replace('J2 586100 6135000', ''));
    expect(issues).toMatchObject([{ code: 'missing-coordinates', severity: 'error', where: { row: 6 } }]);
  });

  it('reports a conduit without a cross-section', async () => {
    const { issues, link } = await readInp(SMALL_INP.replace('C1 CIRCULAR 0.5 0 0 0 1', ''));
    expect(issues).toMatchObject([{ code: 'missing-cross-section', severity: 'error', where: { row: 8 } }]);
    expect(link('C1').section).toBeNull();
  });

  it('reports a second node or link of the same name, and keeps the first', async () => {
    const twice = SMALL_INP.replace('[CONDUITS]', 'j1 99 1\n[CONDUITS]').replace(
      '[XSECTIONS]',
      'C1 J2 J1 1 1 0 0\n[XSECTIONS]',
    );
    const { issues, node } = await readInp(twice);
    expect(issues.map(({ code, where }) => [code, where.row])).toEqual([
      ['duplicate-id', 7],
      ['duplicate-id', 10],
    ]);
    expect(node('J1').sumpLevelM).toBe(10);
  });

  it('reports a number that the line is too short to hold', async () => {
    const { issues } = await readInp(SMALL_INP.replace('C1 J1 J2 100 0.013 0 0.1 0 0', 'C1 J1 J2 100 0.013 0'));
    expect(issues).toMatchObject([{ code: 'missing-value', where: { row: 8, field: 'OutOffset' } }]);
  });

  it('never takes a level it could not read for zero', async () => {
    const { node, link, issues } = await readInp(SMALL_INP.replace('J1 10.0', 'J1 ten'));
    expect(node('J1')).toMatchObject({ sumpLevelM: null, coverLevelM: null });
    expect(link('C1').from).toEqual({ invertM: null, axisM: null, outerTopM: null });
    expect(link('C1').slope).toBeNull();
    expect(find(issues, 'not-a-number')?.where).toEqual({ row: 5, field: 'Elevation' });
  });

  it('takes fillers and sizes in millimetres for unknown, and says so', async () => {
    const filler = await readInp(SMALL_INP.replace('J1 10.0', 'J1 -9999'));
    expect(filler.node('J1')).toMatchObject({ sumpLevelM: null, coverLevelM: null });
    expect(filler.link('C1').from.invertM).toBeNull();
    expect(filler.issues).toMatchObject([{ code: 'implausible-level', where: { row: 5, field: 'Elevation' } }]);
    const inMm = await readInp(SMALL_INP.replace('CIRCULAR 0.5', 'CIRCULAR 500'));
    expect(inMm.link('C1').section).toMatchObject({ widthMm: null, heightMm: null });
    expect(inMm.issues).toMatchObject([{ code: 'implausible-size', where: { row: 10, field: 'Geom1' } }]);
  });

  it('warns of what a person who knows sewers would ask about', async () => {
    const text = SMALL_INP.replace('C1 J1 J2 100 0.013 0 0.1', 'C1 J1 J2 130 0.013 -0.5 2.9');
    const { issues, link } = await readInp(text);
    // 10 - 0.5 = 9.5 lies below the node's 10; 9.7 + 2.9 = 12.6: it rises; 130 m stated, 100 m drawn.
    expect(issues.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'warning adverse-slope',
      'warning length-differs',
      'warning invert-below-node',
    ]);
    expect(link('C1').slope).toBeCloseTo(-3.1 / 130, 12);
    const above = await readInp(SMALL_INP.replace('0.013 0 0.1', '0.013 2.5 0.1'));
    expect(find(above.issues, 'invert-above-cover')?.where.field).toBe('InOffset');
  });

  it('warns of a conduit whose ends lie at one place, and keeps its slope from the stated length', async () => {
    const { issues, link } = await readInp(SMALL_INP.replace('586100', '586000'));
    expect(find(issues, 'zero-length')).toMatchObject({ severity: 'warning', where: { row: 8 } });
    expect(link('C1').slope).toBeCloseTo(0.002, 12);
  });

  it('warns of rows that draw what is not there, and reports a section of a link that is not', async () => {
    const { issues } = await readInp(
      `${SMALL_INP}\nJ7 586000 6135000\n[VERTICES]\nC7 586000 6135000\n[XSECTIONS]\nC7 CIRCULAR 1\n`,
    );
    expect(issues.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'error unresolved-reference',
      'warning orphan-row',
      'warning orphan-row',
    ]);
  });
});

describe('a file cut off', () => {
  const sections = ['[XSECTIONS]', '[COORDINATES]'];
  it.each(sections)('before %s is refused by the name of the section', async (section) => {
    const { issues } = await readInp(SMALL_INP.slice(0, SMALL_INP.indexOf(section)));
    const missing = issues.filter(({ code }) => code === 'missing-section').map(({ where }) => where.field);
    expect(missing).toContain(section.slice(1, -1));
  });

  it('anywhere before its last coordinate holds an error', async () => {
    const end = SMALL_INP.trimEnd().lastIndexOf(' ') + 1;
    for (let length = SMALL_INP.indexOf('[JUNCTIONS]') + 11; length <= end; length++) {
      const { issues } = await readInp(SMALL_INP.slice(0, length));
      expect(
        issues.some(({ severity }) => severity === 'error'),
        SMALL_INP.slice(0, length),
      ).toBe(true);
    }
  });
});

describe('a file cut off among its drawing rows', () => {
  it('is read, with a warning that something may be missing', async () => {
    const drawn = `${SMALL_INP}[SUBCATCHMENTS]\nA1 gage J1 1.5 50 100 0.5 0\n[VERTICES]\nC1 586050 6135010`;
    const { issues } = await readInp(drawn);
    expect(issues.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'warning unfinished-line',
      'warning missing-polygons',
    ]);
  });
});

describe('coordinates that do not fit', () => {
  const at = async (x: string, y: string) => {
    const text = SMALL_INP.replace('586000 6135000', `${x} ${y}`).replace('586100 6135000', `${x} ${y}`);
    const { issues } = await readInp(text);
    return find(issues, 'outside-area-of-use');
  };

  it('are refused, with what they look like', async () => {
    expect(await at('6135000', '586000')).toMatchObject({
      severity: 'error',
      where: { row: 12, field: 'X-Coord' },
      message: expect.stringContaining('swapped'),
    });
    expect((await at('10.36', '55.35'))?.message).toContain('EPSG:4326');
    expect((await at('40501548.7', '4426000'))?.message).toContain('EPSG:4528');
    expect((await at('21501548.7', '4426000'))?.message).toContain('EPSG:4499');
    expect((await at('0.5', '0.7'))?.message).toContain('schematic');
  });

  it('without any coordinate system are refused with a suggestion', async () => {
    const { issues, nodes } = await readInp(SMALL_INP, { placement: null });
    expect(nodes).toEqual([]);
    expect(issues).toMatchObject([{ code: 'missing-crs', severity: 'error', where: { row: 12 } }]);
    expect(issues[0]?.message).toContain('UTM');
  });
});

describe('a file that cannot be read', () => {
  const refusal = async (content: string | Uint8Array, limits = {}) => {
    const error: unknown = await readInp(content, { limits }).then(
      () => null,
      (failure: unknown) => failure,
    );
    expect(error).toBeInstanceOf(ImportError);
    return error as ImportError;
  };

  it('is refused by name: empty, binary, no SWMM file', async () => {
    expect(await refusal('')).toMatchObject({ code: 'empty-file', message: '"test.inp" is empty.' });
    const binary = new Uint8Array(5000).map((_, index) => (index * 7919) % 256);
    expect(await refusal(binary)).toMatchObject({ code: 'binary-file', message: expect.stringContaining('test.inp') });
    expect((await refusal('{"type":"FeatureCollection"}')).code).toBe('unknown-format');
    expect((await refusal('name;x;y\n1;2;3\n')).code).toBe('unknown-format');
  });

  it('is refused at its first line when that never ends, however large the file', async () => {
    const error = await refusal(new Uint8Array(300 * 1024 * 1024).fill(65));
    expect(error).toMatchObject({ code: 'line-too-long', message: expect.stringContaining('Line 1 of "test.inp"') });
  });

  it('names the line that is too long', async () => {
    const error = await refusal(`${SMALL_INP}${'9'.repeat(70_000)}`);
    expect(error.message).toContain(`Line ${SMALL_INP.split('\n').length} `);
  });

  it('is refused above the caps on bytes and rows', async () => {
    expect((await refusal(SMALL_INP, { maxFileBytes: 100 })).code).toBe('file-too-large');
    expect((await refusal(SMALL_INP.repeat(2000), { maxRows: 10_000 })).code).toBe('too-many-rows');
  });
});
