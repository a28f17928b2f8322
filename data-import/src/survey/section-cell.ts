import { type SectionHeights, sectionHeights, UNKNOWN_HEIGHTS } from '@undercroft/core/model/end-levels';
import {
  type Ducts,
  SECTION_SHAPES,
  type Section,
  type SectionShape,
  UNKNOWN_SECTION,
} from '@undercroft/core/model/section-shape';
import type { Utility } from '@undercroft/core/model/utility';
import type { BoundTable } from '../profiles/bound-table.ts';
import { sizeReader } from '../profiles/values/read-size.ts';
import type { NominalSize } from '../profiles/values/size.ts';
import type { CellValue } from '../tables/table-format.ts';
import { ductCell } from './duct-cell.ts';
import { cellOf, numberCell, textOf, wordCell } from './row-cells.ts';
import type { RowReport } from './row-report.ts';
import type { Survey } from './survey-context.ts';

/** A cross-section and the heights that levels are derived by. */
export interface LineSection {
  readonly section: Section | null;
  readonly heights: SectionHeights;
  readonly isRound: boolean;
}

/** Distinct sizes that are kept or told of. */
const MAX_TOLD = 5000;

const NO_SECTION: LineSection = { section: null, heights: UNKNOWN_HEIGHTS, isRound: true };

/** Sizes in millimetres as the columns give them; NaN is unknown. */
interface Sizes {
  readonly size: NominalSize | null;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly outerMm: number;
  readonly wallMm: number;
  readonly shape: SectionShape | null;
  /** Width and height are those of the outside. */
  readonly outside: boolean;
}

/**
 * Reads the cross-section. A duct bank and a cable in the ground are measured outside; everything else inside, where a
 * nominal size (DN300) stands for the inside. An outer diameter without a wall and without a nominal size says nothing
 * about the bore.
 */
export function sectionCell(
  bound: BoundTable,
  survey: Pick<Survey, 'context' | 'codes'>,
  report: RowReport,
): (values: readonly CellValue[], utility: Utility, embedding: string | null) => LineSection {
  const { context, codes } = survey;
  const sizeAt = cellOf(bound, 'size');
  const readSize = sizeReader(bound.columns.get('size')?.unit ?? null);
  const shapeAt = wordCell(bound, 'shape', 'shape', codes);
  const length = (field: string) => numberCell(bound, field, 'lengthMm', context, report);
  const [width, height, outer, wall] = [length('width'), length('height'), length('outerDiameter'), length('wall')];
  const casingAt = cellOf(bound, 'casingDiameter');
  const readCasing = sizeReader(bound.columns.get('casingDiameter')?.unit ?? null);
  const ducts = ductCell(bound, report);
  const holes = cellOf(bound, 'holeCount');
  if ([sizeAt, width, height, outer, shapeAt, casingAt, holes].every((column) => column === null)) {
    return () => NO_SECTION;
  }

  /** Zero and less are sizes that nobody measured. */
  const positive = (read: typeof width, values: readonly CellValue[]): number => {
    const value = read === null ? Number.NaN : read(values);
    return value > 0 ? value : Number.NaN;
  };
  /** Texts taken as metres that were told of: thousands of rows share one. */
  const told = new Set<string>();
  const sizeOf = (text: string): NominalSize | null => {
    const { size, issue, message } = readSize(text);
    if (issue === 'metres-by-magnitude' && told.size < MAX_TOLD && !told.has(text)) {
      told.add(text);
      report.say('units-assumed', sizeAt?.heading ?? null, message);
    } else if (issue !== null && issue !== 'metres-by-magnitude') {
      report.say('unreadable-size', sizeAt?.heading ?? null, message);
    }
    return size;
  };
  // Lines of one nominal size and wall share their section; other columns make too many for that.
  const isPlain = width === null && height === null && outer === null && shapeAt === null;
  const plain = new Map<NominalSize | null, Map<number, LineSection>>();
  const shared = (sizes: Sizes): LineSection => {
    const byWall = plain.get(sizes.size) ?? new Map<number, LineSection>();
    const known = byWall.get(sizes.wallMm);
    if (known !== undefined) return known;
    const section = lineSection(sizes);
    if (plain.size < MAX_TOLD && byWall.size < MAX_TOLD) {
      plain.set(sizes.size, byWall);
      byWall.set(sizes.wallMm, section);
    }
    return section;
  };
  return (values, utility, embedding) => {
    const text = sizeAt === null ? null : textOf(sizeAt.of(values));
    const isCable = utility === 'power' || utility === 'telecom';
    const shapeWord = shapeAt === null ? null : shapeAt.of(values).word;
    const outside = embedding === 'ductBank' || (isCable && embedding === 'directBuried');
    const sizes: Sizes = {
      size: text === null ? null : sizeOf(text),
      widthMm: positive(width, values),
      heightMm: positive(height, values),
      outerMm: positive(outer, values),
      wallMm: positive(wall, values),
      shape: SECTION_SHAPES.find((shape) => shape === shapeWord) ?? null,
      outside,
    };
    const alone = isPlain && !outside ? shared(sizes) : lineSection(sizes);
    const section = withDucts(alone, ducts(values, sizes.size, utility, embedding));
    const casing = casingAt === null ? null : textOf(casingAt.of(values));
    return casing === null ? section : withCasing(section, casingMmOf(casing));
  };

  function casingMmOf(text: string): number | null {
    const { size, issue, message } = readCasing(text);
    if (issue !== null && issue !== 'metres-by-magnitude') {
      report.say('unreadable-size', casingAt?.heading ?? null, message);
    }
    return size?.shape === 'circular' && size.barrels === 1 && (size.widthMm ?? 0) > 0 ? size.widthMm : null;
  }
}

/** The section of one line. Public for its arithmetic, which is worked by hand in the tests. */
export function lineSection(sizes: Sizes): LineSection {
  const { size } = sizes;
  const widthMm = known(sizes.widthMm) ?? reducedWidth(size);
  const heightMm = known(sizes.heightMm) ?? (Number.isNaN(sizes.widthMm) ? reducedHeight(size) : null);
  const round =
    size === null
      ? heightMm === null
      : size.shape !== 'rectangular' && size.shape !== 'ductBank' && known(sizes.heightMm) === null;
  const outside = sizes.outside || size?.shape === 'ductBank' || size?.shape === 'cable';
  const shape = sizes.shape ?? (size?.shape === 'ductBank' ? 'envelope' : round ? 'circular' : 'rectangular');
  const wallMm = known(sizes.wallMm) ?? size?.wallMm ?? null;
  const isOuter = size?.outside === true && Number.isNaN(sizes.widthMm);
  const outerMm = known(sizes.outerMm) ?? (isOuter ? widthMm : null);
  const barrels = size?.barrels ?? 1;
  const isRound = shape === 'circular' || shape === 'unknown';
  if (shape === 'circular' && outerMm !== null)
    return roundByOutside(outerMm, isOuter ? null : widthMm, wallMm, barrels);
  const fullHeightMm = heightMm ?? (shape === 'circular' ? widthMm : null);
  const isEmpty = widthMm === null && fullHeightMm === null && size === null;
  if (isEmpty && (sizes.shape === null || sizes.shape === 'unknown')) return { ...NO_SECTION, isRound };
  const section: Section = {
    shape,
    widthMm,
    heightMm: fullHeightMm,
    wallMm: outside ? null : wallMm,
    floorWidthMm: null,
    open: false,
    barrels,
    ...(outside ? { measured: 'outside' as const } : {}),
  };
  return { section, heights: sectionHeights(section, null), isRound };
}

/** Size of the casing as it is stated: of a nominal one (DN500) the wall is not known, and not allowed for. */
function withCasing(line: LineSection, casingMm: number | null): LineSection {
  return casingMm === null ? line : { ...line, section: { ...(line.section ?? UNKNOWN_SECTION), casingMm } };
}

function withDucts(line: LineSection, ducts: Ducts | null): LineSection {
  return ducts === null ? line : { ...line, section: { ...(line.section ?? UNKNOWN_SECTION), ducts } };
}

/** A pipe whose outer diameter is stated. Its bore follows from the wall, or is taken at its nominal size. */
function roundByOutside(
  outerMm: number,
  nominalMm: number | null,
  wallMm: number | null,
  barrels: number,
): LineSection {
  const boreMm = wallMm !== null && 2 * wallMm < outerMm ? outerMm - 2 * wallMm : nominalMm;
  const hasBore = boreMm !== null && boreMm < outerMm;
  const insideMm = hasBore ? rounded(boreMm) : outerMm;
  const section: Section = {
    shape: 'circular',
    widthMm: insideMm,
    heightMm: insideMm,
    wallMm: hasBore ? rounded((outerMm - boreMm) / 2) : null,
    floorWidthMm: null,
    open: false,
    barrels,
    ...(hasBore ? {} : { measured: 'outside' as const }),
  };
  return { section, heights: sectionHeights(section, outerMm), isRound: true };
}

/** A reducer is taken at its larger end: nothing may be dug beside a pipe that is drawn too small. */
function reducedWidth(size: NominalSize | null): number | null {
  if (size === null || size.widthMm === null) return null;
  return Math.max(size.widthMm, size.endWidthMm ?? 0);
}

function reducedHeight(size: NominalSize | null): number | null {
  if (size === null || size.heightMm === null) return null;
  return Math.max(size.heightMm, size.endWidthMm ?? 0);
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

function rounded(mm: number): number {
  return Math.round(mm * 1000) / 1000;
}
