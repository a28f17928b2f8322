/** What a size cell of a survey table says (管径, 断面尺寸), in millimetres. Nothing in it is guessed from a material. */
export interface NominalSize {
  /**
   * `circular` and `rectangular` (width by height) are pipes and channels; `ductBank` a block of ducts, `cable` a cable.
   */
  readonly shape: 'circular' | 'rectangular' | 'ductBank' | 'cable';
  /** Nominal size of a circular section, width of a rectangular one; `null` for banks and cables, whose outside is not said. */
  readonly widthMm: number | null;
  readonly heightMm: number | null;
  /** Equal pipes side by side (`2-DN400`). */
  readonly barrels: number;
  /** True where the size is the outer diameter (`De110`, `D219×6`) and not the nominal one. */
  readonly outside: boolean;
  readonly wallMm: number | null;
  /** Size at the other end of a reducer (`300/400`). */
  readonly endWidthMm: number | null;
  readonly bank: DuctBankSize | null;
  readonly cable: CableSize | null;
}

/** `3x4/110`: 3 rows by 4 columns of ducts of 110 mm. */
export interface DuctBankSize {
  readonly rows: number | null;
  readonly columns: number | null;
  readonly holes: number;
  readonly holeMm: number | null;
}

/** `4x120`: 4 cores of 120 mm2; `3x240+1x120` has the smaller ones second. */
export interface CableSize {
  readonly cores: number;
  readonly coreMm2: number | null;
  readonly extraCores: number;
  readonly extraCoreMm2: number | null;
}

/** Findings about a size that was read, and the reasons for which one was not. */
export type SizeIssue = 'metres-by-magnitude' | 'ambiguous' | 'implausible';

/** A size read, with what must be said of it; `null` without an issue: the cell says nothing. */
export interface SizeReading {
  readonly size: NominalSize | null;
  readonly issue: SizeIssue | null;
  /** One sentence about the issue; empty where there is none. */
  readonly message: string;
}

/** A plain circular size; other sizes are made from it. */
export function circularSize(widthMm: number): NominalSize {
  return {
    shape: 'circular',
    widthMm,
    heightMm: widthMm,
    barrels: 1,
    outside: false,
    wallMm: null,
    endWidthMm: null,
    bank: null,
    cable: null,
  };
}

/** The shortest text that `readSize` reads back to the same size. */
export function printSize(size: NominalSize): string {
  switch (size.shape) {
    case 'circular':
      return printCircular(size);
    case 'rectangular':
      return `${barrelsPrefix(size)}${size.widthMm ?? ''}x${size.heightMm ?? ''}`;
    case 'ductBank':
      return printBank(size.bank);
    case 'cable':
      return printCable(size.cable);
  }
}

function printCircular(size: NominalSize): string {
  const barrels = barrelsPrefix(size);
  if (size.endWidthMm !== null) return `${size.widthMm ?? ''}/${size.endWidthMm}`;
  if (size.wallMm !== null) return `${barrels}D${size.widthMm ?? ''}x${size.wallMm}`;
  return `${barrels}${size.outside ? 'De' : 'DN'}${size.widthMm ?? ''}`;
}

function barrelsPrefix({ barrels }: NominalSize): string {
  return barrels === 1 ? '' : `${barrels}-`;
}

function printBank(bank: DuctBankSize | null): string {
  if (bank === null) return '';
  const holes = bank.rows === null || bank.columns === null ? `${bank.holes}孔` : `${bank.rows}x${bank.columns}`;
  if (bank.holeMm !== null) return bank.rows === null ? `${holes}Φ${bank.holeMm}` : `${holes}/${bank.holeMm}`;
  return bank.rows === null ? holes : `${holes}孔`;
}

function printCable(cable: CableSize | null): string {
  if (cable === null) return '';
  if (cable.coreMm2 === null) return `${cable.cores}芯`;
  const extra = cable.extraCores === 0 ? '' : `+${cable.extraCores}x${cable.extraCoreMm2 ?? ''}`;
  return `${cable.cores}x${cable.coreMm2}${extra}`;
}
