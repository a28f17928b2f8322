import type {
  AreaFeature,
  CityPointFeature,
  GridCellFeature,
  LinkFeature,
  NodeFeature,
} from '@undercroft/core/protocol/answers';

type Drawn<T> = Omit<T, 'raw' | 'import'>;

/** What is needed of a feature to draw it: its record and where that came from are not. */
export type LinkShape = Drawn<LinkFeature>;
export type NodeShape = Drawn<NodeFeature>;
export type FeatureShape =
  | LinkShape
  | NodeShape
  | Drawn<AreaFeature>
  | Drawn<CityPointFeature>
  | Drawn<GridCellFeature>;
