import { tidy } from '@undercroft/core/model/end-levels';
import { type NetworkNode, type NodeKind, VALVE_STATES, type ValveState } from '@undercroft/core/model/network-node';
import { ACCURACY_NOT_STATED } from '@undercroft/core/model/quality-level';
import type { BoundTable } from '../profiles/bound-table.ts';
import { APPURTENANCE_WORDS } from '../profiles/codes/appurtenance-words.ts';
import { readFeatureCode } from '../profiles/codes/feature-code.ts';
import { FEATURE_WORDS } from '../profiles/codes/feature-words.ts';
import { nodeFormOf } from '../profiles/codes/node-forms.ts';
import { nodeRoleOf } from '../profiles/codes/node-roles.ts';
import { SUBCLASSES } from '../profiles/codes/subclasses.ts';
import type { ReadItem } from '../readers/reader.ts';
import type { RawRow } from '../tables/table-format.ts';
import { accuracyOf, dateCell, statusOf, wordOrText, yearCell } from './asset-cells.ts';
import { geometryLevel } from './geometry-level.ts';
import { placeId } from './place-id.ts';
import { rawRecords } from './raw-record.ts';
import { cellOf, numberCell, orNull, textOf, type Word, wordCell } from './row-cells.ts';
import { rowReport } from './row-report.ts';
import { itemOf, type Survey } from './survey-context.ts';
import { utilityCell } from './utility-cell.ts';

const NO_WORD: Word = { text: null, word: null };

/** Reads the rows of one table of points. */
export interface PointReader {
  read(row: RawRow): ReadItem;
  /** Says what is to be said of the table as a whole. */
  close(): void;
}

/** Turns the rows of a table of survey points into nodes, and keeps in columns what lines and checks ask of them. */
export function pointReader(bound: BoundTable, survey: Survey): PointReader {
  const { points, codes, context, reporter, sourceIds, plane } = survey;
  const { placement } = context;
  const network = survey.networkOf(bound);
  const table = survey.tables.push(bound) - 1;
  const report = rowReport('Point', bound.table.name, reporter);
  const measure = (field: string, quantity: Parameters<typeof numberCell>[2]) =>
    numberCell(bound, field, quantity, context, report);
  const word = (field: string, list: Parameters<typeof wordCell>[2]) => wordCell(bound, field, list, codes);

  const idCell = cellOf(bound, 'pointId');
  const mapId = cellOf(bound, 'mapPointId');
  const x = measure('x', 'coordinate');
  const y = measure('y', 'coordinate');
  const ground = measure('groundLevel', 'level');
  const shaftDepth = measure('shaftDepth', 'depth');
  const depth = measure('depth', 'depth');
  const shaftDiameter = measure('shaftDiameter', 'lengthMm');
  const feature = word('feature', 'feature');
  const appurtenance = word('appurtenance', 'appurtenance');
  const codeCell = cellOf(bound, 'code');
  const offsetOf = cellOf(bound, 'offsetOf');
  const material = word('material', 'material');
  const owner = cellOf(bound, 'owner');
  const status = word('status', 'status');
  const quality = word('qualityLevel', 'qualityLevel');
  const valveState = word('valveState', 'valveState');
  const surveyedOn = dateCell(bound, 'surveyDate', report);
  const builtYear = yearCell(bound, 'builtYear', survey, report);
  const utility = utilityCell(bound, survey);
  const record = rawRecords(bound.table.columns);
  const offsetM = placement.levelM(0);
  const levelOf = geometryLevel(context);
  let zeroLevels = 0;
  const place = new Float64Array(2);

  /** Numbers the row's point, and turns the reports to it. */
  function numberOf(row: RawRow, px: number, py: number): number {
    const written = idCell === null ? null : textOf(idCell.of(row.values));
    const stated = written === null || network.number === 0 ? written : network.prefix + written;
    const point = sourceIds.forPoint(stated ?? network.prefix + placeId(px, py));
    points.reserve(point);
    const id = points.ids.idOf(point);
    report.turnTo(row.row, stated ?? id);
    if (stated === null) {
      report.say('point-number-missing', idCell?.heading ?? null, 'a point number was wanted; the cell is empty.');
    } else if (id !== stated) {
      const first = points.row[points.ids.find(stated)] ?? 0;
      const what = `its number stands in row ${first} already; it must be unique.`;
      report.say('duplicate-point', idCell?.heading ?? null, what);
    }
    return point;
  }

  function checkNames(row: RawRow, id: string, featureWord: Word, appurtenanceWord: Word): void {
    const mapped = mapId === null ? null : textOf(mapId.of(row.values));
    if (mapped !== null && network.prefix + mapped !== id && idCell !== null) {
      report.say(
        'map-number-differs',
        mapId?.heading ?? null,
        `its number on the map is "${mapped}"; the same as its point number was wanted.`,
      );
    }
    if (feature === null || appurtenance === null) return;
    if (featureWord.text !== null && appurtenanceWord.text !== null) {
      const both = `a feature or an appurtenance was wanted; both came: "${featureWord.text}" and "${appurtenanceWord.text}".`;
      report.say('feature-and-appurtenance', feature.heading, both);
    } else if (featureWord.text === null && appurtenanceWord.text === null) {
      report.say(
        'no-feature-or-appurtenance',
        feature.heading,
        'a feature or an appurtenance was wanted; neither came.',
      );
    }
  }

  function checkCode(row: RawRow, carried: string, featureWord: Word, appurtenanceWord: Word): void {
    const text = codeCell === null ? null : textOf(codeCell.of(row.values));
    const read = text === null ? null : readFeatureCode(text);
    if (read === null || codeCell === null) return;
    const said = SUBCLASSES[read.subclass];
    if (read.element !== 'point') {
      report.say('code-mismatch', codeCell.heading, `code ${text} is that of a ${read.element}; a point's was wanted.`);
    } else if (said !== 'unknown' && carried !== 'unknown' && said !== carried) {
      report.say(
        'code-mismatch',
        codeCell.heading,
        `code ${text} is that of ${said}; the point belongs to ${carried}.`,
      );
    } else if (read.pointKind === 'feature' && featureWord.text === null && appurtenanceWord.text !== null) {
      report.say(
        'code-mismatch',
        codeCell.heading,
        `code ${text} is that of a feature; "${appurtenanceWord.text}" is an appurtenance.`,
      );
    } else if (read.pointKind === 'appurtenance' && appurtenanceWord.text === null && featureWord.text !== null) {
      report.say(
        'code-mismatch',
        codeCell.heading,
        `code ${text} is that of an appurtenance; "${featureWord.text}" is a feature.`,
      );
    }
  }

  /** A geometry at level 0 to the last digit was never measured. */
  function levelOfZ(z: number): number {
    if (z === 0) zeroLevels++;
    return z === 0 ? Number.NaN : levelOf(z);
  }

  /** Bottom of the shaft. A depth of nought is a shaft that nobody measured. */
  function sumpOf(row: RawRow, groundM: number, kind: NodeKind): number {
    const below = shaftDepth === null ? Number.NaN : shaftDepth(row.values);
    if (below === 0 && kind === 'manhole') {
      report.say(
        'zero-depth',
        bound.columns.get('shaftDepth')?.heading ?? null,
        'its shaft has a depth of 0; it is taken as unknown.',
      );
    }
    return below > 0 ? tidy(groundM - below) : Number.NaN;
  }

  function read(row: RawRow): ReadItem {
    const { values, geometry } = row;
    const point = geometry?.kind === 'point' ? geometry : null;
    const px = x === null ? (point?.xy[0] ?? Number.NaN) : x(values);
    const py = y === null ? (point?.xy[1] ?? Number.NaN) : y(values);
    const number = numberOf(row, px, py);
    const id = points.ids.idOf(number);
    const at = Number.isNaN(px) || Number.isNaN(py) ? null : placement.place(px, py);
    let lon = Number.NaN;
    let lat = Number.NaN;
    place[0] = Number.NaN;
    place[1] = Number.NaN;
    if (at === null) {
      report.say(
        'missing-coordinates',
        x === null ? null : (bound.columns.get('x')?.heading ?? null),
        'coordinates were wanted; none came.',
      );
    } else if (typeof at === 'string') {
      report.say('outside-area-of-use', bound.columns.get('x')?.heading ?? null, at);
    } else {
      lon = at[0];
      lat = at[1];
      plane.write(px, py, lon, lat, place);
      report.place(lon, lat);
    }
    const featureWord = feature === null ? NO_WORD : feature.of(values);
    const appurtenanceWord = appurtenance === null ? NO_WORD : appurtenance.of(values);
    const carried = utility(values, id, null);
    checkNames(row, id, featureWord, appurtenanceWord);
    if (codeCell !== null) checkCode(row, carried.utility, featureWord, appurtenanceWord);
    const kind = kindOf(featureWord, appurtenanceWord);
    const groundM = tidy(ground === null ? levelOfZ(point?.z?.[0] ?? Number.NaN) : ground(values) + offsetM);
    const sumpM = sumpOf(row, groundM, kind);
    const shaftMm = shaftDiameter === null ? Number.NaN : shaftDiameter(values);
    points.x[number] = place[0] ?? Number.NaN;
    points.y[number] = place[1] ?? Number.NaN;
    points.lon[number] = lon;
    points.lat[number] = lat;
    points.groundM[number] = groundM;
    points.sumpM[number] = sumpM;
    if (depth !== null) points.depthM[number] = depth(values);
    points.row[number] = row.row;
    points.table[number] = table;
    points.network[number] = network.number;
    points.describe(number, carried.utility, kind);
    points.equip(number, featureWord.word, appurtenanceWord.word, appurtenanceWord.text !== null);
    if (offsetOf !== null && textOf(offsetOf.of(values)) !== null) points.markOffset(number);
    if (Number.isNaN(lon)) return itemOf(survey, null, row.issues);
    const value: NetworkNode = {
      kind,
      form: nodeFormOf(appurtenanceWord.word, carried.utility),
      role: nodeRoleOf(featureWord.word, appurtenanceWord.word, appurtenanceWord.text, carried.utility),
      valveState: valveState === null ? null : valveStateOf(valveState.of(values)),
      sourceId: id,
      utility: carried.utility,
      utilityBasis: carried.utilityBasis,
      position: [lon, lat],
      coverLevelM: orNull(groundM),
      sumpLevelM: orNull(sumpM),
      shaftDiameterMm: shaftMm > 0 ? shaftMm : null,
      material: material === null ? null : wordOrText(material.of(values)),
      owner: owner === null ? null : textOf(owner.of(values)),
      builtYear: builtYear === null ? null : builtYear(values),
      status: status === null ? 'unknown' : statusOf(status.of(values)),
      accuracy: quality === null ? ACCURACY_NOT_STATED : accuracyOf(quality.of(values)),
      surveyedOn: surveyedOn === null ? null : surveyedOn(values),
      raw: record(values),
    };
    return itemOf(survey, { family: 'node', value }, row.issues);
  }

  return {
    read,
    close() {
      if (zeroLevels === 0) return;
      const what = `${zeroLevels} points lie at level 0 to the last digit; their levels are taken as unknown.`;
      reporter.report(
        'zero-levels',
        { table: bound.table.name, row: null, field: null },
        `Table "${bound.table.name}": ${what}`,
      );
    },
  };
}

function kindOf(feature: Word, appurtenance: Word): NodeKind {
  if (appurtenance.text !== null) {
    const known = appurtenance.word;
    return known !== null && isAppurtenance(known) ? APPURTENANCE_WORDS[known].kind : 'appurtenance';
  }
  if (feature.text === null) return 'junction';
  const known = feature.word;
  return known !== null && isFeature(known) ? FEATURE_WORDS[known].kind : 'fitting';
}

function valveStateOf({ word }: Word): ValveState | null {
  return VALVE_STATES.find((state) => state === word) ?? null;
}

function isAppurtenance(word: string): word is keyof typeof APPURTENANCE_WORDS {
  return Object.hasOwn(APPURTENANCE_WORDS, word);
}

function isFeature(word: string): word is keyof typeof FEATURE_WORDS {
  return Object.hasOwn(FEATURE_WORDS, word);
}
