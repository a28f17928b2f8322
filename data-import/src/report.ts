import type { CityFeature } from '@undercroft/core/model/city-feature';
import type { Issue } from '@undercroft/core/model/issue';
import type { Link } from '@undercroft/core/model/link';
import type { MapFeature } from '@undercroft/core/model/map-feature';
import type { NetworkNode } from '@undercroft/core/model/network-node';
import type { ImportReport } from '@undercroft/core/protocol/answers';
import { ISSUES_KEPT_PER_CODE } from './issue-log.ts';
import { issue } from './issues.ts';
import type { ReadItem } from './readers/reader.ts';

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
  const addFeature = (feature: CityFeature) => {
    count++;
    for (const field of unknownFields(feature)) increase(unknown, field);
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
        increase(features, 'place');
        widen(box, feature.value.position);
        return;
    }
  };
  return {
    add(item) {
      for (const found of item.issues) addIssue(found);
      for (const [code, beyond] of Object.entries(item.beyond ?? {})) increase(issueCounts, code, beyond);
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
  for (let i = 0; i + 1 < points.length; i += 2) {
    const lon = points[i] ?? Number.NaN;
    const lat = points[i + 1] ?? Number.NaN;
    box[0] = Math.min(box[0] ?? lon, lon);
    box[1] = Math.min(box[1] ?? lat, lat);
    box[2] = Math.max(box[2] ?? lon, lon);
    box[3] = Math.max(box[3] ?? lat, lat);
  }
}

/** Names of the fields a person asks for that the source leaves open. Devices have no size or levels to ask for. */
function unknownFields(feature: CityFeature): readonly string[] {
  switch (feature.family) {
    case 'node':
      return nodeUnknowns(feature.value);
    case 'link':
      return feature.value.kind === 'conduit' ? conduitUnknowns(feature.value) : assetUnknowns(feature.value);
    case 'area':
      return [
        ...(feature.value.ring === null ? ['ring'] : []),
        ...(feature.value.statedAreaM2 === null ? ['statedAreaM2'] : []),
      ];
    case 'road':
    case 'landUse':
    case 'water':
    case 'building':
    case 'place':
      return mapUnknowns(feature);
  }
}

function mapUnknowns(feature: MapFeature): readonly string[] {
  switch (feature.family) {
    case 'road':
      return [
        ...(feature.value.class === 'unknown' ? ['roadClass'] : []),
        ...(feature.value.widthM === null ? ['roadWidthM'] : []),
      ];
    case 'landUse':
      return feature.value.kind === 'unknown' ? ['landUse'] : [];
    case 'water':
      return feature.value.kind === 'unknown' ? ['waterKind'] : [];
    case 'building': {
      const { heightM, storeys, use } = feature.value;
      return [
        ...(heightM === null ? ['buildingHeightM'] : []),
        ...(heightM === null && storeys === null ? ['buildingHeightAndStoreys'] : []),
        ...(use === 'unknown' ? ['buildingUse'] : []),
      ];
    }
    case 'place':
      return feature.value.rank === null ? ['placeRank'] : [];
  }
}

function nodeUnknowns(node: NetworkNode): readonly string[] {
  const fields = [...assetUnknowns(node)];
  if (node.coverLevelM === null) fields.push('coverLevelM');
  if (node.sumpLevelM === null) fields.push('sumpLevelM');
  if (node.shaftDiameterMm === null) fields.push('shaftDiameterMm');
  return fields;
}

function conduitUnknowns(link: Link): readonly string[] {
  const fields = [...assetUnknowns(link)];
  if (link.section === null || link.section.widthMm === null || link.section.heightMm === null) fields.push('section');
  if (link.section === null || link.section.wallMm === null) fields.push('wallMm');
  if (link.from.invertM === null || link.to.invertM === null) fields.push('invertM');
  if (link.from.outerTopM === null || link.to.outerTopM === null) fields.push('outerTopM');
  if (link.statedLengthM === null) fields.push('statedLengthM');
  if (link.slope === null) fields.push('slope');
  return fields;
}

function assetUnknowns(asset: Link | NetworkNode): readonly string[] {
  const fields: string[] = [];
  if (asset.utility === 'unknown') fields.push('utility');
  if (asset.material === null) fields.push('material');
  if (asset.owner === null) fields.push('owner');
  if (asset.builtYear === null) fields.push('builtYear');
  if (asset.accuracy.qualityLevel === null) fields.push('qualityLevel');
  return fields;
}
