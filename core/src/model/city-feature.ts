import type { Area } from './area.ts';
import type { Link } from './link.ts';
import type { MapFeature } from './map-feature.ts';
import type { NetworkNode } from './network-node.ts';

/** A feature of the underground network. */
export type NetworkFeature =
  | { readonly family: 'link'; readonly value: Link }
  | { readonly family: 'node'; readonly value: NetworkNode }
  | { readonly family: 'area'; readonly value: Area };

/** One canonical feature with the family it belongs to: what a reader yields and the store keeps. */
export type CityFeature = NetworkFeature | MapFeature;

export type FeatureFamily = CityFeature['family'];
