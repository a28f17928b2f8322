import { type Profile, profileSchema } from '../../core/src/protocol/profile.ts';
import { type Scene, sceneSchema } from '../../core/src/protocol/scene.ts';
import { builtInProfile } from '../../data-import/src/built-in-profiles.ts';

/** The districts have no profile of their own: a code of six digits and a name. */
const DISTRICTS = profileSchema.parse({
  name: 'districts',
  title: { en: 'Districts', zh: '区县' },
  tables: [{ target: 'gridCell', columns: { code: { headings: ['id'] }, name: { headings: ['name'] } } }],
});

function file(layer: string, path: string, rest: { readonly crs?: string; readonly profile?: string } = {}) {
  return { kind: 'file', layer, title: { en: layer, zh: layer }, path, ...rest };
}

/** Every data set as a layer of one scene: where they lie is no matter of the scene. */
export const TRUTH_SCENE: Scene = sceneSchema.parse({
  id: 'truth',
  title: { en: 'Truth', zh: '真值' },
  description: { en: 'Real data sets', zh: '真实数据' },
  synthetic: false,
  frame: { origin: [2.03, 41.34], displayCrs: 'EPSG:25831' },
  heightDatum: {
    name: { en: 'as each source has it', zh: '各来源自有' },
    geoidOffsetM: 49.42,
    basis: { en: 'test', zh: '测试' },
  },
  sources: [
    file('sant-boi', 'sant-boi/sant_boi.gpkg', { profile: 'giswater' }),
    file('ky4', 'epanet/ky4.inp', { crs: 'EPSG:3547' }),
    file('bellinge', 'bellinge/bellinge.inp', { crs: 'EPSG:25832' }),
    file('delft', 'cityjson/delft.json'),
    file('astana', 'astana/buildings.geojson', { profile: 'buildings' }),
    file('monaco', 'osm/monaco.osm.pbf'),
    file('districts', 'qinhuangdao/districts.geojson', { profile: 'districts' }),
    file('cameras', 'cameras/nyc.json', { crs: 'EPSG:4326', profile: 'traffic-cameras' }),
  ],
  attribution: [{ text: 'see the data folder', licence: 'various' }],
  camera: { target: [2.03, 41.34], distanceM: 1000, headingDeg: 0, pitchDeg: -45 },
});

/** Profile of a source of the scene by its name. */
export const truthProfile = async (name: string): Promise<Profile> =>
  name === 'districts' ? DISTRICTS : await builtInProfile(name);
