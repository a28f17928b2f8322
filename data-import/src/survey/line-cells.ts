import { EMBEDDINGS, type Embedding } from '@undercroft/core/model/embedding';
import type { Link, PressureRange } from '@undercroft/core/model/link';
import { ACCURACY_NOT_STATED } from '@undercroft/core/model/quality-level';
import { DEPTH_REFERENCES, type DepthReference } from '@undercroft/core/model/section-shape';
import type { BoundTable } from '../profiles/bound-table.ts';
import type { CodeReader, Regime } from '../profiles/codes/code-reader.ts';
import { plainDecimal } from '../profiles/values/read-number.ts';
import type { CellValue } from '../tables/table-format.ts';
import { accuracyOf, dateCell, statusOf, wordOrText, yearCell } from './asset-cells.ts';
import { referenceByRules, regimeOf } from './depth-reference.ts';
import { pressureRange, pressureUnit } from './pressure-range.ts';
import { ratedVoltageKv, voltageUnit } from './rated-voltage.ts';
import { remembered } from './remembered.ts';
import { type Cell, cellOf, type NumberCell, numberCell, textOf, type Word, wordCell } from './row-cells.ts';
import type { RowReport } from './row-report.ts';
import { type LineSection, sectionCell } from './section-cell.ts';
import type { Survey } from './survey-context.ts';
import type { Flow, LineDescription } from './survey-lines.ts';
import { type Carried, utilityCell } from './utility-cell.ts';

type Values = readonly CellValue[];

/** One end of a line as its row states it; NaN is unknown. */
export interface StatedEnd {
  readonly depth: NumberCell | null;
  readonly level: NumberCell | null;
  readonly groundLevel: NumberCell | null;
  readonly x: NumberCell | null;
  readonly y: NumberCell | null;
  readonly id: Cell | null;
  readonly depthHeading: string | null;
  readonly levelHeading: string | null;
}

/** What a line's row says of the line as a whole. */
export interface LineAttributes
  extends LineDescription,
    Pick<Link, 'owner' | 'builtYear' | 'status' | 'accuracy' | 'material' | 'surveyedOn'> {
  readonly carried: Carried;
  readonly embedding: Embedding | null;
  readonly section: LineSection;
  readonly pressure: string | null;
  readonly voltage: string | null;
  readonly pressureRange: PressureRange | null;
  readonly voltageKv: number | null;
  readonly statedLengthM: number;
}

export interface LineCells {
  readonly lineId: Cell | null;
  readonly code: Cell | null;
  readonly from: StatedEnd;
  readonly to: StatedEnd;
  /** The column by which A3 and the depth rules know how a line lies; `null` where there is none. */
  readonly embeddingHeading: string | null;
  readonly materialHeading: string | null;
  readonly pressureHeading: string | null;
  readonly voltageHeading: string | null;
  readonly lengthHeading: string | null;
  readonly sizeHeading: string | null;
  readonly hasFlow: boolean;
  /** What the row carries, by its words alone. */
  carried(values: Values, id: string, fromId: string | null): Carried;
  attributes(values: Values, id: string, fromId: string | null): LineAttributes;
  /** Words beside the material that may name a coating: joint, remark. */
  coating(values: Values): string;
}

const NO_WORD: Word = { text: null, word: null };

/** Finds the columns of a table of lines and how each is read. */
export function lineCells(bound: BoundTable, survey: Survey, report: RowReport): LineCells {
  const { codes, context } = survey;
  const word = (field: string, list: Parameters<typeof wordCell>[2]) => wordCell(bound, field, list, codes);
  const utility = utilityCell(bound, survey);
  const embeddingAt = word('embedding', 'embedding');
  const section = sectionCell(bound, survey, report);
  const referenceAt = word('depthReference', 'depthReference');
  const byRules = referenceByRules(context.profile);
  const materialAt = word('material', 'material');
  const flowAt = word('flowDirection', 'flowDirection');
  const pressureAt = cellOf(bound, 'pressure');
  const voltageAt = cellOf(bound, 'voltage');
  const ownerAt = cellOf(bound, 'owner');
  const statusAt = word('status', 'status');
  const qualityAt = word('qualityLevel', 'qualityLevel');
  const surveyedOn = dateCell(bound, 'surveyDate', report);
  const gasPressure = remembered((text) => pressureRange(text, true, pressureUnit(pressureAt?.heading ?? '')));
  const plainPressure = remembered((text) => pressureRange(text, false, pressureUnit(pressureAt?.heading ?? '')));
  const voltageKv = remembered((text) => ratedVoltageKv(text, voltageUnit(voltageAt?.heading ?? '')));
  const builtYear = yearCell(bound, 'builtYear', survey, report);
  const length = numberCell(bound, 'length', 'lengthM', context, report);
  const jointAt = cellOf(bound, 'joint');
  const remarkAt = cellOf(bound, 'remark');
  const end = (side: 'from' | 'to') => statedEnd(bound, side, survey, report);

  return {
    lineId: cellOf(bound, 'lineId'),
    code: cellOf(bound, 'code'),
    from: end('from'),
    to: end('to'),
    embeddingHeading: embeddingAt?.heading ?? null,
    materialHeading: materialAt?.heading ?? null,
    pressureHeading: pressureAt?.heading ?? null,
    voltageHeading: voltageAt?.heading ?? null,
    lengthHeading: cellOf(bound, 'length')?.heading ?? null,
    sizeHeading: cellOf(bound, 'size')?.heading ?? null,
    hasFlow: flowAt !== null,
    carried: utility,
    attributes(values, id, fromId) {
      const carried = utility(values, id, fromId);
      if (carried.conflict) {
        report.say(
          'utility-conflict',
          bound.columns.get('subclass')?.heading ?? null,
          'its class and subclass contradict each other; the class is believed.',
        );
      }
      const embedding = embeddingAt === null ? null : embeddingOf(embeddingAt.of(values));
      const lineSection = section(values, carried.utility, embedding);
      const pressure = pressureAt === null ? null : textOf(pressureAt.of(values));
      const regime = regimeOf(carried.utility, carried.regime ?? regimeByPressure(pressure, codes));
      const statedReference = referenceAt === null ? null : referenceOf(referenceAt.of(values));
      const query = { utility: carried.utility, regime, embedding, isRound: lineSection.isRound };
      const material = materialAt === null ? NO_WORD : materialAt.of(values);
      const status = statusAt === null ? 'unknown' : statusOf(statusAt.of(values));
      const voltage = voltageAt === null ? null : textOf(voltageAt.of(values));
      const rangeOf = carried.utility === 'gas' ? gasPressure : plainPressure;
      return {
        carried,
        utility: carried.utility,
        isAbandoned: status === 'abandoned',
        isGravity: regime === 'gravity',
        embedding,
        isRiser: embedding === 'riser' || embedding === 'overhead',
        section: lineSection,
        reference: statedReference ?? byRules(query),
        materialWord: material.word,
        material: wordOrText(material),
        flow: flowAt === null ? 'unknown' : flowOf(flowAt.of(values)),
        pressure,
        pressureRange: pressure === null ? null : rangeOf(pressure),
        voltage,
        voltageKv: voltage === null ? null : voltageKv(voltage),
        surveyedOn: surveyedOn === null ? null : surveyedOn(values),
        owner: ownerAt === null ? null : textOf(ownerAt.of(values)),
        status,
        accuracy: qualityAt === null ? ACCURACY_NOT_STATED : accuracyOf(qualityAt.of(values)),
        builtYear: builtYear === null ? null : builtYear(values),
        statedLengthM: length === null ? Number.NaN : length(values),
      };
    },
    coating(values) {
      const joint = jointAt === null ? null : textOf(jointAt.of(values));
      const remark = remarkAt === null ? null : textOf(remarkAt.of(values));
      return `${joint ?? ''} ${remark ?? ''}`;
    },
  };
}

function statedEnd(bound: BoundTable, side: 'from' | 'to', { context }: Survey, report: RowReport): StatedEnd {
  const heading = (field: string): string | null => bound.columns.get(field)?.heading ?? null;
  const number = (field: string, quantity: 'depth' | 'level' | 'coordinate') =>
    numberCell(bound, field, quantity, context, report);
  return {
    depth: number(`${side}Depth`, 'depth'),
    level: number(`${side}Level`, 'level'),
    groundLevel: number(`${side}GroundLevel`, 'level'),
    x: number(`${side}X`, 'coordinate'),
    y: number(`${side}Y`, 'coordinate'),
    id: cellOf(bound, `${side}Id`),
    depthHeading: heading(`${side}Depth`),
    levelHeading: heading(`${side}Level`),
  };
}

/** A pressure above nought is one; a word (压力, 中压A) says the same. What it does not say is no unknown word. */
function regimeByPressure(pressure: string | null, codes: CodeReader): Regime | null {
  if (pressure === null) return null;
  if (plainDecimal(pressure) > 0) return 'pressure';
  if (codes.isUnknownWord('regime', pressure)) return null;
  const word = codes.read('regime', pressure);
  return word === 'gravity' || word === 'pressure' ? word : null;
}

function embeddingOf({ word }: Word): Embedding | null {
  return EMBEDDINGS.find((embedding) => embedding === word) ?? null;
}

function referenceOf({ word }: Word): DepthReference | null {
  return DEPTH_REFERENCES.find((reference) => reference === word) ?? null;
}

function flowOf({ word }: Word): Flow {
  return word === 'forward' || word === 'reverse' || word === 'both' ? word : 'unknown';
}

/** True for a line that may lie above the ground. */
export function liesAboveGround(embedding: string | null): boolean {
  return embedding === 'overhead' || embedding === 'riser' || embedding === 'onGround';
}
