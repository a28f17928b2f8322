import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plantMistakes } from '@undercroft/core/demo-city/survey/plant-mistakes';
import { surveyFileOf } from '@undercroft/core/demo-city/survey/survey-files';
import { SURVEY_DATE, surveyRows } from '@undercroft/core/demo-city/survey/survey-rows';
import { FLAT_SITE, oneStreet } from '@undercroft/core/demo-city/survey/testing/one-street';
import { whatIsKnown } from '@undercroft/core/demo-city/survey/what-is-known';
import { afterAll, describe, expect, it } from 'vitest';
import { checkFile } from '../check-file.ts';
import { checkLaid, checkRows } from './check-laid.ts';
import { compareTruth } from './compare-truth.ts';
import { SURVEY_FILE_NAMES } from './survey-file-names.ts';
import { rowsByFile, surveyFilesWriter } from './write-survey.ts';

const SEEDS = [1, 2, 3, 4, 5];
const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function planted(seed: number) {
  const network = oneStreet();
  return plantMistakes(network, FLAT_SITE, surveyRows(network, FLAT_SITE, whatIsKnown(seed)), seed);
}

function writtenFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'undercroft-survey-'));
  folders.push(folder);
  const writer = surveyFilesWriter(folder);
  writer.add(planted(1).rows);
  writer.close();
  return folder;
}

describe('a survey of one street', () => {
  it('draws no issue, and reads back to the levels that were laid, to the millimetre', async () => {
    const network = oneStreet();
    const { issues, survey } = await checkLaid(network, FLAT_SITE);
    expect(issues).toEqual([]);
    expect(survey.links.size).toBe(network.conduits.length);
    for (const { id, reference, fromLevelM, make } of network.conduits) {
      const link = survey.links.get(id);
      const wallM = make.wallMm / 1000;
      const topM = reference === 'outerTop' ? fromLevelM : fromLevelM + make.heightMm / 1000 + wallM;
      expect(link?.depthReference, id).toBe(reference);
      expect(link?.from.outerTopM, id).toBeCloseTo(topM, 6);
    }
  });

  it('reads back how each line lies, its pressure, its voltage and the day of its survey', async () => {
    const network = oneStreet();
    const { survey } = await checkLaid(network, FLAT_SITE);
    for (const { id, embedding, pressureMpa, voltageKv } of network.conduits) {
      const pressure = pressureMpa === null ? null : { leastMpa: pressureMpa, mostMpa: pressureMpa };
      expect(survey.links.get(id), id).toMatchObject({ embedding, pressure, voltageKv, surveyedOn: SURVEY_DATE });
    }
    const roles = new Map(network.nodes.map(({ id, utility }) => [`${utility} ${survey.nodes.get(id)?.role}`, id]));
    // Mains go on beyond the street; a house's own regulator feeds no network, and its drain enters it too.
    expect([...roles.keys()].filter((role) => !role.endsWith('null')).toSorted()).toEqual([
      'gas source',
      'heat customer',
      'heat source',
      'power source',
      'sewage customer',
      'water customer',
      'water source',
    ]);
  });

  it('draws none for what is merely not known, but that some crossings cannot be judged', async () => {
    const network = oneStreet();
    for (const seed of SEEDS) {
      const { issues } = await checkRows(surveyRows(network, FLAT_SITE, whatIsKnown(seed)));
      expect(issues.map(({ code }) => code).filter((code) => code !== 'crossings-not-judged')).toEqual([]);
    }
  });

  it.each(SEEDS)('is found wrong where it was made wrong, and nowhere else (seed %i)', async (seed) => {
    const { rows, mistakes } = planted(seed);
    const { issues } = await checkRows(rows);
    const { found, missed, strange } = compareTruth(mistakes, issues);
    expect(missed).toEqual([]);
    expect(strange).toEqual([]);
    expect(found).toBe(mistakes.length);
    expect(found).toBeGreaterThan(50);
  });

  it('is written to the same bytes each time', () => {
    const digest = (folder: string) =>
      readdirSync(folder)
        .sort()
        .map((name) => [
          name,
          createHash('sha256')
            .update(readFileSync(join(folder, name)))
            .digest('hex'),
        ]);
    expect(digest(writtenFolder())).toEqual(digest(writtenFolder()));
  });

  it('puts gas, heat and telecom into files of their own and everything else into the tables', () => {
    const { tables, gas, heat, telecom } = rowsByFile(surveyRows(oneStreet(), FLAT_SITE));
    expect(new Set(tables.lines.map((row) => row.管线类别))).toEqual(new Set(['电力', '给水', '雨水', '污水']));
    expect([gas, heat, telecom].map(({ lines }) => new Set(lines.map((row) => row.管线类别)))).toEqual([
      new Set(['燃气']),
      new Set(['热力']),
      new Set(['通信']),
    ]);
  });

  it('is told by the importer from the shapefile alone: GBK without a .cpg, its system by its .prj', async () => {
    const report = await checkFile([join(writtenFolder(), SURVEY_FILE_NAMES.gas[0] ?? '')], {
      proposalConfirmed: true,
    });
    expect(report).toMatchObject({ format: 'shapefile', crs: 'EPSG:4549' });
    const lines = planted(1).rows.lines.filter((row) => row.管线类别 === '燃气').length;
    expect(surveyFileOf('gas')).toBe('gas');
    expect(report.features.conduit).toBe(lines);
  });
});
