import type { SectionShape } from '../../model/section-shape.ts';

/** A kind of pipe, duct bank or cable one can order: its section, its wall and what it is made of. */
export interface PipeMake {
  readonly shape: SectionShape;
  /** What `widthMm` and `heightMm` measure: the inside, or the outside of a duct bank or cable. */
  readonly measured: 'inside' | 'outside';
  readonly widthMm: number;
  readonly heightMm: number;
  /** Wall (with jacket for heat pipes), mm; 0 where the section is measured outside. */
  readonly wallMm: number;
  /** As a survey table names it: `DN600`, `2000X1500`, `De110`, `3x4/110`. */
  readonly nominal: string;
  /** The survey's word: `钢`, `PE`, `混凝土`, `球墨铸铁`, `铜`, `光纤`. */
  readonly material: string;
}

/** Half the outer width and height, metres. */
export function outerHalfWidthM(make: PipeMake): number {
  return (make.widthMm / 2 + make.wallMm) / 1000;
}

export function outerHeightM(make: PipeMake): number {
  return (make.heightMm + 2 * make.wallMm) / 1000;
}
