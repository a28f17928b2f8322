import {
  cameraFootprintSchema,
  cameraStreamSchema,
  camerasSeeingSchema,
} from '@undercroft/core/protocol/live/camera-answers';
import { nearestUnitsSchema } from '@undercroft/core/protocol/live/unit-answers';
import { nearestQuery, seeingQuery } from '../../routes/camera-routes.ts';
import { type ApiOperation, jsonAnswer } from '../api-operation.ts';
import {
  CAMERA_FOOTPRINT_ANSWER,
  CAMERA_STREAM_ANSWER,
  CAMERAS_SEEING_ANSWER,
  NEAREST_UNITS_ANSWER,
} from '../examples/camera-examples.ts';

export const CAMERA_OPERATIONS: readonly ApiOperation[] = [
  {
    route: 'camerasSeeing',
    method: 'get',
    id: 'listCamerasSeeing',
    tag: 'live',
    title: { en: 'Cameras that see a place', zh: '能看到某处的摄像机' },
    text: 'Those that see a place and those that may, the most useful first: within range, within the angle of view, with neither ground nor building between. What a source does not say makes it `unknown`, never `yes`. Trees, walls and vehicles are not known.',
    query: seeingQuery,
    answers: jsonAnswer(
      'The cameras, and how many there are of each verdict.',
      camerasSeeingSchema,
      CAMERAS_SEEING_ANSWER,
    ),
    problems: ['bad-request', 'unknown-scene', 'scene-not-imported', 'too-busy'],
  },
  {
    route: 'cameraFootprint',
    method: 'get',
    id: 'getCameraFootprint',
    tag: 'live',
    title: { en: 'Ground that a camera sees', zh: '摄像机可视地面' },
    text: 'GeoJSON polygons of the ground it sees and of the ground it may see, with what is not known. Where heading or angle of view is not stated all of it is `maybe`.',
    answers: jsonAnswer('The polygons, longitude and latitude.', cameraFootprintSchema, CAMERA_FOOTPRINT_ANSWER),
    problems: ['bad-request', 'unknown-scene', 'unknown-feature', 'scene-not-imported', 'too-busy'],
  },
  {
    route: 'cameraStream',
    method: 'get',
    id: 'getCameraStream',
    tag: 'live',
    title: { en: "Where a camera's pictures come from", zh: '摄像机视频地址' },
    text: "The scene's template filled with the camera's code or id: an HLS playlist of a gateway. The server fetches nothing of it.",
    answers: jsonAnswer(
      'The address; null with the reason where there is none.',
      cameraStreamSchema,
      CAMERA_STREAM_ANSWER,
    ),
    problems: ['bad-request', 'unknown-scene', 'unknown-feature', 'scene-not-imported'],
  },
  {
    route: 'nearestUnits',
    method: 'get',
    id: 'listNearestUnits',
    tag: 'live',
    title: { en: 'Units near a place', zh: '附近的处置力量' },
    text: 'Where units on duty were last heard of, by distance as the crow flies, with the age of that word. Those not heard of for longer than their feed allows are stale and come after all others.',
    query: nearestQuery,
    answers: jsonAnswer('The units.', nearestUnitsSchema, NEAREST_UNITS_ANSWER),
    problems: ['bad-request', 'unknown-scene'],
  },
];
