import type { GroundSampler } from '../pit/pit-ground.ts';
import type { CrossSectionShape, SectionAnswer } from '../protocol/analysis/section.ts';
import type { ConduitTable } from './conduit-table.ts';
import { type CrossSection, type CrossSectionOptions, crossSection } from './cross-section.ts';
import { drawnFacts, factsAt, type LevelsRows, unknownAmong } from './levels-rows.ts';
import { wireGround, wireM, wireMetres } from './wire-numbers.ts';

/**
 * A cross-section over a line in longitude and latitude, as it goes over the wire. The rows must be whole for
 * `LEVELS_REACH_M` and the half width about the line. Throws `AnalysisError` for a line without length.
 */
export function sectionAnswer(
  scene: string,
  line: readonly [from: readonly [number, number], to: readonly [number, number]],
  rows: LevelsRows,
  ground: GroundSampler,
  options: CrossSectionOptions = {},
): SectionAnswer {
  const ends = new Float64Array(4);
  rows.projection.forward(line[0][0], line[0][1], ends, 0);
  rows.projection.forward(line[1][0], line[1][1], ends, 2);
  const [ax = Number.NaN, ay = Number.NaN, bx = Number.NaN, by = Number.NaN] = ends;
  const section = crossSection([ax, ay, bx, by], rows.table, rows.nodes, ground, options);
  return {
    complete: true,
    scene,
    revision: rows.revision,
    dataDate: rows.dataDate,
    unknownCount: unknownAmong(
      rows.table,
      [...section.cuts, ...section.near].map(({ index }) => index),
    ),
    unplacedCount: rows.unplacedCount,
    line: [
      [line[0][0], line[0][1]],
      [line[1][0], line[1][1]],
    ],
    section: sectionShape(section, rows.table),
  };
}

/** A cross-section as drawings take it. */
export function sectionShape(section: CrossSection, table: ConduitTable): CrossSectionShape {
  const flat = (outlines: readonly (readonly number[])[]) => outlines.map((outline) => outline.map(wireM));
  return {
    lengthM: wireM(section.plane.lengthM),
    halfWidthM: section.halfWidthM,
    ground: wireGround(section.ground),
    cuts: section.cuts.map((cut) => ({
      ...drawnFacts(factsAt(table, cut.index)),
      outer: flat(cut.outer),
      within: flat(cut.within),
      stationM: wireM(cut.stationM),
      leftM: wireM(cut.leftM),
      rightM: wireM(cut.rightM),
      axisM: wireMetres(cut.axisM),
      outerTopM: wireMetres(cut.outerTopM),
      outerBottomM: wireMetres(cut.outerBottomM),
      coverM: wireMetres(cut.coverM),
      apparentWidthM: wireMetres(cut.widthM),
      apparentHeightM: wireMetres(cut.heightM),
      band: cut.band,
      levelKnown: cut.levelKnown,
      sizeKnown: cut.sizeKnown,
      strip: cut.strip,
    })),
    near: section.near.map((near) => ({
      ...drawnFacts(factsAt(table, near.index)),
      stationM: wireM(near.stationM),
      asideM: wireM(near.asideM),
      axisM: wireMetres(near.axisM),
      outerWidthM: near.halfWidthM === null ? null : wireM(near.halfWidthM * 2),
      outerHeightM: near.halfHeightM === null ? null : wireM(near.halfHeightM * 2),
    })),
    shafts: section.shafts.map(({ id, ...shaft }) => ({ featureId: id, ...shaft })),
    gaps: section.gaps.map(({ left, right, horizontalM, verticalM }) => ({
      left,
      right,
      horizontalM: wireMetres(horizontalM),
      verticalM: wireMetres(verticalM),
    })),
    pit:
      section.pit === null
        ? null
        : {
            floorLevelM: section.pit.floorLevelM,
            floor: section.pit.floor.map((line) => [...line]),
            walls: section.pit.walls.map((line) => [...line]),
            supports: section.pit.supports.map((line) => [...line]),
          },
  };
}
