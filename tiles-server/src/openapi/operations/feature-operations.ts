import { featureSchema, featuresInSchema, searchSchema } from '@undercroft/core/protocol/answers';
import { historySchema } from '@undercroft/core/protocol/data-page';
import { featureEditAnswerSchema, featureEditSchema } from '@undercroft/core/protocol/feature-edit';
import { boxQuery } from '../../routes/feature-routes.ts';
import { asOfQuery, searchQuery } from '../../routes/scene-routes.ts';
import { type ApiOperation, jsonAnswer, jsonBody } from '../api-operation.ts';

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
    route: 'feature',
    method: 'patch',
    id: 'editFeature',
    tag: 'features',
    title: { en: 'Put a feature right', zh: '修改要素' },
    text: [
      'Changes fields of one link (`LinkPatch`) or node (`NodePatch`), or refuses all of it. Who and why stand in its history, and undoing the import that the answer names takes it back.',
      'Levels, slope and plan length follow from what is given as they do in an import; the ends of links go with a node that is moved.',
      '`seen` is `import.id` of the feature as it was seen: of two who edit the same version one is told `feature-changed`.',
      'Everybody who follows the scene is told at once (`EditNote`), with the tiles that hold other bytes since.',
    ].join(' '),
    body: jsonBody(featureEditSchema, {
      by: '规划员 陈宇',
      reason: '开挖复测',
      seen: 12,
      patch: { levels: { reference: 'outerTop', fromM: 2.41, toM: 2.18 }, section: { widthMm: 200 } },
    }),
    answers: jsonAnswer('What the rows are now, and which tiles changed.', featureEditAnswerSchema),
    problems: [
      'bad-request',
      'unknown-scene',
      'unknown-feature',
      'feature-changed',
      'draft-waiting',
      'layer-busy',
      'edit-refused',
      'scene-not-imported',
      'json-wanted',
      'token-required',
    ],
    isWrite: true,
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
