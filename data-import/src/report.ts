import type { CityFeature } from '@undercroft/core/model/city-feature';
import type { Issue } from '@undercroft/core/model/issue';
import type { ImportReport } from '@undercroft/core/protocol/import-answers';
import { ISSUES_KEPT_PER_CODE } from './issue-log.ts';
import { issue } from './issues.ts';
import type { ReadItem } from './readers/reader.ts';
import { countUnknowns } from './unknown-fields.ts';

/** Builds an import report item by item; its memory does not grow with the file. */
export interface ReportBuilder {
  add(item: ReadItem): void;
  /** True as soon as one error was found: nothing of the file may be published. */
  readonly hasErrors: boolean;
  /** Features seen so far. */
  readonly count: number;
  build(): ImportReport;
}

export function reportBuilder(format: string, crs: string | null): ReportBuilder {
  const features = new Map<string, number>();
  const nodeKinds = new Map<string, number>();
  const unknown = new Map<string, number>();
  const issueCounts = new Map<string, number>();
  const issues: Issue[] = [];
  const box = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let lengthM = 0;
  let geometryLengthM = 0;
  let count = 0;
  let hasErrors = false;

  const addIssue = (found: Issue) => {
    const seen = increase(issueCounts, found.code);
    if (seen <= ISSUES_KEPT_PER_CODE) issues.push(found);
    hasErrors ||= found.severity === 'error';
  };
  const addUnknown = (field: string) => {
    increase(unknown, field);
  };
  const addFeature = (feature: CityFeature) => {
    count++;
    countUnknowns(feature, addUnknown);
    switch (feature.family) {
      case 'node':
        increase(features, 'node');
        increase(nodeKinds, feature.value.kind);
        widen(box, feature.value.position);
        return;
      case 'link':
        increase(features, feature.value.kind);
        widen(box, feature.value.path);
        if (feature.value.kind !== 'conduit') return;
        lengthM += feature.value.statedLengthM ?? feature.value.planLengthM;
        geometryLengthM += feature.value.planLengthM;
        return;
      case 'area':
        increase(features, feature.value.kind);
        widen(box, feature.value.ring ?? []);
        return;
      case 'road':
        increase(features, 'road');
        widen(box, feature.value.path);
        return;
      case 'landUse':
      case 'water':
      case 'building':
        increase(features, feature.family);
        widen(box, feature.value.rings[0] ?? []);
        return;
      case 'place':
      case 'furniture':
        increase(features, feature.family);
        widen(box, feature.value.position);
        return;
      case 'cityPoint':
        increase(features, feature.value.kind);
        widen(box, feature.value.position);
        return;
      case 'gridCell':
        increase(features, 'gridCell');
        for (const [outer] of feature.value.polygons) widen(box, outer ?? []);
        return;
      case 'cityCase':
        increase(features, 'case');
        widen(box, feature.value.position);
        return;
    }
  };
  return {
    add(item) {
      for (const found of item.issues) addIssue(found);
      if (item.beyond !== undefined) {
        for (const [code, beyond] of Object.entries(item.beyond)) increase(issueCounts, code, beyond);
      }
      if (item.value !== null) addFeature(item.value);
    },
    get hasErrors() {
      return hasErrors;
    },
    get count() {
      return count;
    },
    build() {
      if (count === 0 && !hasErrors) addIssue(issue('no-features', null, null, 'The source holds no features.'));
      const [west = 0, south = 0, east = 0, north = 0] = box;
      return {
        format,
        crs,
        accepted: !hasErrors,
        features: Object.fromEntries(features),
        nodeKinds: Object.fromEntries(nodeKinds),
        lengthM,
        geometryLengthM,
        bbox: west <= east ? [west, south, east, north] : null,
        unknown: Object.fromEntries(unknown),
        issueCounts: Object.fromEntries(issueCounts),
        issues: [...issues],
      };
    },
  };
}

function increase(counts: Map<string, number>, key: string, by = 1): number {
  const next = (counts.get(key) ?? 0) + by;
  counts.set(key, next);
  return next;
}

function widen(box: number[], points: ArrayLike<number>): void {
  let [west = Number.NaN, south = Number.NaN, east = Number.NaN, north = Number.NaN] = box;
  for (let i = 0; i + 1 < points.length; i += 2) {
    const lon = points[i] ?? Number.NaN;
    const lat = points[i + 1] ?? Number.NaN;
    west = Math.min(west, lon);
    south = Math.min(south, lat);
    east = Math.max(east, lon);
    north = Math.max(north, lat);
  }
  box[0] = west;
  box[1] = south;
  box[2] = east;
  box[3] = north;
}
