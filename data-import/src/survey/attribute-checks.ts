import { readFeatureCode } from '../profiles/codes/feature-code.ts';
import { SUBCLASSES } from '../profiles/codes/subclasses.ts';
import type { CellValue } from '../tables/table-format.ts';
import { isAllowedMaterial } from './allowed-materials.ts';
import { bandOf, isInBand, pressureMpa } from './gas-pressure.ts';
import type { LineAttributes, LineCells } from './line-cells.ts';
import { textOf } from './row-cells.ts';
import type { RowReport } from './row-report.ts';

const PLASTIC: ReadonlySet<string> = new Set(['polyethylene', 'hdpe', 'pvc', 'polypropylene', 'plastic']);

/** Checks of a line's attributes by themselves: P4, A1, A2 and the embedding of A3. */
export function checkAttributes(
  cells: LineCells,
  attributes: LineAttributes,
  values: readonly CellValue[],
  report: RowReport,
): void {
  const { carried, embedding, materialWord, material } = attributes;
  if (cells.code !== null) checkCode(cells, attributes, values, report);
  if (carried.utility === 'gas') checkGas(cells, attributes, values, report);
  if (cells.voltageHeading !== null) checkVoltage(cells.voltageHeading, attributes, report);
  if (materialWord !== null && !isAllowedMaterial(carried.utility, materialWord, embedding)) {
    report.say(
      'material-not-allowed',
      cells.materialHeading,
      `"${material ?? ''}" is no material of ${carried.utility} lines.`,
    );
  }
  if (cells.embeddingHeading !== null && embedding === null) {
    report.say(
      'unknown-embedding',
      cells.embeddingHeading,
      'how it lies (直埋, 管沟, ...) was wanted; nothing known came.',
    );
  }
}

function checkCode(
  { code }: LineCells,
  { carried }: LineAttributes,
  values: readonly CellValue[],
  report: RowReport,
): void {
  const text = code === null ? null : textOf(code.of(values));
  const read = text === null ? null : readFeatureCode(text);
  if (read === null || code === null) return;
  const said = SUBCLASSES[read.subclass];
  if (read.element !== 'line') {
    report.say('code-mismatch', code.heading, `code ${text} is that of a ${read.element}; a line's was wanted.`);
  } else if (said !== 'unknown' && carried.utility !== 'unknown' && said !== carried.utility) {
    report.say('code-mismatch', code.heading, `code ${text} is that of ${said}; the line carries ${carried.utility}.`);
  }
}

/** A1: the band a cell names against the pressure it states, and a coating that plastic cannot have. */
function checkGas(
  cells: LineCells,
  { pressure, materialWord }: LineAttributes,
  values: readonly CellValue[],
  report: RowReport,
): void {
  if (pressure !== null) {
    const band = bandOf(pressure);
    const mpa = band === null ? null : pressureMpa(pressure);
    if (band !== null && mpa !== null && !isInBand(mpa, band)) {
      const wanted = `${band.word} is above ${band.overMpa} up to ${band.upToMpa} MPa`;
      report.say('pressure-band-differs', cells.pressureHeading, `${wanted}; "${pressure}" states ${mpa} MPa.`);
    }
  }
  if (materialWord !== null && PLASTIC.has(materialWord) && cells.coating(values).includes('防腐')) {
    report.say(
      'anticorrosion-on-plastic',
      cells.materialHeading,
      'it is of plastic and has a coating against rust (防腐); only steel has one.',
    );
  }
}

/** A1: voltage on power lines, and on no others. */
function checkVoltage(heading: string, { carried, voltage }: LineAttributes, report: RowReport): void {
  const { utility } = carried;
  const stated = voltage !== null && voltage !== '0';
  if (stated && utility !== 'power' && utility !== 'other' && utility !== 'unknown') {
    report.say(
      'voltage-on-other-utility',
      heading,
      `a voltage ("${voltage}") was stated for a line that carries ${utility}.`,
    );
  } else if (!stated && utility === 'power') {
    report.say('missing-voltage', heading, 'the voltage of a power line was wanted; the cell is empty.');
  }
}
