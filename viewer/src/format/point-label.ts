import type { CityPointKind } from '@undercroft/core/model/city-point';
import { parseFeatureId } from '@undercroft/core/model/feature-id';
import type { Say } from '../i18n/i18n.ts';
import { kindKey } from '../i18n/kind-key.ts';
import { grouped } from './quantity.ts';

interface Named {
  /** Feature id. */
  readonly id: string;
  readonly kind: CityPointKind;
  readonly name: string | null;
}

/** "Camera · East gate"; what has no name goes by the id its source gives it. */
export function pointLabel({ id, kind, name }: Named, say: Say): string {
  return `${say(kindKey(kind))} · ${name ?? parseFeatureId(id)?.sourceId ?? id}`;
}

/** "Camera 12 · Hydrant 3". */
export function groupLabel(counts: readonly (readonly [CityPointKind, number])[], say: Say): string {
  return counts.map(([kind, count]) => `${say(kindKey(kind))} ${grouped(count)}`).join(' · ');
}
