import { type BoundingVolume, outsideByM, slackOfM } from './bounding-volume.ts';
import { type DecodedContent, eachVertex } from './decoded-content.ts';
import type { FindingLog } from './finding-log.ts';
import type { Matrix } from './matrix.ts';
import type { VerifyRule } from './verify-rules.ts';

/** Reports how far the content of a tile reaches out of a volume that must hold it. */
export function checkInside(
  content: DecodedContent,
  toTileset: Matrix,
  volume: BoundingVolume,
  code: VerifyRule,
  log: FindingLog,
): void {
  const slackM = slackOfM(volume);
  for (const primitive of content.primitives) {
    let worstM = 0;
    let count = 0;
    eachVertex(primitive, toTileset, (x, y, z) => {
      const outsideM = outsideByM(volume, x, y, z);
      if (outsideM > slackM) count += 1;
      worstM = Math.max(worstM, outsideM);
    });
    if (count === 0) continue;
    log.add(
      code,
      primitive.place,
      `${count} vertices lie outside of the ${volume.kind}, ${worstM.toFixed(3)} m at most.`,
    );
  }
}
