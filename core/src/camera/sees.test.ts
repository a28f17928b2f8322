import { describe, expect, it } from 'vitest';
import type { PlacedCamera } from './placed-camera.ts';
import { isTurningKind } from './placed-camera.ts';
import { sees } from './sees.ts';
import { sightBlock } from './sight-blocks.ts';
import { boxBlock, NORTH_LOOKING, worldOf } from './testing/camera-scenery.ts';

const OPEN = worldOf([]);

function verdictOf(
  camera: Partial<PlacedCamera>,
  at: readonly [number, number],
  world = OPEN,
  levelM: number | null = null,
) {
  const { verdict, why, blockedBy } = sees({ ...NORTH_LOOKING, ...camera }, { x: at[0], y: at[1], levelM }, world);
  return { verdict, why, blockedBy };
}

const IN_SIGHT = { verdict: 'yes', why: 'inSight', blockedBy: null };
const no = (why: string, blockedBy: string | null = null) => ({ verdict: 'no', why, blockedBy });
const unknown = (why: string, blockedBy: string | null = null) => ({ verdict: 'unknown', why, blockedBy });

describe('sees', () => {
  it('sees open ground ahead, as far as its range and no farther', () => {
    expect(verdictOf({}, [0, 100])).toEqual(IN_SIGHT);
    expect(verdictOf({}, [0, 100.1])).toEqual(no('outOfRange'));
    expect(sees(NORTH_LOOKING, { x: 30, y: 60, levelM: null }, OPEN).distanceM).toBeCloseTo(67.082, 3);
  });

  it('sees 30 degrees to both sides of where it looks, and nothing behind it', () => {
    // 50 m out, 29 degrees off is 27.7 m to the side, 31 degrees 30.0 m.
    for (const side of [-1, 1]) {
      expect(verdictOf({}, [side * 27.7, 50])).toEqual(IN_SIGHT);
      expect(verdictOf({}, [side * 30.1, 50])).toEqual(no('lookingAway'));
    }
    expect(verdictOf({}, [0, -50])).toEqual(no('lookingAway'));
    // Over the seam of the compass: 350 degrees and 60 degrees wide reaches to 20.
    expect(verdictOf({ headingDeg: 350 }, [17, 50])).toEqual(IN_SIGHT);
    expect(verdictOf({ headingDeg: 350 }, [19, 50])).toEqual(no('lookingAway'));
  });

  it('does not see through a wall, and names the building', () => {
    // The line from 6 m up to the ground 60 m away is 4 m up after 20 m and 3 m up after 30 m.
    const world = (topM: number) => worldOf([boxBlock('b.1', [-10, 20, 10, 30], topM)]);
    expect(verdictOf({}, [0, 60], world(3.1))).toEqual(no('behindBuilding', 'b.1'));
    expect(verdictOf({}, [0, 60], world(2.9))).toEqual(IN_SIGHT);
    // A roof 9 m up shows its near edge; what stands 12 m tall behind it is seen above: 6 + (9 - 6) * 60 / 20 = 15 m.
    expect(verdictOf({}, [0, 60], world(9), 14.9)).toEqual(no('behindBuilding', 'b.1'));
    expect(verdictOf({}, [0, 60], world(9), 15.1)).toEqual(IN_SIGHT);
  });

  it('looks past the corner of a building and through its yard', () => {
    const wall = boxBlock('b.1', [5, 20, 30, 30], 30);
    expect(verdictOf({}, [0, 60], worldOf([wall]))).toEqual(IN_SIGHT);
    // From 40 m up over a wing 20 m tall into a yard: the far yard is seen, the ground behind the near wing is not.
    const ring = Float64Array.of(-20, 20, 20, 20, 20, 80, -20, 80);
    const yard = Float64Array.of(-10, 30, 10, 30, 10, 70, -10, 70);
    const block = { featureId: 'b.2', rings: [ring, yard], lowTopM: 20, highTopM: 20 };
    // The line over the edge at 30 m falls 20 m in 30 m: it meets the ground 60 m out.
    expect(verdictOf({ levelM: 40 }, [0, 59], worldOf([block]))).toEqual(no('behindBuilding', 'b.2'));
    expect(verdictOf({ levelM: 40 }, [0, 61], worldOf([block]))).toEqual(IN_SIGHT);
    expect(verdictOf({ levelM: 40 }, [0, 75], worldOf([block]))).toEqual(no('behindBuilding', 'b.2'));
  });

  it('on a roof does not see the street at the foot of its own wall', () => {
    // 2 m over a roof at 20 m, 5 m behind its edge: the line over the edge falls 2 m in 5 m and meets the ground at 55 m.
    const world = worldOf([boxBlock('b.1', [-20, -20, 20, 5], 20)]);
    const camera = { levelM: 22, heightM: 2 };
    expect(verdictOf(camera, [0, 54], world)).toEqual(no('behindBuilding', 'b.1'));
    expect(verdictOf(camera, [0, 56], world)).toEqual(IN_SIGHT);
  });

  it('does not see behind a hump of the ground', () => {
    // A ridge 8 m high from 38 to 42 m: from 6 m the line over it rises, so level ground beyond is hidden.
    const humped = worldOf([], { groundLevelM: (_, y) => (Math.abs(y - 40) <= 2 ? 8 : 0) });
    expect(verdictOf({}, [0, 80], humped)).toEqual(no('behindGround'));
    expect(verdictOf({}, [0, 30], humped)).toEqual(IN_SIGHT);
    // 3 m high: the line to 80 m is 3 m up after 40 m, to 90 m it is 3.3 m up.
    const low = worldOf([], { groundLevelM: (_, y) => (Math.abs(y - 40) <= 2 ? 4 : 0) });
    expect(verdictOf({}, [0, 80], low)).toEqual(no('behindGround'));
    expect(verdictOf({ levelM: 12 }, [0, 80], low)).toEqual(IN_SIGHT);
  });

  it('does not see what lies under the ground, and takes a cover a little below the drawn ground for its surface', () => {
    expect(verdictOf({}, [0, 50], OPEN, -3)).toEqual(no('underground'));
    expect(verdictOf({}, [0, 50], OPEN, -0.4)).toEqual(IN_SIGHT);
  });

  it('says "unknown" and why, never yes, where the source does not say', () => {
    expect(verdictOf({ headingDeg: null }, [0, 50])).toEqual(unknown('headingUnknown'));
    expect(verdictOf({ fieldOfViewDeg: null }, [0, 50])).toEqual(unknown('fieldOfViewUnknown'));
    expect(verdictOf({ rangeM: null }, [0, 50])).toEqual(unknown('rangeUnknown'));
    expect(verdictOf({ levelM: null, heightM: null }, [0, 50])).toEqual(unknown('heightUnknown'));
    expect(verdictOf({}, [0, 50], worldOf([], { knowsBuildings: () => false }))).toEqual(unknown('buildingsUnknown'));
    const noGround = worldOf([], { groundLevelM: (_, y) => (y > 20 && y < 30 ? null : 0) });
    expect(verdictOf({}, [0, 50], noGround)).toEqual(unknown('groundUnknown'));
    // One that looks all round needs no heading.
    expect(verdictOf({ headingDeg: null, fieldOfViewDeg: 360 }, [0, -50])).toEqual(IN_SIGHT);
  });

  it('lets a wall be a no although the heading is not stated', () => {
    const world = worldOf([boxBlock('b.1', [-10, 20, 10, 30], 12)]);
    expect(verdictOf({ headingDeg: null, rangeM: null }, [0, 60], world)).toEqual(no('behindBuilding', 'b.1'));
  });

  it('does not know where one that turns looks, beyond the angle in which it rests', () => {
    expect(verdictOf({ turns: true }, [0, -50])).toEqual(unknown('mayTurn'));
    expect(verdictOf({ turns: true }, [0, 50])).toEqual(IN_SIGHT);
    expect(['球型摄像机', '高点云台摄像机', 'PTZ camera', '枪型摄像机', 'bullet', null].map(isTurningKind)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('counts on nothing at its own foot: 6 m up it is 60 degrees steep within 3.46 m', () => {
    expect(verdictOf({}, [0, 3.4])).toEqual(unknown('underneath'));
    expect(verdictOf({}, [0, 3.5])).toEqual(IN_SIGHT);
    expect(verdictOf({}, [0, 0])).toEqual(unknown('underneath'));
  });

  it('takes the height over the ground where no level is stated', () => {
    const raised = worldOf([boxBlock('b.1', [-10, 20, 10, 30], 14)], { groundLevelM: () => 10 });
    // 16 m up over a roof at 14 m: the line over the edge at 30 m meets the ground at 10 m 90 m out.
    expect(verdictOf({ levelM: null }, [0, 89], raised)).toEqual(no('behindBuilding', 'b.1'));
    expect(verdictOf({ levelM: null }, [0, 91], raised)).toEqual(IN_SIGHT);
    // A lens in the ground is a mistake of the data.
    expect(verdictOf({ levelM: 9 }, [0, 50], raised)).toEqual(unknown('heightUnknown'));
  });

  it('on a wall sees out, within a building nothing is known', () => {
    const onWall = worldOf([boxBlock('b.1', [-10, -20, 10, 0.4], 30)]);
    expect(verdictOf({}, [0, 50], onWall)).toEqual(IN_SIGHT);
    expect(verdictOf({ headingDeg: 180 }, [0, -50], onWall)).toEqual(no('behindBuilding', 'b.1'));
    const within = worldOf([boxBlock('b.1', [-10, -20, 10, 8], 30)]);
    expect(verdictOf({}, [0, 50], within)).toEqual(unknown('insideBuilding'));
  });

  it('knows of a building of unknown height only that it is there', () => {
    const rings = [Float64Array.of(-10, 20, 10, 20, 10, 30, -10, 30)];
    const ground = () => 0;
    const block = (heightM: number | null, storeys: number | null) => {
      const made = sightBlock('b.1', { heightM, storeys, roof: 'flat' }, rings, ground);
      return worldOf(made === null ? [] : [made]);
    };
    expect(verdictOf({}, [0, 60], block(null, null))).toEqual(unknown('buildingHeightUnknown', 'b.1'));
    expect(verdictOf({}, [0, 60], block(12, null))).toEqual(no('behindBuilding', 'b.1'));
    // Two storeys are 4.4 m at least: surely above the line, which is 3 m up there. One is 2.2 to 6 m.
    expect(verdictOf({}, [0, 60], block(null, 2))).toEqual(no('behindBuilding', 'b.1'));
    expect(verdictOf({}, [0, 60], block(null, 1))).toEqual(unknown('buildingHeightUnknown', 'b.1'));
  });

  it('of what is planned or abandoned sees nothing', () => {
    expect(verdictOf({ status: 'abandoned' }, [0, 50])).toEqual(no('notInUse'));
    expect(verdictOf({ status: 'planned' }, [0, 50])).toEqual(no('notInUse'));
  });
});
