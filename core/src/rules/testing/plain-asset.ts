import type { Embedding } from '../../model/embedding.ts';
import type { PressureRange } from '../../model/link.ts';
import type { Section } from '../../model/section-shape.ts';
import type { Utility } from '../../model/utility.ts';
import type { RuledAsset } from '../ruled-asset.ts';

export interface PlainFacts {
  /** Nominal size of a round section, mm. */
  readonly dn?: number | null;
  /** Design pressure, or its bounds, MPa. */
  readonly mpa?: number | readonly [least: number, most: number] | null;
  readonly kv?: number | null;
  readonly lies?: Embedding | null;
  readonly material?: string | null;
}

/** A conduit of which nothing is known but its utility and what is named. */
export function plainAsset(utility: Utility, { dn, mpa, kv, lies, material }: PlainFacts = {}): RuledAsset {
  return {
    utility,
    section: dn === undefined || dn === null ? null : roundSection(dn),
    material: material ?? null,
    embedding: lies ?? null,
    pressure: pressureOf(mpa ?? null),
    voltageKv: kv ?? null,
  };
}

export function roundSection(dn: number): Section {
  return {
    shape: 'circular',
    widthMm: dn,
    heightMm: dn,
    wallMm: null,
    floorWidthMm: null,
    open: false,
    barrels: 1,
  };
}

function pressureOf(mpa: number | readonly [number, number] | null): PressureRange | null {
  if (mpa === null) return null;
  const [leastMpa, mostMpa] = typeof mpa === 'number' ? [mpa, mpa] : mpa;
  return { leastMpa, mostMpa };
}
