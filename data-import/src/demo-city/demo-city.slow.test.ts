import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SURVEY_FILES, type SurveyFile, surveyFileOf } from '@undercroft/core/demo-city/survey/survey-files';
import type { SurveyTruth } from '@undercroft/core/demo-city/survey/truth';
import type { Issue } from '@undercroft/core/model/issue';
import type { ReadingJob } from '@undercroft/core/protocol/reading';
import { sceneSchema } from '@undercroft/core/protocol/scene';
import { afterAll, describe, expect, it } from 'vitest';
import { runJob } from '../child/run-job.ts';
import { openLayerInput } from '../open-layer-input.ts';
import { compareTruth } from './compare-truth.ts';
import { SURVEY_FILE_NAMES, TRUTH_FILE } from './survey-file-names.ts';
import { type DemoCityCounts, writeDemoCity } from './write-demo-city.ts';

const SCENE = new URL('../../../scenes/demo/', import.meta.url);
const TIMEOUT_MS = 300_000;
const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function written(seed: number): {
  readonly folder: string;
  readonly counts: DemoCityCounts;
  readonly truth: SurveyTruth;
} {
  const folder = mkdtempSync(join(tmpdir(), 'undercroft-demo-'));
  folders.push(folder);
  const counts = writeDemoCity({ seed, segments: null, folder }, () => undefined);
  return { folder, counts, truth: JSON.parse(readFileSync(join(folder, TRUTH_FILE), 'utf8')) };
}

function digests(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder).sort();
  const digest = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex');
  return Object.fromEntries(names.map((name) => [name, digest(name)]));
}

/** Reads one file of the survey as the demo scene names it. */
async function readAsScene(
  folder: string,
  file: SurveyFile,
): Promise<{ issues: Issue[]; features: Record<string, number> }> {
  const scene = sceneSchema.parse(JSON.parse(readFileSync(new URL('scene.json', SCENE), 'utf8')));
  const source = scene.sources.find((each) => each.kind === 'file' && each.path === SURVEY_FILE_NAMES[file][0]);
  if (source === undefined) throw new RangeError(`The demo scene names no source for ${file}.`);
  const input = await openLayerInput(source, {
    dataFolder: folder,
    generated: { folder, fingerprint: 'test' },
    near: scene.frame.origin,
  });
  if (input.kind !== 'files') throw new RangeError(`A source of files was wanted for ${file}; ${input.kind} came.`);
  const job: ReadingJob = { kind: 'read', source: input.spec, sha256: null, rows: false, previewFeatures: 0 };
  const issues: Issue[] = [];
  let features: Record<string, number> = {};
  await runJob(
    job,
    {
      event(event) {
        if (event.event === 'issues') issues.push(...event.issues);
        if (event.event === 'report') features = event.report.features;
      },
      rows() {},
    },
    async () => ({ layerId: 1, importId: 1 }),
  );
  return { issues, features };
}

describe('the files of the made-up city', { timeout: TIMEOUT_MS }, () => {
  it('have the same bytes for the same seed, and others for another', () => {
    const first = digests(written(1).folder);
    expect(digests(written(1).folder)).toEqual(first);
    const other = digests(written(2).folder);
    for (const name of Object.keys(first)) expect(other[name], name).not.toBe(first[name]);
  });

  it.each([1, 2, 3, 4, 5])('of seed %i are found wrong where they were made wrong, and nowhere else', async (seed) => {
    const { folder, truth } = written(seed);
    let found = 0;
    for (const file of SURVEY_FILES) {
      const { issues } = await readAsScene(folder, file);
      const mistakes = truth.mistakes.filter(({ utility }) => surveyFileOf(utility) === file);
      const compared = compareTruth(mistakes, issues);
      expect(compared.missed, `missed in ${file}`).toEqual([]);
      expect(
        compared.strange.map(({ code, message }) => `${code}: ${message}`),
        `strange in ${file}`,
      ).toEqual([]);
      found += compared.found;
    }
    expect(found).toBe(truth.mistakes.length);
    expect(found).toBeGreaterThan(100);
    const kinds = new Set(truth.violations.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['building', 'collision', 'cover', 'horizontal', 'vertical']);
  });

  it('hold every conduit and point of the network', async () => {
    const { folder, counts, truth } = written(1);
    let conduits = 0;
    for (const file of SURVEY_FILES) conduits += (await readAsScene(folder, file)).features.conduit ?? 0;
    const count = (code: string) => truth.mistakes.filter((mistake) => mistake.code === code).length;
    // A line entered twice and one to itself are read; where one stands for two, or was left out, one is missing.
    const more = count('duplicate-line') + count('line-to-itself') + count('line-too-short');
    const fewer = count('line-too-long') + count('separate-component');
    expect(conduits).toBe(counts.conduits + more - fewer);
  });
});
