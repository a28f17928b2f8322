import type { LaidConduit } from '../network/laid.ts';

/**
 * Least cover under a sidewalk, metres, GB 50289-2016 table 4.1.1: what no line may lack wherever in the street it lies.
 * Null where the table has none. A culvert is the drain itself, and no trench (管沟), of which it asks nothing there.
 */
export function leastCoverM({ utility, embedding, make }: LaidConduit): number | null {
  const isInTrench = embedding === 'trench' || embedding === 'tunnel';
  if (embedding === 'overhead') return null;
  switch (utility) {
    case 'water':
    case 'reclaimed':
    case 'sewage':
    case 'storm':
    case 'combined':
    case 'gas':
      return 0.6;
    case 'heat':
      return isInTrench ? null : 0.7;
    case 'power':
      if (isInTrench) return null;
      return embedding === 'directBuried' || embedding === 'underwater' ? 0.7 : 0.5;
    case 'telecom':
      if (isInTrench) return null;
      return embedding !== 'directBuried' && make.material === '钢' ? 0.5 : 0.6;
    case 'industrial':
    case 'other':
    case 'unknown':
      return null;
  }
}
