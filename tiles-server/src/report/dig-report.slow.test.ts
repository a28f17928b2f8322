import { createHash } from 'node:crypto';
import { excavationRequestSchema } from '@undercroft/core/protocol/analysis/excavation';
import { routePath } from '@undercroft/core/protocol/routes';
import { sayOnReport } from '@undercroft/core/report/dig-report-words';
import { DIG_VERDICT_WORDS, REPORT_LANGUAGES } from '@undercroft/core/report/dig-words';
import { NATIONAL_RULES } from '@undercroft/core/rules/national-rules';
import { openStore } from '@undercroft/store/open-store';
import { describe, expect, it } from 'vitest';
import { gasMain, polygonOf, STREET, STREET_COVERS, STREET_PIT } from '../../../tests/support/gas-street.ts';
import {
  MIXED,
  printedStreet,
  STREET_REQUEST,
  streetLink,
  streetManhole,
} from '../../../tests/support/printed-street.ts';
import { temporaryHome } from '../../../tests/support/undercroft.ts';
import { publishLayer } from '../testing/publish-layer.ts';
import { jsonOf, servedApp } from '../testing/served-app.ts';
import { HAS_POPPLER, readPdf, squeezed } from './testing/read-pdf.ts';

describe.skipIf(!HAS_POPPLER)('the printed check (needs poppler-utils)', () => {
  it.each(REPORT_LANGUAGES)('holds every fact of every finding, and what all rests on (%s)', async (language) => {
    const { checked, pdf, checksum } = await printedStreet(MIXED, { language, note: 'Permit 7' });
    const { text, pages } = await readPdf(pdf);
    expect(pages).toBe(1);
    const { answer } = checked;
    expect(new Set(answer.findings.map(({ verdict }) => verdict))).toEqual(
      new Set(['hit', 'inProtectionZone', 'inControlZone', 'unknown', 'clear']),
    );
    expect(answer.findings).toHaveLength(6);
    const wanted = answer.findings.flatMap(({ sourceId, verdict, rule, owner, surveyedOn }) => [
      sourceId,
      DIG_VERDICT_WORDS[verdict][language],
      rule?.clause ?? sayOnReport(language, 'noRule'),
      owner ?? sayOnReport(language, 'ownerUnknown'),
      surveyedOn ?? sayOnReport(language, 'dateUnknown'),
    ]);
    const { id, version } = answer.ruleSet;
    wanted.push(
      sayOnReport(language, 'dataDate', { date: '2026-11-19' }),
      sayOnReport(language, 'rules', { id, version }),
      sayOnReport(language, 'checksum', { sum: checksum }),
      sayOnReport(language, 'note', { note: 'Permit 7' }),
      sayOnReport(language, 'synthetic'),
      'Undercroft 0.0.0',
    );
    for (const each of wanted) expect(text).toContain(squeezed(each));
    for (const distance of ['2.41', '0.30', '4.90']) expect(text).toContain(distance);
    // Mains 0.3 m off with a deviation of 0.02 m: no strike, and still no nought.
    expect(text).toContain('<1%');
    expect(text).not.toMatch(/(?<!\d)0%/);
  });

  it('prints the corners of the floor in the coordinates that people use', async () => {
    const { text } = await readPdf((await printedStreet(MIXED)).pdf);
    const corners = [...text.matchAll(/(\d)(\d{6}\.\d{2}),(\d{7}\.\d{2})/g)].map(([, , east, north]) => [
      Number(east),
      Number(north),
    ]);
    expect(corners).toHaveLength(4);
    // 20 m and 10 m; the map's plane, 0.4 degrees off its meridian, turns and stretches them by less than a centimetre.
    const sides = corners.map(([x = 0, y = 0], i) => {
      const [nextX = 0, nextY = 0] = corners[(i + 1) % 4] ?? [];
      return Math.hypot(nextX - x, nextY - y);
    });
    for (const [i, side] of sides.entries()) expect(Math.abs(side - (i % 2 === 0 ? 20 : 10))).toBeLessThan(0.02);
  });

  it('attaches the question and the answer, whose SHA-256 it prints', async () => {
    const { checked, pdf } = await printedStreet(MIXED);
    const { text, attached } = await readPdf(pdf);
    expect([...attached.keys()]).toEqual(['check.json']);
    const bytes = attached.get('check.json') ?? new Uint8Array();
    expect(text).toContain(createHash('sha256').update(bytes).digest('hex'));
    expect(JSON.parse(new TextDecoder().decode(bytes))).toEqual(
      JSON.parse(JSON.stringify({ request: STREET_REQUEST, answer: checked.answer })),
    );
  });

  it.each(REPORT_LANGUAGES)('goes on over as many pages as 60 findings need (%s)', async (language) => {
    const links = Array.from({ length: 60 }, (_, i) => streetLink(`RQ${String(i).padStart(5, '0')}`, 0.05 * i));
    const { checked, pdf } = await printedStreet({ links }, { language });
    expect(checked.answer.findings).toHaveLength(60);
    const { text, pages } = await readPdf(pdf);
    expect(pages).toBeGreaterThan(1);
    for (const { facts } of links) expect(text.split(facts.sourceId)).toHaveLength(2);
    expect(text).toContain(squeezed(sayOnReport(language, 'page', { page: pages, pages })));
    // What it rests on stands on every page.
    expect(text.split(squeezed(sayOnReport(language, 'warning')))).toHaveLength(pages + 1);
  });

  it.each(REPORT_LANGUAGES)('says so where nothing was found, and what lies nowhere (%s)', async (language) => {
    const none = squeezed(sayOnReport(language, 'none'));
    const empty = await readPdf((await printedStreet({}, { language })).pdf);
    expect(empty.text).toContain(none);
    expect(empty.text).not.toContain(squeezed(sayOnReport(language, 'unplaced', { count: 0 })));
    const unplaced = await readPdf((await printedStreet({ unplacedCount: 3 }, { language })).pdf);
    expect(unplaced.text).toContain(none);
    expect(unplaced.text).toContain(squeezed(sayOnReport(language, 'unplaced', { count: 3 })));
    expect((await readPdf((await printedStreet(MIXED, { language })).pdf)).text).not.toContain(none);
  });

  it('prints foreign text as text', async () => {
    const foreign = [
      '<b>bold</b>',
      '&lt;script&gt;',
      '(Tj) ET \\) >> endobj',
      '%PDF-1.7 /JS (app.alert)',
      '\u0000\u0007\u001b[31mred\r\n\ttab',
      'שלום עולם',
      'شركة الغاز',
      '🚧 emoji 👷🏽‍♀️',
      '\ud800 half a pair',
      '\u202Eoverride',
      'x'.repeat(3000),
      '很长的单位名称'.repeat(200),
      '{title} {verdict}',
      '$& $1',
    ];
    const links = foreign.map((owner, i) =>
      streetLink(`${owner.slice(0, 40)}-${i}`, 0.2 + 0.1 * i, { owner, material: owner.slice(0, 60) }),
    );
    const { checked, pdf } = await printedStreet(
      { links },
      { language: 'en', note: '<img src=x> \u0000 \ud800 🚧 {note}' },
    );
    expect(checked.answer.findings).toHaveLength(foreign.length);
    const { text, attached } = await readPdf(pdf);
    for (const each of [
      '<b>bold</b>',
      '&lt;script&gt;',
      '(Tj)ET',
      '/JS(app.alert)',
      'tab',
      '{title}',
      '$&$1',
      '<imgsrc=x>',
    ]) {
      expect(text).toContain(squeezed(each));
    }
    expect(text.match(/xxxxx…/g)).not.toBeNull();
    const source = new TextDecoder('latin1').decode(pdf);
    expect(source).not.toMatch(/\/(JavaScript|JS|OpenAction|Launch|URI)\b/);
    // What a font cannot show stands in the record to the letter.
    const record: unknown = JSON.parse(new TextDecoder().decode(attached.get('check.json')));
    expect(record).toEqual(JSON.parse(JSON.stringify({ request: STREET_REQUEST, answer: checked.answer })));
  });

  it('prints what is unknown as unknown, never as nought', async () => {
    const only = MIXED.links?.filter(({ facts }) => facts.sourceId === 'DL-UNKNOWN') ?? [];
    const { checked, pdf } = await printedStreet({ links: only }, { language: 'en' });
    const [finding] = checked.answer.findings;
    expect(finding).toMatchObject({
      verdict: 'unknown',
      horizontalM: null,
      coverDepthM: null,
      strikeProbability: null,
    });
    const { text } = await readPdf(pdf);
    const table = text.slice(text.indexOf(squeezed(sayOnReport('en', 'surveyed'))));
    expect(table).toContain('Unknown');
    expect(table.match(/unknown/g)?.length).toBeGreaterThanOrEqual(4);
    expect(table).not.toContain('0.00');
    expect(table).not.toMatch(/\bnull\b|NaN|undefined/);
  });

  it('tells the size of a shaft by a sign that the font has', async () => {
    const nodes = [{ ...streetManhole('YS1', 10, 5), shaftDiameterMm: 1000 }];
    const { text } = await readPdf((await printedStreet({ nodes }, { language: 'en' })).pdf);
    // 1.00 m inside and 0.10 m of wall on either hand.
    expect(text).toContain('shaftØ1.20m');
  });

  it('names the officer of a signed row, and marks one that does not bind', async () => {
    const signed = { verifiedBy: '王建国', verifiedAt: '2026-10-03' };
    const zones = NATIONAL_RULES.zones.map((row) => (row.id === 'zone.power.buried' ? { ...row, ...signed } : row));
    const links = [streetLink('DL1', 0.5, { utility: 'power', pressure: null, embedding: 'directBuried' })];
    const open = await readPdf((await printedStreet({ links })).pdf);
    expect(open.text).toContain(squeezed(sayOnReport('zh', 'notBinding')));
    const rules = { ...NATIONAL_RULES, version: '2026.2', zones };
    const bound = await readPdf((await printedStreet({ links, rules })).pdf);
    expect(bound.text).toContain(squeezed(sayOnReport('zh', 'verified', { name: '王建国', day: '2026-10-03' })));
    expect(bound.text).not.toContain(squeezed(sayOnReport('zh', 'notBinding')));
    expect(bound.text).toContain('2026.2');
  });

  it('says how many corners it leaves to the record', async () => {
    const ring = Array.from({ length: 12 }, (_, i) => {
      const turn = (Math.PI * i) / 6;
      return [10 + 8 * Math.cos(turn), 5 + 8 * Math.sin(turn)];
    }).flat();
    const request = excavationRequestSchema.parse({
      area: polygonOf(ring),
      depthM: 2,
      batter: 0.5,
      marginM: 0.3,
      supportDepthM: 4,
    });
    const { text } = await readPdf((await printedStreet({ ...MIXED, request }, { language: 'en' })).pdf);
    expect(text).toContain(squeezed(sayOnReport('en', 'moreCorners', { count: 4 })));
    expect(text).toContain('1:0.50');
  });
});

describe.skipIf(!HAS_POPPLER)('the check that the server prints (needs poppler-utils)', () => {
  it('is the answer that it gives to the same question, in the attachment to the last digit', async () => {
    const home = temporaryHome();
    const store = await openStore({ home: home.path });
    const app = await servedApp([STREET], store, { today: () => new Date(Date.UTC(2026, 10, 20)) });
    try {
      await publishLayer(store, 'street', 'covers', (session) => session.write(STREET_COVERS));
      const mains = [0.3, 0.6, 2.41].map((besideM, i) => gasMain(`g${i}`, besideM));
      await publishLayer(store, 'street', 'gas', (session) => session.write(mains));
      const question = { ...STREET_PIT, batter: 0.33, marginM: 0.2, supportDepthM: 3.5 };
      const answer = jsonOf(await app.post(routePath('excavation', { scene: 'street' }), question));
      expect(answer).toMatchObject({ findings: { length: 3 } });
      const print = async () =>
        await app.post(routePath('excavationReport', { scene: 'street' }), { ...question, language: 'en', note: 'A' });
      const printed = await print();
      expect(printed.status).toBe(200);
      const { text, attached, pages } = await readPdf(printed.bytes);
      const record = attached.get('check.json') ?? new Uint8Array();
      const request = excavationRequestSchema.parse(question);
      expect(JSON.parse(new TextDecoder().decode(record))).toEqual({ request, answer });
      expect(text).toContain(createHash('sha256').update(record).digest('hex'));
      expect(pages).toBe(1);
      expect(Buffer.from((await print()).bytes).equals(Buffer.from(printed.bytes))).toBe(true);
    } finally {
      await app.close();
      await store.close();
      home.remove();
    }
  });
});
