import type { DigVerdict } from '../protocol/analysis/excavation.ts';

/**
 * Colours of verdicts on paper and in drawings, dark enough for white letters. Clear is grey, not green: what the data do
 * not show is not allowed. A verdict is never told by its colour alone.
 */
export const DIG_VERDICT_COLOURS: Readonly<Record<DigVerdict, string>> = {
  hit: '#a8201a',
  inProtectionZone: '#c2410c',
  unknown: '#6d3fa0',
  insideUncertainty: '#946200',
  inControlZone: '#7a6a10',
  clear: '#4f5d63',
};
