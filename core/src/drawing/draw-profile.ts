import type { LongitudinalProfileShape } from '../protocol/analysis/profile.ts';
import type { Drawing, DrawingItem } from './drawing.ts';
import { sayOnDrawing } from './drawing-words.ts';
import { GREY, line, showing, THIN_MM } from './items.ts';
import { LabelPlacer } from './label-placer.ts';
import { groundBoxes, groundItems, type LevelFrame, levelStaff, xOf, yOf } from './level-frame.ts';
import { branchItems, crossingItems, legItems, nodeItems } from './profile-items.ts';
import { nodeColumnMm, profileRows } from './profile-rows.ts';
import { fittingScale, scaleText } from './scale.ts';
import { spread } from './spread.ts';
import { labelWidthMm, stationTable, tableHeightMm } from './station-table.ts';
import {
  type DrawingOptions,
  FOOT_HEIGHT_MM,
  legendRowItems,
  legendRowsHeightMm,
  letterLegend,
  TITLE_HEIGHT_MM,
  titleItems,
} from './title-block.ts';

const LEADERS_MM = 4;
const LABELS_MM = 9;

/** A plot is no narrower than its title. */
const LEAST_WIDTH_MM = 60;

/** A longitudinal profile, levels to a finer scale than stations, with its station table. */
export function drawProfile(profile: LongitudinalProfileShape, options: DrawingOptions): Drawing {
  const { language } = options;
  const columnMm = nodeColumnMm(profile);
  const labelMm = Math.max(
    labelWidthMm(
      profileRows(
        profile,
        profile.nodes.map((_, i) => i * 50),
        options,
      ),
    ),
    9,
  );
  const left = labelMm + 1;
  const columnsMm = profile.nodes.length * columnMm;
  const acrossMm = Math.max(options.widthMm - left - 1.5, columnsMm + 2);
  const acrossScale = fittingScale(profile.lengthM, acrossMm - columnMm);
  const lengthMm = (profile.lengthM * 1000) / acrossScale;
  const width = Math.max(lengthMm + columnMm, columnsMm + 2, Math.min(acrossMm, LEAST_WIDTH_MM));
  const right = left + width;
  const originX = left + (width - lengthMm) / 2;
  const columns = spread(
    profile.nodes.map(({ stationM }) => originX + (stationM * 1000) / acrossScale),
    columnMm,
    left + columnMm / 2,
    right - columnMm / 2,
  );
  const rows = profileRows(profile, columns, options);
  const shown = [...profile.legs, ...profile.crossings, ...profile.nodes.flatMap(({ branches }) => branches)];
  const legend = letterLegend(
    shown.map(({ utility }) => utility),
    options,
    right,
  );
  const legendMm = legendRowsHeightMm(legend);
  const tableMm = tableHeightMm(rows) + LEADERS_MM;
  const [lowestM, highestM] = levelRange(profile);
  const roomMm = Math.max(15, options.heightMm - TITLE_HEIGHT_MM - LABELS_MM - tableMm - legendMm - FOOT_HEIGHT_MM);
  const upScale = fittingScale(highestM - lowestM, roomMm);
  const bottom = TITLE_HEIGHT_MM + LABELS_MM + ((highestM - lowestM) * 1000) / upScale;
  const frame: LevelFrame = {
    left,
    top: TITLE_HEIGHT_MM,
    right,
    bottom,
    acrossScale,
    upScale,
    originX,
    datumM: lowestM,
    highestM,
  };
  const placer = new LabelPlacer([left, frame.top, right, bottom]);
  const tableTop = bottom + LEADERS_MM;
  const items: DrawingItem[] = [...levelStaff(frame)];
  items.push(
    ...profile.nodes.map(({ stationM }, i) => {
      const x = xOf(frame, stationM);
      return line([x, lowestOf(frame, profile, i), x, bottom, columns[i] ?? x, tableTop], GREY, THIN_MM, [0.5, 0.7]);
    }),
  );
  for (const area of groundBoxes(frame, profile.ground)) placer.keepFree(area);
  for (const node of profile.nodes) items.push(...showing(node.featureId, nodeItems(frame, node, placer)));
  for (const leg of profile.legs) items.push(...showing(leg.featureId, legItems(frame, leg, placer)));
  items.push(...groundItems(frame, profile.ground, sayOnDrawing(language, 'groundUnknown')));
  items.push(...crossingItems(frame, profile.crossings, placer, language));
  items.push(...branchItems(frame, profile.nodes, placer, language));
  items.push(...stationTable(rows, left, right, tableTop, labelMm));
  const widthMm = right + 1.5;
  const tableBottom = tableTop + tableHeightMm(rows);
  const heightMm = tableBottom + legendMm + FOOT_HEIGHT_MM;
  items.push(...legendRowItems(legend, tableBottom + 0.6));
  const scales = sayOnDrawing(language, 'scales', { across: scaleText(acrossScale), up: scaleText(upScale) });
  items.push(...titleItems('profile', options, scales, widthMm, heightMm));
  return { widthMm, heightMm, items };
}

/** Where the line from a node down to its column begins. */
function lowestOf(frame: LevelFrame, profile: LongitudinalProfileShape, i: number): number {
  const node = profile.nodes[i];
  const level = node?.sumpLevelM ?? node?.inInvertM ?? node?.outInvertM ?? node?.groundM ?? frame.datumM;
  return yOf(frame, Math.max(frame.datumM, level));
}

function levelRange(profile: LongitudinalProfileShape): readonly [number, number] {
  const levels: number[] = [];
  const add = (...some: readonly (number | null | undefined)[]) => {
    for (const level of some) if (level !== null && level !== undefined) levels.push(level);
  };
  for (const [, level] of profile.ground) add(level);
  for (const { points, bands } of profile.legs) {
    for (const point of points) add(point.axisM, point.invertM, point.outerTopM, point.outerBottomM);
    add(bands?.from?.leastM, bands?.to?.leastM, bands?.from?.mostM, bands?.to?.mostM);
  }
  for (const node of profile.nodes) {
    add(node.coverLevelM, node.sumpLevelM);
    for (const branch of node.branches) add(branch.axisM, branch.outerTopM, branch.band?.leastM);
  }
  for (const { axisM, outerHeightM, band } of profile.crossings) {
    add(axisM, band?.leastM, band?.mostM);
    if (axisM !== null) add(axisM - (outerHeightM ?? 0) / 2, axisM + (outerHeightM ?? 0) / 2);
  }
  if (levels.length === 0) return [0, 5];
  const [least, most] = [Math.min(...levels), Math.max(...levels)];
  // From a round level, as the staff of a profile begins.
  return [Math.floor((least - 0.2) * 2) / 2, most + 0.1];
}
