import type { Area } from './area.ts';
import type { CityCase } from './city-case.ts';
import type { CityPoint } from './city-point.ts';
import type { GridCell } from './grid-cell.ts';
import type { Link } from './link.ts';
import type { MapFeature } from './map-feature.ts';
import type { NetworkNode } from './network-node.ts';

/** A feature of the underground network. */
export type NetworkFeature =
  | { readonly family: 'link'; readonly value: Link }
  | { readonly family: 'node'; readonly value: NetworkNode }
  | { readonly family: 'area'; readonly value: Area };

/** What the city is run by: devices and components at points, cells of the management grid, cases. */
export type OperationsFeature =
  | { readonly family: 'cityPoint'; readonly value: CityPoint }
  | { readonly family: 'gridCell'; readonly value: GridCell }
  | { readonly family: 'cityCase'; readonly value: CityCase };

/** One canonical feature with the family it belongs to: what a reader yields and the store keeps. */
export type CityFeature = NetworkFeature | MapFeature | OperationsFeature;

export type FeatureFamily = CityFeature['family'];
