import type { Issue } from '@undercroft/core/model/issue';
import { ImportError } from '../../import-error.ts';
import type { ByteSource } from '../../readers/byte-source.ts';
import { READ_LIMITS_DEFAULTS } from '../../readers/reader.ts';
import { decodeText } from '../../text/decode.ts';
import { encodingOfMark } from '../../text/text-encodings.ts';
import { rowBatches } from '../row-batches.ts';
import type { RawRow, TableFile, TableFormat, TableInfo, TableOptions } from '../table-format.ts';
import { tableIssue } from '../table-issue.ts';
import { stemOf, uniqueNames } from '../unique-names.ts';
import { namesInHead } from '../zip/names-in-head.ts';
import { looksLikeZip } from '../zip/open-zip.ts';
import { type UnpackedFiles, unpackArchives } from '../zip/unpack-archives.ts';
import { declaredCrs } from './declared-crs.ts';
import { featureParts, type GeoJsonLayout, layoutOf } from './feature-parts.ts';
import { rowMaker } from './row-maker.ts';
import { type FeatureSurvey, surveyFeatures } from './survey-features.ts';
import { utf8Source } from './utf8-source.ts';

const NAMES = /\.(geojson|ndjson|geojsonl|geojsons|ndgeojson|geojsonseq)$/i;

/**
 * GeoJSON (RFC 7946, and its forerunner of 2008 with `crs`): a collection, a feature, a geometry, a feature a line, a text
 * sequence (RFC 8142). Files of any size: memory is bounded by the longest feature, 64 MB at most.
 */
export const GEOJSON_FORMAT: TableFormat = {
  format: 'geojson',
  title: 'GeoJSON',
  version: '1',
  sniff(head, name) {
    if (looksLikeZip(head)) return namesInHead(head).some((entry) => NAMES.test(entry)) ? 0.85 : 0;
    const encoding = encodingOfMark(head) ?? 'utf-8';
    const text = decodeText(head, encoding).replaceAll('\u001e', ' ').trimStart();
    if (!text.startsWith('{')) return 0;
    const named = NAMES.test(name);
    // CityJSON has a "type" too, and another reader.
    if (/"type"\s*:\s*"CityJSON/.test(text)) return 0;
    if (/"type"\s*:\s*"(?:FeatureCollection|Feature)"/.test(text)) return named ? 0.95 : 0.9;
    return named ? 0.6 : 0;
  },
  async open(files, options) {
    const unpacked = await unpackArchives(files, NAMES);
    try {
      if (unpacked.files.length === 0) throw nothingThere(files);
      const names = uniqueNames(unpacked.files.map(({ name }) => stemOf(name)));
      const tables: GeoJsonTable[] = [];
      for (const [i, file] of unpacked.files.entries()) {
        const { source, encodings, issues } = await utf8Source(file, options.encoding, options.signal);
        const layout = await layoutOf(source, options.signal);
        const survey = await surveyFeatures(source, layout, options.signal);
        const { columns, geometry, crs, rowCount } = survey;
        const name = names[i] ?? file.name;
        const info = { name, file: file.name, columns, geometry, crs, rowCount, encodings };
        tables.push({ source, layout, survey, info, issues: [...issues, ...survey.issues] });
      }
      return tableFile(tables, unpacked, options);
    } catch (failure) {
      await unpacked.close();
      throw failure;
    }
  },
};

interface GeoJsonTable {
  readonly source: ByteSource;
  readonly layout: GeoJsonLayout;
  readonly survey: FeatureSurvey;
  readonly info: TableInfo;
  readonly issues: readonly Issue[];
}

function tableFile(tables: readonly GeoJsonTable[], unpacked: UnpackedFiles, options: TableOptions): TableFile {
  return {
    tables: tables.map(({ info }) => info),
    issues: [...unpacked.issues, ...tables.flatMap(({ info, issues }) => issues.map((found) => placed(found, info)))],
    rows(info, signal) {
      const table = tables.find((candidate) => candidate.info.name === info.name);
      if (table === undefined) throw new RangeError(`There is no table "${info.name}".`);
      return rowsOf(table, options.limits.maxRows ?? READ_LIMITS_DEFAULTS.maxRows, signal);
    },
    close: () => unpacked.close(),
  };
}

async function* rowsOf(table: GeoJsonTable, maxRows: number, signal?: AbortSignal): AsyncGenerator<readonly RawRow[]> {
  const { source, layout, survey, info } = table;
  const maker = rowMaker(survey.layout, info.name);
  const batches = rowBatches();
  const closing: Issue[] = [];
  for await (const part of featureParts(source, layout, maker, signal)) {
    if (part.kind === 'features' || part.kind === 'rows') {
      const rows = part.kind === 'rows' ? part.rows : maker.rows(part);
      if (maker.count > maxRows) {
        throw new ImportError('too-many-rows', `"${info.file}" holds more than ${maxRows} features.`);
      }
      for (const row of rows) {
        const full = batches.add(row, part.bytes / rows.length);
        if (full !== null) yield full;
      }
    } else if (part.kind === 'member') {
      if (part.name === 'crs') closing.push(...crsIssues(part.value, info));
    } else {
      const message =
        `"${info.file}" breaks off at byte ${part.atByte}: ${part.why}. ` +
        `The last whole feature is number ${maker.count}; what follows is not read.`;
      closing.push(tableIssue(info.name, 'truncated-file', maker.count, null, message));
    }
  }
  yield* batches.rest([...closing, ...maker.closing()], info.columns.length);
}

function crsIssues(member: unknown, info: TableInfo): readonly Issue[] {
  const found = declaredCrs(member);
  if (found.text === info.crs?.text) return [];
  const message = `The file names its coordinate system "${found.text}" where it was not looked for; it was read as "${info.crs?.text}".`;
  return [tableIssue(info.name, 'crs-found-late', null, 'crs', message)];
}

function nothingThere(files: readonly ByteSource[]): ImportError {
  const list = files.map(({ name }) => `"${name}"`).join(', ');
  return new ImportError('unsupported-content', `There is no GeoJSON file in ${list}.`);
}

function placed(found: Issue, info: TableInfo): Issue {
  return { ...found, where: { ...found.where, table: info.name } };
}
