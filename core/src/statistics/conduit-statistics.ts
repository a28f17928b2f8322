import type { DataMoment } from '../analysis/near-rows.ts';
import { NetworkError } from '../network/network-error.ts';
import type { StatisticsAnswer, StatisticsRequest } from '../protocol/analysis/statistics.ts';
import { attributeValue, boundsOf, type StatisticsAttribute } from './attribute-value.ts';
import { bandsBetween } from './bands.ts';
import type { CountedConduit } from './counted-conduit.ts';

/** Counts conduits as they come, batch by batch; the memory it takes is that of its groups. */
export interface ConduitStatistics {
  /** Throws a NetworkError when there are more groups than an answer may hold. */
  readonly add: (batch: readonly CountedConduit[]) => void;
  readonly answer: (scene: string, moment: DataMoment) => StatisticsAnswer;
}

/** Most groups of an answer: a free text of which every conduit has its own is no attribute to group by. */
export const MOST_GROUPS = 10_000;

interface Group {
  readonly values: readonly (string | null)[];
  count: number;
  lengthM: number;
  lengthUnknown: number;
}

/** `thisYear` is the year that ages are counted to. */
export function conduitStatistics(
  { by, utilities }: Pick<StatisticsRequest, 'by' | 'utilities'>,
  thisYear: number,
): ConduitStatistics {
  const wanted = utilities === undefined ? null : new Set(utilities);
  const groups = new Map<string, Group>();
  const total: Group = { values: [], count: 0, lengthM: 0, lengthUnknown: 0 };

  const groupOf = (values: readonly (string | null)[]): Group => {
    const key = JSON.stringify(values);
    const known = groups.get(key);
    if (known !== undefined) return known;
    if (groups.size === MOST_GROUPS) {
      const message = `Statistics by ${by.join(' and ')} may have ${MOST_GROUPS} groups, but the data has more.`;
      throw new NetworkError('too-many-groups', message);
    }
    const group: Group = { values, count: 0, lengthM: 0, lengthUnknown: 0 };
    groups.set(key, group);
    return group;
  };

  return {
    add(batch) {
      for (const conduit of batch) {
        if (conduit.facts.kind !== 'conduit' && !by.includes('kind')) continue;
        if (wanted !== null && !wanted.has(conduit.facts.utility)) continue;
        const group = groupOf(by.map((attribute) => attributeValue(attribute, conduit, thisYear)));
        count(group, conduit.lengthM);
        count(total, conduit.lengthM);
      }
    },
    answer: (scene, { revision, dataDate }) => ({
      complete: true,
      scene,
      revision,
      dataDate,
      by: by.map((attribute) => {
        const bounds = boundsOf(attribute);
        return { attribute, unit: unitOf(attribute), bands: bounds === null ? null : [...bandsBetween(bounds)] };
      }),
      groups: [...groups.values()].sort(order(by)).map(({ values, ...sums }) => ({ values: [...values], ...sums })),
      total: { count: total.count, lengthM: total.lengthM, lengthUnknown: total.lengthUnknown },
    }),
  };
}

function count(group: Group, lengthM: number): void {
  group.count += 1;
  if (Number.isFinite(lengthM)) group.lengthM += lengthM;
  else group.lengthUnknown += 1;
}

function unitOf(attribute: StatisticsAttribute): 'mm' | 'm' | 'a' | 'MPa' | null {
  if (attribute === 'size') return 'mm';
  if (attribute === 'cover') return 'm';
  if (attribute === 'age') return 'a';
  return attribute === 'pressure' ? 'MPa' : null;
}

/** By the first attribute, then by the second: unknown last, bands ascending, and names by length, the longest first. */
function order(by: readonly StatisticsAttribute[]): (a: Group, b: Group) => number {
  const ranks = by.map((attribute) => {
    const bounds = boundsOf(attribute);
    const names = bounds === null ? null : bandsBetween(bounds).map(({ name }) => name);
    return (value: string | null): number => (value === null ? Infinity : (names?.indexOf(value) ?? 0));
  });
  return (a, b) => {
    for (const [i, rank] of ranks.entries()) {
      const difference = rank(a.values[i] ?? null) - rank(b.values[i] ?? null);
      if (Number.isFinite(difference) ? difference !== 0 : !Number.isNaN(difference)) return difference;
    }
    return b.lengthM - a.lengthM || (JSON.stringify(a.values) < JSON.stringify(b.values) ? -1 : 1);
  };
}
