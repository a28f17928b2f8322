import { groundSchema, publicSceneSchema, scenesSchema, summarySchema } from '@undercroft/core/protocol/answers';
import { type ApiOperation, jsonAnswer } from '../api-operation.ts';

export const SCENE_OPERATIONS: readonly ApiOperation[] = [
  {
    route: 'scenes',
    method: 'get',
    id: 'listScenes',
    tag: 'scenes',
    title: { en: 'Scenes of this server', zh: '本服务器的场景' },
    text: 'Every scene the server knows; `served` is true once something of it is published.',
    answers: jsonAnswer('The scenes.', scenesSchema, {
      scenes: [{ id: 'demo', title: { en: 'Demo city', zh: '示例城市' }, synthetic: true, served: true }],
    }),
    problems: [],
  },
  {
    route: 'scene',
    method: 'get',
    id: 'getScene',
    tag: 'scenes',
    title: { en: 'A scene', zh: '一个场景' },
    text: 'Frame, height datum, layers and revision. The revision changes whenever an import is published or undone.',
    answers: jsonAnswer('The scene.', publicSceneSchema),
    problems: ['unknown-scene', 'scene-not-imported'],
  },
  {
    route: 'summary',
    method: 'get',
    id: 'getSummary',
    tag: 'scenes',
    title: { en: 'What a scene holds', zh: '场景内容汇总' },
    text: 'Counts and lengths by utility, how many of each field are unknown, and the newest import of each layer.',
    answers: jsonAnswer('The summary.', summarySchema),
    problems: ['unknown-scene', 'scene-not-imported'],
  },
  {
    route: 'ground',
    method: 'get',
    id: 'getGround',
    tag: 'scenes',
    title: { en: 'A coarse ground', zh: '概略地面' },
    text: 'A coarse surface through the surveyed covers, for orientation only, and how far the elevation model lies from them.',
    answers: jsonAnswer('The surface.', groundSchema),
    problems: ['unknown-scene', 'scene-not-imported', 'not-found'],
  },
];
