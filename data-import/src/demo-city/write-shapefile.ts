import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lineEnds } from './line-ends.ts';
import { LINE_FIELDS, POINT_FIELDS, type SurveyField } from './survey-fields.ts';
import type { SurveyWriter } from './survey-writer.ts';
import { type DbfField, dbfWriter } from './write-dbf.ts';
import { shpWriter } from './write-shp.ts';
import { writeZip } from './write-zip.ts';

/** CGCS2000 in the 3-degree zone of 120 E, in the words that such files come with (EPSG:4549). */
const PRJ =
  'PROJCS["CGCS2000_3_Degree_GK_CM_120E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",120.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';

/** Two shapefiles, points with levels and lines, in one archive: GBK text and no `.cpg`. */
export function shapefileWriter(folder: string, archive: string, pointsName: string, linesName: string): SurveyWriter {
  const stems = [pointsName, linesName].map((name) => join(folder, name));
  const [pointStem = '', lineStem = ''] = stems;
  const pointShapes = shpWriter(pointStem, 'points');
  const pointTable = dbfWriter(`${pointStem}.dbf`, POINT_FIELDS.map(dbfField));
  const lineShapes = shpWriter(lineStem, 'lines');
  const lineTable = dbfWriter(`${lineStem}.dbf`, LINE_FIELDS.map(dbfField));
  return {
    add({ points, lines }) {
      const endsOf = lineEnds(points);
      for (const row of points) {
        pointShapes.point(Number(row.Y), Number(row.X), Number(row.地面高程));
        pointTable.add(POINT_FIELDS.map(({ heading }) => row[heading]));
      }
      for (const row of lines) {
        const ends = endsOf(row);
        if (ends === null) lineShapes.nothing();
        else lineShapes.line(...ends);
        lineTable.add(LINE_FIELDS.map(({ heading }) => row[heading]));
      }
    },
    close() {
      for (const part of [pointShapes, pointTable, lineShapes, lineTable]) part.close();
      for (const stem of stems) writeFileSync(`${stem}.prj`, PRJ);
      const files = stems.flatMap((stem) => ['shp', 'shx', 'dbf', 'prj'].map((ending) => `${stem}.${ending}`));
      writeZip(join(folder, archive), files);
      for (const file of files) rmSync(file);
    },
  };
}

function dbfField<Heading extends string>({ heading, bytes, decimals }: SurveyField<Heading>): DbfField {
  return { name: heading, type: decimals === null ? 'C' : 'N', bytes, decimals: decimals ?? 0 };
}
