import type { FeatureFidelity } from './fidelity.ts';
import type { FindingLog } from './finding-log.ts';

/** What a drawing may be off its row before it is a finding. */
export const FIDELITY_LIMITS = {
  /** Millimetres; half the accuracy of a survey of the best quality. */
  axisMm: 5,
  /** Share of the radius. */
  radiusShare: 0.01,
  /** Millimetres. */
  gapMm: 50,
} as const;

/** Why a row is in no figure of the certificate. */
export const UNCERTIFIED_REASONS = [
  'notConduit',
  'unknownLevel',
  'unknownSize',
  'notRound',
  'severalBarrels',
  'withoutLength',
] as const;

export type UncertifiedReason = (typeof UNCERTIFIED_REASONS)[number];

/** The greatest of a figure, and whose it is; null while nothing has been measured. */
export interface Greatest {
  readonly value: number;
  readonly id: string;
}

/** How far a tileset is off its rows at most. Only what was measured is in it; the rest is counted by its reason. */
export interface Certificate {
  readonly measured: number;
  readonly notMeasured: Readonly<Record<UncertifiedReason, number>>;
  readonly axisMm: Greatest | null;
  readonly radiusMm: Greatest | null;
  readonly radiusShare: Greatest | null;
  readonly wallMm: Greatest | null;
  readonly gapMm: Greatest | null;
}

/** Gathers the figures of a tileset; memory does not grow with it. */
export class CertificateBuilder {
  #measured = 0;
  readonly #notMeasured = Object.fromEntries(UNCERTIFIED_REASONS.map((reason) => [reason, 0])) as Record<
    UncertifiedReason,
    number
  >;
  readonly #greatest = new Map<string, Greatest>();

  add(fidelity: FeatureFidelity, log: FindingLog, place: string): void {
    this.#measured += 1;
    const { id, axisMm, radiusMm, radiusShare, wallMm, gapMm } = fidelity;
    for (const [name, value] of Object.entries({ axisMm, radiusMm, radiusShare, wallMm, gapMm })) {
      const before = this.#greatest.get(name);
      if (before === undefined || value > before.value) this.#greatest.set(name, { value, id });
    }
    const at = `${place} ${id}`;
    if (axisMm > FIDELITY_LIMITS.axisMm) {
      log.add(
        'FIDELITY_AXIS',
        at,
        `Its axis is drawn ${axisMm.toFixed(1)} mm off; ${FIDELITY_LIMITS.axisMm} mm are allowed.`,
      );
    }
    if (radiusShare > FIDELITY_LIMITS.radiusShare) {
      log.add(
        'FIDELITY_RADIUS',
        at,
        `Its radius is drawn ${radiusMm.toFixed(1)} mm (${(100 * radiusShare).toFixed(2)} %) off; 1 % is allowed.`,
      );
    }
    if (gapMm > FIDELITY_LIMITS.gapMm) {
      log.add('FIDELITY_GAP', at, `${gapMm.toFixed(0)} mm of it are not drawn.`);
    }
  }

  leaveOut(reason: UncertifiedReason): void {
    this.#notMeasured[reason] += 1;
  }

  get certificate(): Certificate {
    const of = (name: string) => this.#greatest.get(name) ?? null;
    return {
      measured: this.#measured,
      notMeasured: { ...this.#notMeasured },
      axisMm: of('axisMm'),
      radiusMm: of('radiusMm'),
      radiusShare: of('radiusShare'),
      wallMm: of('wallMm'),
      gapMm: of('gapMm'),
    };
  }
}
