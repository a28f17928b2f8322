const CAMERA = 'living.13030200001320000042';

/** Two cameras at a crossing: one sees the manhole, one turns and may. */
export const CAMERAS_SEEING_ANSWER = {
  scene: 'demo',
  revision: 'f2c1a7b09d3e4561',
  cameras: [
    {
      featureId: CAMERA,
      sourceId: '13030200001320000042',
      name: { zh: '河北大街与民族路路口2号', en: 'Hebei Avenue / Minzu Road 2' },
      category: '枪型摄像机',
      owner: '公安交警支队(模拟)',
      position: [119.5853, 39.9361],
      headingDeg: 214,
      fieldOfViewDeg: 62,
      rangeM: 90,
      verdict: 'yes',
      why: 'inSight',
      distanceM: 41.3,
      bearingDeg: 221,
      blockedBy: null,
      hasStream: false,
    },
    {
      featureId: 'living.13030200001320000041',
      sourceId: '13030200001320000041',
      name: { zh: '河北大街与民族路路口1号', en: 'Hebei Avenue / Minzu Road 1' },
      category: '球型摄像机',
      owner: '公安局(模拟)',
      position: [119.5851, 39.9358],
      headingDeg: 30,
      fieldOfViewDeg: 58,
      rangeM: 220,
      verdict: 'unknown',
      why: 'mayTurn',
      distanceM: 18.6,
      bearingDeg: 184,
      blockedBy: null,
      hasStream: false,
    },
  ],
  counts: { yes: 1, no: 4, unknown: 1 },
};

/** A narrow view with nothing in its way. */
export const CAMERA_FOOTPRINT_ANSWER = {
  type: 'FeatureCollection',
  scene: 'demo',
  revision: 'f2c1a7b09d3e4561',
  camera: CAMERA,
  unknown: [],
  nothing: null,
  features: [
    {
      type: 'Feature',
      properties: { sight: 'seen' },
      geometry: {
        type: 'MultiPolygon',
        coordinates: [
          [
            [
              [119.5853, 39.9361],
              [119.5847, 39.9356],
              [119.5852, 39.9354],
              [119.5853, 39.9361],
            ],
          ],
        ],
      },
    },
  ],
};

export const CAMERA_STREAM_ANSWER = {
  scene: 'demo',
  camera: CAMERA,
  url: '/hls/13030200001320000042/index.m3u8',
  why: null,
};

/** A crew that is free, and one that nothing was heard of for twenty minutes. */
export const NEAREST_UNITS_ANSWER = {
  scene: 'demo',
  atMs: 1_795_190_400_000,
  units: [
    {
      unitId: 'RY-031',
      featureId: 'living.RY-031',
      name: { zh: '排水抢修车 王强', en: 'Drain repair crew 031' },
      category: '排水抢修车',
      owner: '排水公司(模拟)',
      source: 'demo',
      position: [119.5901, 39.9377],
      positionBasis: 'geodetic',
      quality: 'good',
      distanceM: 447,
      ageS: 6,
      isStale: false,
      headingDeg: 90,
      speedMps: 6.8,
      isBusy: false,
      cases: [],
    },
    {
      unitId: 'RY-033',
      featureId: 'living.RY-033',
      name: { zh: '排水抢修车 李敏', en: 'Drain repair crew 033' },
      category: '排水抢修车',
      owner: '排水公司(模拟)',
      source: 'demo',
      position: [119.5866, 39.9349],
      positionBasis: 'geodetic',
      quality: 'good',
      distanceM: 174,
      ageS: 1212,
      isStale: true,
      headingDeg: 270,
      speedMps: 0,
      isBusy: true,
      cases: ['20261120-000412'],
    },
  ],
  counts: { fresh: 1, stale: 1 },
};
