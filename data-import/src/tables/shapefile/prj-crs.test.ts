import { describe, expect, it } from 'vitest';
import { prjCrs } from './prj-crs.ts';

const DEGREE = 'UNIT["Degree",0.0174532925199433]';
const CGCS = `GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],${DEGREE}]`;
const WGS = `GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],${DEGREE}]`;
const BEIJING = `GEOGCS["GCS_Beijing_1954",DATUM["D_Beijing_1954",SPHEROID["Krasovsky_1940",6378245.0,298.3]],PRIMEM["Greenwich",0.0],${DEGREE}]`;
const XIAN = `GEOGCS["GCS_Xian_1980",DATUM["D_Xian_1980",SPHEROID["Xian_1980",6378140.0,298.257]],PRIMEM["Greenwich",0.0],${DEGREE}]`;

function zone(
  name: string,
  geographic: string,
  meridian: number,
  easting: number,
  more = '',
  scale = 1,
  unit = 1,
): string {
  return `PROJCS["${name}",${geographic},PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",${easting}],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",${meridian}],PARAMETER["Scale_Factor",${scale}],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",${unit}]${more}]`;
}

describe('the system of a .prj', () => {
  it.each([
    ['3 degrees, no zone number', zone('CGCS2000_3_Degree_GK_CM_117E', CGCS, 117, 500_000), 'EPSG:4548'],
    ['3 degrees, zone number', zone('CGCS2000_3_Degree_GK_Zone_39', CGCS, 117, 39_500_000), 'EPSG:4527'],
    ['6 degrees, no zone number', zone('CGCS2000_GK_CM_117E', CGCS, 117, 500_000), 'EPSG:4509'],
    ['6 degrees, zone number', zone('CGCS2000_GK_Zone_20', CGCS, 117, 20_500_000), 'EPSG:4498'],
    ['3 degrees by its meridian alone', zone('my city', CGCS, 120, 500_000), 'EPSG:4549'],
    ['a code that fits', zone('x', CGCS, 120, 500_000, ',AUTHORITY["EPSG","4549"]'), 'EPSG:4549'],
    ['degrees', CGCS, 'EPSG:4490'],
    ['WGS 84 degrees', WGS, 'EPSG:4326'],
    [
      'UTM',
      zone('WGS_1984_UTM_Zone_50N', WGS, 117, 500_000, '', 0.9996).replace('Gauss_Kruger', 'Transverse_Mercator'),
      'EPSG:32650',
    ],
    [
      'web Mercator',
      `PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",${WGS},PROJECTION["Mercator_Auxiliary_Sphere"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",0.0],PARAMETER["Standard_Parallel_1",0.0],PARAMETER["Auxiliary_Sphere_Type",0.0],UNIT["Meter",1.0]]`,
      'EPSG:3857',
    ],
    [
      'Kentucky in feet',
      'PROJCS["NAD_1983_NSRS2007_StatePlane_Kentucky_FIPS_1600_Ft_US",GEOGCS["GCS_NAD_1983_NSRS2007",DATUM["D_NAD_1983_NSRS2007",SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Lambert_Conformal_Conic"],PARAMETER["False_Easting",4921250.0],PARAMETER["False_Northing",3280833.333333333],PARAMETER["Central_Meridian",-85.75],PARAMETER["Standard_Parallel_1",37.08333333333334],PARAMETER["Standard_Parallel_2",38.66666666666666],PARAMETER["Latitude_Of_Origin",36.33333333333334],UNIT["Foot_US",0.3048006096012192]]',
      'EPSG:3547',
    ],
    [
      'a compound system',
      `COMPD_CS["x",${zone('y', CGCS, 120, 500_000)},VERT_CS["1985 height",VERT_DATUM["v",2005],UNIT["metre",1]]]`,
      'EPSG:4549',
    ],
    ['Beijing 1954', zone('Beijing_1954_3_Degree_GK_CM_117E', BEIJING, 117, 500_000), null],
    ['Xian 1980', zone('Xian_1980_3_Degree_GK_Zone_39', XIAN, 117, 39_500_000), null],
    ['Xian 1980 degrees', XIAN, null],
    ['a meridian of a city', zone('CGCS2000_3_Degree_GK_CM_117E', CGCS, 117.5, 500_000), null],
    [
      'a code that its parameters contradict',
      zone('CGCS2000_3_Degree_GK_CM_120E', CGCS, 119.5, 500_000, ',AUTHORITY["EPSG","4549"]'),
      null,
    ],
    ['a zone in kilometres', zone('CGCS2000_3_Degree_GK_CM_117E', CGCS, 117, 500_000, '', 1, 1000), null],
    ['longitudes from Ferro', CGCS.replace('"Greenwich",0.0', '"Ferro",-17.6666'), null],
    ['a zone counted from Ferro', zone('x', CGCS.replace('"Greenwich",0.0', '"Ferro",-17.6666'), 120, 500_000), null],
    ['grads', CGCS.replace('0.0174532925199433', '0.015707963267949'), null],
    ['a method that is not in the table', zone('x', WGS, 0, 0).replace('Gauss_Kruger', 'Robinson'), null],
    ['words', 'LOCAL_CS["Unknown"]', null],
    ['no well-known text', 'EPSG:4549', null],
    ['brackets without end', 'PROJCS['.repeat(5000), null],
  ])('%s', (_title, text, code) => {
    const crs = prjCrs(text);
    expect(crs.code).toBe(code);
    expect(crs.axes).toBe('eastNorth');
    expect(crs.text.length).toBeLessThanOrEqual(300);
  });

  it('shows its name and none of its parameters', () => {
    expect(prjCrs(zone('our old town', CGCS, 118.25, 123_456)).text).toBe('our old town');
  });
});
