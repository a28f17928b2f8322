import type { CrossSectionShape, SectionCutShape } from '../protocol/analysis/section.ts';
import { fromWallWords, metresWords, outerTopWords, sizeWords, statusWords } from './conduit-words.ts';
import type { Drawing, DrawingItem } from './drawing.ts';
import { drawnMaterial, sayOnDrawing } from './drawing-words.ts';
import { GREY, line, showing, THIN_MM } from './items.ts';
import { LabelPlacer } from './label-placer.ts';
import { groundBoxes, groundItems, type LevelFrame, levelStaff, xOf, yOf } from './level-frame.ts';
import { pitItems, pitWords } from './pit-items.ts';
import { fittingScale, scaleText } from './scale.ts';
import { cutItems, nearItems, shaftItems } from './section-items.ts';
import { spread } from './spread.ts';
import { COLUMN_MM, labelWidthMm, stationTable, type TableRow, tableHeightMm } from './station-table.ts';
import {
  type DrawingOptions,
  FOOT_HEIGHT_MM,
  legendRowItems,
  legendRowsHeightMm,
  letterLegend,
  TITLE_HEIGHT_MM,
  titleItems,
  WHOLE_DRAWING_MM,
} from './title-block.ts';
import { utilitySymbol } from './utility-symbol.ts';

export interface DrawSectionOptions extends DrawingOptions {
  /** Lets levels have a finer scale than stations where the section is long and flat; default true. The scales are printed. */
  readonly stretch?: boolean;
}

/** Room between plot and table for the lines that lead from conduits to their columns. */
const LEADERS_MM = 4;

/** Room over the highest thing for its label. */
const LABELS_MM = 6;

/** A plot is no narrower than its title. */
const LEAST_WIDTH_MM = 55;

/** Kept for two rows of legend. */
const LEGEND_ROOM_MM = 6;

/** Share of the plot's height under which a section to one scale is too flat to read. */
const FLAT = 0.55;

/** A cross-section to scale, with a table of what it cuts, columns in order of station. */
export function drawSection(section: CrossSectionShape, options: DrawSectionOptions): Drawing {
  const { language } = options;
  const labels = tableRows(
    section.cuts,
    section.gaps,
    section.cuts.map(() => 0),
    options,
  );
  const labelMm = Math.max(labelWidthMm(labels), 9);
  const left = labelMm + 1;
  const most = Math.max(options.widthMm, left + 3 + section.cuts.length * COLUMN_MM);
  const frameAt = (tableMm: number) =>
    frameOf(section, options, left, most - 1.5, options.heightMm - FOOT_HEIGHT_MM - LEGEND_ROOM_MM - tableMm);
  // The table's height hangs on its columns, which hang on the frame's stations, which do not hang on its height.
  const columnsOf = ({ originX, acrossScale, right }: LevelFrame) =>
    spread(
      section.cuts.map((cut) => originX + (cut.stationM * 1000) / acrossScale),
      COLUMN_MM,
      left + COLUMN_MM / 2,
      right - COLUMN_MM / 2,
    );
  const draft = tableRows(section.cuts, section.gaps, columnsOf(frameAt(30)), options);
  const tableMm = section.cuts.length === 0 ? 0 : tableHeightMm(draft) + LEADERS_MM;
  const frame = frameAt(tableMm);
  const { right } = frame;
  const legend = letterLegend(
    [...section.cuts, ...section.near].map(({ utility }) => utility),
    options,
    right,
  );
  const widthMm = right + 1.5;
  const heightMm = frame.bottom + tableMm + legendRowsHeightMm(legend) + FOOT_HEIGHT_MM;
  const columns = columnsOf(frame);
  const rows = tableRows(section.cuts, section.gaps, columns, options);
  const items: DrawingItem[] = [...levelStaff(frame)];
  const placer = new LabelPlacer([left, frame.top, right, frame.bottom]);
  for (const area of groundBoxes(frame, section.ground)) placer.keepFree(area);
  if (section.pit !== null) items.push(...pitItems(frame, section.pit));
  items.push(...groundItems(frame, section.ground, sayOnDrawing(language, 'groundUnknown')));
  for (const shaft of section.shafts) {
    items.push(...showing(shaft.featureId, shaftItems(frame, shaft, section, placer)));
  }
  for (const near of section.near) items.push(...showing(near.featureId, nearItems(frame, [near])));
  for (const cut of section.cuts) items.push(...showing(cut.featureId, cutItems(frame, cut, placer)));
  if (section.cuts.length > 0) {
    const tableTop = frame.bottom + LEADERS_MM;
    items.push(...leaders(frame, section.cuts, columns, tableTop));
    items.push(...stationTable(rows, left, right, tableTop, labelMm));
  }
  if (section.pit !== null) items.push(...pitWords(frame, section.pit, language, placer));
  items.push(...legendRowItems(legend, frame.bottom + tableMm + 0.6));
  // Labels last: over the lines, beside the things.
  items.push(...labelItems(frame, section, placer, options));
  const scales =
    frame.acrossScale === frame.upScale
      ? scaleText(frame.acrossScale)
      : sayOnDrawing(language, 'scales', { across: scaleText(frame.acrossScale), up: scaleText(frame.upScale) });
  items.push(...titleItems('section', options, scales, widthMm, heightMm));
  return { widthMm, heightMm, items };
}

function frameOf(
  section: CrossSectionShape,
  options: DrawSectionOptions,
  left: number,
  right: number,
  bottom: number,
): LevelFrame {
  const top = TITLE_HEIGHT_MM;
  const [lowestM, highestM] = levelRange(section);
  const roomX = right - left - 3;
  const roomY = Math.max(10, bottom - top - LABELS_MM);
  const across = fittingScale(section.lengthM, roomX);
  const up = fittingScale(highestM - lowestM, roomY);
  const same = Math.max(across, up);
  const isFlat = ((highestM - lowestM) * 1000) / same < FLAT * roomY;
  const stretched = isFlat && options.stretch !== false;
  const acrossScale = stretched ? across : same;
  const upScale = stretched ? up : same;
  const lengthMm = (section.lengthM * 1000) / acrossScale;
  const rangeMm = ((highestM - lowestM) * 1000) / upScale;
  // The sheet is cut to what is drawn; the box is the most that it may take.
  const width = Math.min(right - left, Math.max(lengthMm + 10, LEAST_WIDTH_MM, section.cuts.length * COLUMN_MM + 2));
  return {
    left,
    top,
    right: left + width,
    bottom: top + rangeMm + LABELS_MM,
    acrossScale,
    upScale,
    originX: left + (width - lengthMm) / 2,
    datumM: lowestM,
    highestM,
  };
}

/** Everything known, with some room; 5 m where nothing is. */
function levelRange(section: CrossSectionShape): readonly [number, number] {
  const levels: number[] = [];
  const add = (level: number | null | undefined) => {
    if (level !== null && level !== undefined) levels.push(level);
  };
  for (const [, level] of section.ground) add(level);
  for (const cut of section.cuts) {
    for (const level of [cut.axisM, cut.outerTopM, cut.outerBottomM, cut.band?.leastM, cut.band?.mostM]) add(level);
  }
  for (const near of section.near) add(near.axisM);
  for (const shaft of section.shafts) {
    add(shaft.coverLevelM);
    add(shaft.sumpLevelM);
  }
  for (const one of [...(section.pit?.walls ?? []), ...(section.pit?.supports ?? [])]) {
    add(one[1]);
    add(one[3]);
  }
  if (levels.length === 0) return [0, 5];
  return [Math.min(...levels) - 0.3, Math.max(...levels) + 0.2];
}

function tableRows(
  cuts: readonly SectionCutShape[],
  gaps: CrossSectionShape['gaps'],
  columns: readonly number[],
  { language, heightMm }: DrawSectionOptions,
): readonly TableRow[] {
  const row = (
    word: Parameters<typeof sayOnDrawing>[1],
    words: (cut: SectionCutShape, i: number) => string,
  ): TableRow => ({
    label: sayOnDrawing(language, word),
    cells: cuts.map((cut, i) => ({
      x: columns[i] ?? 0,
      words: words(cut, i),
      roomMm: null,
      colour: utilitySymbol(cut.utility).colour,
    })),
    borders: [],
    edges: null,
  });
  const black = (one: TableRow): TableRow => ({
    ...one,
    cells: one.cells.map(({ x, words, roomMm }) => ({ x, words, roomMm })),
  });
  const gapRow = (
    word: 'gap' | 'gapUp',
    metres: (gap: CrossSectionShape['gaps'][number]) => number | null,
  ): TableRow => ({
    label: sayOnDrawing(language, word),
    cells: gaps.map((gap) => ({
      x: ((columns[gap.left] ?? 0) + (columns[gap.right] ?? 0)) / 2,
      words: fromWallWords(metres(gap), isGapSure(cuts, gap)),
      roomMm: null,
    })),
    borders: [],
    edges: null,
  });
  const rows = [
    row('kind', (cut) => utilitySymbol(cut.utility).code),
    row('size', (cut) => sizeWords(cut, language) + statusWords(cut.status, language)),
    black(row('outerTop', (cut) => outerTopWords(cut.outerTopM, cut.wallKnown))),
    black(row('cover', (cut) => fromWallWords(cut.coverM, cut.wallKnown))),
    gapRow('gap', ({ horizontalM }) => horizontalM),
  ];
  if (heightMm < WHOLE_DRAWING_MM) return rows;
  return [
    black(row('number', (_, i) => String(i + 1))),
    ...rows.slice(0, 2),
    black(row('material', (cut) => drawnMaterial(cut.material, language))),
    ...rows.slice(2),
    gapRow('gapUp', ({ verticalM }) => verticalM),
    black(row('station', (cut) => metresWords(cut.stationM))),
  ];
}

function isGapSure(cuts: readonly SectionCutShape[], { left, right }: CrossSectionShape['gaps'][number]): boolean {
  return cuts[left]?.wallKnown === true && cuts[right]?.wallKnown === true;
}

/** From each conduit down to its column. */
function leaders(
  frame: LevelFrame,
  cuts: readonly SectionCutShape[],
  columns: readonly number[],
  tableTop: number,
): readonly DrawingItem[] {
  return cuts.map((cut, i) => {
    const x = xOf(frame, cut.stationM);
    const from = cut.outerBottomM ?? cut.axisM ?? cut.band?.leastM ?? frame.datumM;
    return line([x, yOf(frame, from), x, frame.bottom, columns[i] ?? x, tableTop], GREY, THIN_MM, [0.5, 0.7]);
  });
}

function labelItems(
  frame: LevelFrame,
  section: CrossSectionShape,
  placer: LabelPlacer,
  { language }: DrawSectionOptions,
): readonly DrawingItem[] {
  const isCrowded = section.cuts.length > 9;
  const sizeMm = isCrowded ? 1.8 : 2.1;
  const items: DrawingItem[] = [];
  for (const cut of section.cuts) {
    const { code, colour } = utilitySymbol(cut.utility);
    const lines = [isCrowded ? code : `${code} ${sizeWords(cut, language)}`];
    if (!cut.levelKnown) lines.push(sayOnDrawing(language, 'levelUnknown'));
    const level = cut.axisM ?? (cut.band === null ? frame.highestM : (cut.band.leastM + cut.band.mostM) / 2);
    const halfX = cut.sizeKnown ? ((cut.rightM - cut.leftM) * 500) / frame.acrossScale : 1;
    const halfY = ((cut.apparentHeightM ?? 0) * 500) / frame.upScale;
    const x = cut.strip ? xOf(frame, (cut.leftM + cut.rightM) / 2) : xOf(frame, cut.stationM);
    const look = { colour, bold: true };
    const label = placer.place(x, yOf(frame, level), cut.strip ? 2 : halfX, halfY, lines, sizeMm, look);
    items.push(...showing(cut.featureId, label));
  }
  for (const near of section.near) {
    if (near.axisM === null) continue;
    const { code, colour } = utilitySymbol(near.utility);
    const beside = sayOnDrawing(language, 'beside', { distance: Math.abs(near.asideM).toFixed(1) });
    const lines = [`${code} ${sizeWords(near, language)}`, beside];
    const label = placer.place(xOf(frame, near.stationM), yOf(frame, near.axisM), 1, 1, lines, 1.7, { colour });
    items.push(...showing(near.featureId, label));
  }
  for (const shaft of section.shafts) {
    const level = shaft.coverLevelM ?? frame.highestM;
    const label = placer.place(xOf(frame, shaft.stationM), yOf(frame, level), 1, 0.5, [shaft.sourceId], 1.7);
    items.push(...showing(shaft.featureId, label));
  }
  return items;
}
