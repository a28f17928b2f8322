import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HALF_TOWN_M, STREETS_M, TOWN_ORIGIN, type TownManhole, townDrains, townLonLat } from './small-town.ts';
import { writeTown } from './small-town-files.ts';

/** The manhole that the story is about: of a storm drain, near the middle of the town. */
export const WELL: TownManhole = wellOf();

/** The lid that tilts, the gauge below it, and a unit so far to the east of both. */
export const COVER = 'ZNJG-0001';
export const GAUGE = 'YWJC-0001';
export const UNIT = 'PATROL-7';
export const UNIT_AWAY_M = 120;

/** Water above the manhole's floor, metres: too little for an alarm of its own. */
export const WATER_M = 0.42;

const both = (en: string, zh: string) => ({ en, zh });

/** The wall of the story: two stops, an alarm for so many seconds, and a screen whose farthest viewer stands at 8 m. */
export const WALL = {
  screen: { widthMm: 7303, pixelWidth: 3840, pixelHeight: 2160, farthestViewerM: 8 },
  tour: [
    {
      title: both('The town', '全城'),
      target: TOWN_ORIGIN,
      distanceM: 700,
      headingDeg: 0,
      pitchDeg: -45,
      dwellS: 3600,
    },
    {
      title: both('The park', '公园'),
      target: TOWN_ORIGIN,
      distanceM: 300,
      headingDeg: 90,
      pitchDeg: -40,
      dwellS: 3600,
    },
  ],
  alarmDwellS: 3600,
} as const;

const LIVE = {
  adapters: [
    {
      kind: 'mqtt',
      source: 'gateway',
      title: both('Device gateway', '设备网关'),
      kinds: ['cover', 'reading', 'position'],
      crs: 'EPSG:4326',
      heartbeatS: 3600,
    },
    {
      kind: 'http',
      source: 'reports',
      title: both('Reports', '上报'),
      kinds: ['cover', 'reading', 'position', 'case'],
      crs: 'EPSG:4326',
      ratePerS: 5000,
    },
  ],
  wall: WALL,
};

/**
 * Writes the scene `wall` into a home: the small town with a smart cover and a gauge at one of its manholes, and as many
 * cameras in its streets as are wanted.
 */
export async function writeWallScene(home: string, cameras = 0): Promise<void> {
  const [lon, lat] = townLonLat(WELL.at);
  const device = (id: string, name: string, category: string) =>
    [id, name, lon.toFixed(9), lat.toFixed(9), category, '文化路 1 号'].join(',');
  const rows = [device(COVER, '文化路井盖', '智能井盖'), device(GAUGE, '文化路液位计', '管网液位计')];
  const sources = join(home, 'sources');
  const folder = join(home, 'scenes', 'wall');
  mkdirSync(join(folder, 'profiles'), { recursive: true });
  mkdirSync(sources, { recursive: true });
  writeFileSync(join(sources, 'devices.csv'), `编号,名称,经度,纬度,类型,地址\n${rows.join('\n')}\n`);
  writeFileSync(
    join(folder, 'profiles', 'devices.json'),
    JSON.stringify(profileOf('devices', 'sensor', { category: '类型', address: '地址' })),
  );
  const layer = (name: string, title: object) => {
    return { kind: 'file', layer: name, title, path: `${name}.csv`, crs: 'EPSG:4326', profile: name };
  };
  const points = [layer('devices', both('Devices', '设备'))];
  if (cameras > 0) {
    writeFileSync(join(sources, 'cameras.csv'), camerasCsv(cameras));
    const profile = profileOf('cameras', 'camera', { heading: '方位角', fieldOfView: '视场角' });
    writeFileSync(join(folder, 'profiles', 'cameras.json'), JSON.stringify(profile));
    points.push(layer('cameras', both('Cameras', '摄像头')));
  }
  await writeTown(home, 'wall', points);
  const path = join(folder, 'scene.json');
  const scene = { ...JSON.parse(readFileSync(path, 'utf8')), utcOffsetMinutes: 480, groundAtFirst: 1, live: LIVE };
  writeFileSync(path, JSON.stringify(scene));
}

/** How the columns of a table of points are read. */
function profileOf(name: string, kind: string, further: Readonly<Record<string, string>>): object {
  const headings = { id: '编号', name: '名称', x: '经度', y: '纬度', ...further };
  const columns = Object.fromEntries(
    Object.entries(headings).map(([field, heading]) => [field, { headings: [heading] }]),
  );
  return { name, title: both(name, name), tables: [{ target: 'cityPoint', columns, constants: { kind } }] };
}

/** Cameras in rows over the town, each looking another way. */
function camerasCsv(count: number): string {
  const columns = Math.ceil(Math.sqrt(count));
  const rows = Array.from({ length: count }, (_, i) => {
    const spread = (n: number): number => ((n + 0.5) / columns - 0.5) * 2 * HALF_TOWN_M;
    const [lon, lat] = townLonLat([spread(i % columns), spread(Math.floor(i / columns))]);
    return [`CAM-${i}`, `摄像头${i}`, lon.toFixed(9), lat.toFixed(9), (i * 137) % 360, 70].join(',');
  });
  return `编号,名称,经度,纬度,方位角,视场角\n${rows.join('\n')}\n`;
}

function wellOf(): TownManhole {
  const drain = townDrains()[STREETS_M.indexOf(-50)];
  const well = drain?.[11];
  if (well === undefined) throw new Error('The town has no drain under its third street.');
  return well;
}

/** A place so many metres east of the well. */
export function eastOfWell(metres: number): readonly [lon: number, lat: number] {
  return townLonLat([WELL.at[0] + metres, WELL.at[1]]);
}
