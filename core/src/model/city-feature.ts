import type { Area } from './area.ts';
import type { Link } from './link.ts';
import type { NetworkNode } from './network-node.ts';

/** One canonical feature with the family it belongs to: what a reader yields and the store keeps. */
export type CityFeature =
  | { readonly family: 'link'; readonly value: Link }
  | { readonly family: 'node'; readonly value: NetworkNode }
  | { readonly family: 'area'; readonly value: Area };

export type FeatureFamily = CityFeature['family'];
