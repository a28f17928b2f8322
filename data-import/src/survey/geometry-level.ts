import type { TableReadContext } from '../profiles/bound-table.ts';
import { measureReader } from '../profiles/values/measure-reader.ts';

/** Levels of geometries, in the source's unit, as metres above the scene's datum; NaN for a filler such as -9999. */
export function geometryLevel({
  profile,
  placement,
}: Pick<TableReadContext, 'profile' | 'placement'>): (z: number) => number {
  const read = measureReader({ field: 'groundLevel', quantity: 'level', unit: null, profile });
  return (z) => {
    const level = Number.isNaN(z) ? null : read(z);
    return typeof level === 'number' ? placement.levelM(level) : Number.NaN;
  };
}
