import type { CityGeometry } from './city-document.ts';

/** A face: rings of indices into the document's vertices, the outer one first. */
export interface CitySurface {
  readonly rings: readonly (readonly number[])[];
  /** What the file calls it (`GroundSurface`), `null` when it does not say. */
  readonly semantic: string | null;
}

/** How boundaries nest above the faces, by kind of geometry. */
const DEPTHS: Readonly<Record<string, number>> = {
  MultiSurface: 0,
  CompositeSurface: 0,
  Solid: 1,
  MultiSolid: 2,
  CompositeSolid: 2,
};

/** The faces of a geometry; kinds without faces (points, lines, templates) have none. Broken rings are left out. */
export function surfacesOf(geometry: CityGeometry): readonly CitySurface[] {
  const depth = DEPTHS[geometry.type];
  if (depth === undefined || geometry.boundaries === undefined) return [];
  const surfaces: CitySurface[] = [];
  const types = geometry.semantics?.surfaces.map(({ type }) => type) ?? [];
  const walk = (boundaries: readonly unknown[], values: unknown, level: number): void => {
    boundaries.forEach((boundary, index) => {
      const value: unknown = Array.isArray(values) ? values[index] : null;
      if (!Array.isArray(boundary)) return;
      if (level > 0) {
        walk(boundary, value, level - 1);
        return;
      }
      const rings = boundary.filter(isRing);
      if (rings.length === 0) return;
      surfaces.push({ rings, semantic: typeof value === 'number' ? (types[value] ?? null) : null });
    });
  };
  walk(geometry.boundaries, geometry.semantics?.values ?? null, depth);
  return surfaces;
}

function isRing(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length >= 3 && value.every((index) => Number.isSafeInteger(index) && index >= 0);
}
