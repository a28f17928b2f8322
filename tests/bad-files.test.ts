import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportReport } from '../core/src/protocol/import-answers.ts';
import { builtInProfile } from '../data-import/src/built-in-profiles.ts';
import { checkFile } from '../data-import/src/check-file.ts';
import { ImportError } from '../data-import/src/import-error.ts';
import { archiveCases } from './bad-files/archive-cases.ts';
import type { BadFile, Verdict } from './bad-files/bad-file.ts';
import { geojsonCases } from './bad-files/geojson-cases.ts';
import { geopackageCases } from './bad-files/geopackage-cases.ts';
import { shapefileCases } from './bad-files/shapefile-cases.ts';
import { modelCases, surveyCases } from './bad-files/text-cases.ts';
import { temporaryHome } from './support/undercroft.ts';

/** Processes at work at once: most of their time goes into starting. */
const AT_ONCE = 3;
/** No file of these may keep its process longer. */
const CAPS = { baseSeconds: 10, secondsPerMb: 0, memoryBytes: 512 * 1024 ** 2 };

let connections = 0;
const server = createServer((socket) => {
  connections += 1;
  socket.destroy();
});
const url = `http://127.0.0.1:${await listening(server)}/`;

const CASES: readonly BadFile[] = [
  ...archiveCases(),
  ...shapefileCases(),
  ...geopackageCases(),
  ...geojsonCases(url),
  ...surveyCases(url),
  ...modelCases(url),
];

/** What came of a file. */
type Outcome = { readonly report: ImportReport } | { readonly refusal: ImportError };

describe('bad files, each read by the real reading process', () => {
  const home = temporaryHome();
  const sources = join(home.path, 'sources');
  const temporary = join(home.path, 'tmp');
  const own = process.env.TMPDIR;
  const outcomes = new Map<string, Outcome>();
  const written = new Map<string, string | Uint8Array>();

  beforeAll(async () => {
    mkdirSync(sources);
    mkdirSync(temporary);
    // Folders of reading processes are made here and nowhere else.
    process.env.TMPDIR = temporary;
    const profile = await builtInProfile('cjj61-2017');
    const left = [...CASES];
    const work = async () => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        const folder = mkdtempSync(join(sources, 'case-'));
        const paths = next.files.map(({ name, bytes }) => {
          const path = join(folder, name);
          writeFileSync(path, bytes);
          written.set(path, bytes);
          return path;
        });
        const options = {
          profile: next.profile === 'cjj61-2017' ? profile : next.profile,
          georeference: next.georeference,
          caps: CAPS,
        };
        outcomes.set(next.name, await outcomeOf(() => checkFile(paths, options)));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  });

  afterAll(() => {
    if (own === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = own;
    server.close();
    home.remove();
  });

  it('are at least a hundred, each under a name of its own', () => {
    expect(CASES.length).toBeGreaterThanOrEqual(100);
    expect(new Set(CASES.map(({ name }) => name)).size).toBe(CASES.length);
  });

  it.each(CASES)('$name', ({ name, files, verdict }) => {
    const outcome = outcomes.get(name);
    if (outcome === undefined) throw new Error(`"${name}" was not read.`);
    if ('refusal' in outcome)
      judgeRefusal(
        outcome.refusal,
        verdict,
        files.map((file) => file.name),
      );
    else judgeReport(outcome.report, verdict);
  });

  it('made no connection to the server that they name', () => {
    expect(connections).toBe(0);
  });

  it('left nothing behind: no folder of a process, nothing beside the files, and the files as they were', () => {
    expect(readdirSync(temporary)).toEqual([]);
    expect(readdirSync(home.path).sort()).toEqual(['sources', 'tmp']);
    const found = readdirSync(sources, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = found.map(({ parentPath, name }) => join(parentPath, name));
    expect(new Set(paths)).toEqual(new Set(written.keys()));
    for (const [path, bytes] of written) expect(readFileSync(path).equals(Buffer.from(bytes)), path).toBe(true);
  });
});

async function outcomeOf(read: () => Promise<ImportReport>): Promise<Outcome> {
  try {
    return { report: await read() };
  } catch (error) {
    if (error instanceof ImportError) return { refusal: error };
    throw error;
  }
}

function judgeRefusal(refusal: ImportError, verdict: Verdict, names: readonly string[]): void {
  const { code, message } = refusal;
  expect({ refused: code }, message).toEqual({
    refused: 'refused' in verdict ? verdict.refused : 'a report was wanted',
  });
  if (verdict.says !== undefined) expect(message).toMatch(verdict.says);
  // A system that nobody knows is refused before any file is opened.
  if (code !== 'unknown-crs')
    expect(
      names.some((name) => message.includes(name)),
      message,
    ).toBe(true);
  expect(message).not.toMatch(/\n\s+at /);
}

function judgeReport(report: ImportReport, verdict: Verdict): void {
  const said = report.issues.map(({ code, message }) => `${code}: ${message.slice(0, 200)}`).join('\n');
  if ('refused' in verdict) {
    expect.unreachable(`A refusal (${verdict.refused}) was wanted; this came:\n${said}`);
    return;
  }
  const { accepted, codes, says, row, field, features, unknown } = verdict;
  expect(report.accepted, said).toBe(accepted);
  expect(Object.keys(report.issueCounts), said).toEqual(expect.arrayContaining([...codes]));
  if (codes.length === 0) expect(report.issues.filter(({ severity }) => severity !== 'info')).toEqual([]);
  const first = report.issues.find(({ code }) => code === codes[0]);
  if (says !== undefined) expect(first?.message).toMatch(says);
  if (row !== undefined) expect(first?.where.row).toBe(row);
  if (field !== undefined) expect(first?.where.field).toBe(field);
  if (features !== undefined) expect(report.features).toMatchObject(features);
  if (unknown !== undefined) expect(report.unknown).toMatchObject(unknown);
}

async function listening(on: Server): Promise<number> {
  await new Promise<void>((resolve) => {
    on.listen(0, '127.0.0.1', resolve);
  });
  const address = on.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
