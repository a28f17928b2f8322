import { featureSchema, featuresInSchema, searchSchema } from '@undercroft/core/protocol/answers';
import { historySchema } from '@undercroft/core/protocol/data-page';
import { boxQuery } from '../../routes/feature-routes.ts';
import { asOfQuery, searchQuery } from '../../routes/scene-routes.ts';
import { type ApiOperation, jsonAnswer } from '../api-operation.ts';

export const FEATURE_OPERATIONS: readonly ApiOperation[] = [
  {
    route: 'features',
    method: 'get',
    id: 'searchFeatures',
    tag: 'features',
    title: { en: 'Search', zh: '查找' },
    text: 'Features whose number, and of city points and grid cells also name and code, holds the text `q`.',
    query: searchQuery,
    answers: jsonAnswer('Matches; `more` is true when there are others.', searchSchema, {
      matches: [
        {
          id: 'gas.RQ1042',
          family: 'link',
          kind: 'conduit',
          utility: 'gas',
          position: [119.6012, 39.9021],
          extentM: 42.5,
        },
      ],
      more: false,
    }),
    problems: ['bad-request', 'unknown-scene', 'scene-not-imported'],
  },
  {
    route: 'feature',
    method: 'get',
    id: 'getFeature',
    tag: 'features',
    title: { en: 'A feature', zh: '一个要素' },
    text: 'Everything known of a feature, its source record word for word included. `asOf` is an import of its layer or a time (a day begins at midnight, UTC).',
    query: asOfQuery,
    answers: jsonAnswer('The feature.', featureSchema),
    problems: ['bad-request', 'unknown-scene', 'unknown-feature', 'scene-not-imported'],
  },
  {
    route: 'history',
    method: 'get',
    id: 'getFeatureHistory',
    tag: 'features',
    title: { en: 'Versions of a feature', zh: '要素的历史版本' },
    text: 'Every version that was ever shown and not undone, newest first, with the fields that changed.',
    answers: jsonAnswer('The versions.', historySchema),
    problems: ['unknown-scene', 'unknown-feature', 'scene-not-imported'],
  },
  {
    route: 'featuresIn',
    method: 'get',
    id: 'listFeaturesIn',
    tag: 'features',
    title: { en: 'Features of a rectangle', zh: '矩形范围内的要素' },
    text: 'Every link and node whose bounding box meets the rectangle: all of them, or a problem; never a part.',
    query: boxQuery,
    answers: jsonAnswer('Links and nodes.', featuresInSchema),
    problems: ['bad-request', 'unknown-scene', 'too-many-features', 'scene-not-imported'],
  },
];
