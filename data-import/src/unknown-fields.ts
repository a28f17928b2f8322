import type { Area } from '@undercroft/core/model/area';
import type { CityCase } from '@undercroft/core/model/city-case';
import type { CityFeature } from '@undercroft/core/model/city-feature';
import type { CityPoint } from '@undercroft/core/model/city-point';
import type { GridCell } from '@undercroft/core/model/grid-cell';
import type { Link } from '@undercroft/core/model/link';
import type { Building } from '@undercroft/core/model/map-feature';
import type { NetworkNode } from '@undercroft/core/model/network-node';

type Count = (field: string) => void;

/** Calls `count` with each field a person asks for that the source leaves open. Devices have no size or levels to ask for. */
export function countUnknowns(feature: CityFeature, count: Count): void {
  switch (feature.family) {
    case 'node':
      nodeUnknowns(feature.value, count);
      return;
    case 'link':
      if (feature.value.kind === 'conduit') conduitUnknowns(feature.value, count);
      else assetUnknowns(feature.value, count);
      return;
    case 'area':
      areaUnknowns(feature.value, count);
      return;
    case 'road':
      if (feature.value.class === 'unknown') count('roadClass');
      if (feature.value.widthM === null) count('roadWidthM');
      return;
    case 'landUse':
      if (feature.value.kind === 'unknown') count('landUse');
      return;
    case 'water':
      if (feature.value.kind === 'unknown') count('waterKind');
      return;
    case 'building':
      buildingUnknowns(feature.value, count);
      return;
    case 'place':
      if (feature.value.rank === null) count('placeRank');
      return;
    case 'furniture':
      if (feature.value.heightM === null) count('furnitureHeightM');
      return;
    case 'cityPoint':
      cityPointUnknowns(feature.value, count);
      return;
    case 'gridCell':
      gridCellUnknowns(feature.value, count);
      return;
    case 'cityCase':
      cityCaseUnknowns(feature.value, count);
      return;
  }
}

function nodeUnknowns(node: NetworkNode, count: Count): void {
  assetUnknowns(node, count);
  if (node.coverLevelM === null) count('coverLevelM');
  if (node.sumpLevelM === null) count('sumpLevelM');
  if (node.shaftDiameterMm === null) count('shaftDiameterMm');
}

function conduitUnknowns(link: Link, count: Count): void {
  assetUnknowns(link, count);
  if (link.section === null || link.section.widthMm === null || link.section.heightMm === null) count('section');
  if (link.section === null || link.section.wallMm === null) count('wallMm');
  if (link.from.invertM === null || link.to.invertM === null) count('invertM');
  if (link.from.outerTopM === null || link.to.outerTopM === null) count('outerTopM');
  if (link.statedLengthM === null) count('statedLengthM');
  if (link.slope === null) count('slope');
}

function assetUnknowns(asset: Link | NetworkNode, count: Count): void {
  if (asset.utility === 'unknown') count('utility');
  if (asset.material === null) count('material');
  if (asset.owner === null) count('owner');
  if (asset.builtYear === null) count('builtYear');
  if (asset.accuracy.qualityLevel === null) count('qualityLevel');
}

function areaUnknowns(area: Area, count: Count): void {
  if (area.ring === null) count('ring');
  if (area.statedAreaM2 === null) count('statedAreaM2');
}

function buildingUnknowns({ heightM, storeys, use }: Building, count: Count): void {
  if (heightM === null) count('buildingHeightM');
  if (heightM === null && storeys === null) count('buildingHeightAndStoreys');
  if (use === 'unknown') count('buildingUse');
}

function cityPointUnknowns(point: CityPoint, count: Count): void {
  if (point.code === null) count('code');
  if (point.gridCell === null) count('gridCell');
  if (point.owner === null) count('owner');
  if (point.status === 'unknown') count('status');
  if (point.kind !== 'camera') return;
  if (point.headingDeg === null) count('headingDeg');
  if (point.fieldOfViewDeg === null) count('fieldOfViewDeg');
  if (point.rangeM === null) count('rangeM');
}

function gridCellUnknowns(cell: GridCell, count: Count): void {
  if (cell.code === null) count('code');
  if (cell.level === 'unknown') count('gridLevel');
  if (cell.manager === null) count('manager');
}

/** Steps not reached yet are no gaps; a case without the time of its report is. */
function cityCaseUnknowns(each: CityCase, count: Count): void {
  if (each.steps.report === null) count('reportTime');
  if (each.category === null) count('category');
  if (each.gridCell === null) count('gridCell');
  if (each.department === null) count('department');
  if (each.channel === 'unknown') count('channel');
  if (each.result === 'unknown') count('result');
}
