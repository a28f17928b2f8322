import { CSV_FORMAT } from './csv/csv-format.ts';
import { DXF_FORMAT } from './dxf/dxf-format.ts';
import { GEOJSON_FORMAT } from './geojson/geojson-format.ts';
import { GEOPACKAGE_FORMAT } from './geopackage/geopackage-format.ts';
import { JSON_ARRAY_FORMAT } from './json-array/json-array-format.ts';
import { MDB_FORMAT } from './mdb/mdb-format.ts';
import { SHAPEFILE_FORMAT } from './shapefile/shapefile-format.ts';
import type { TableFormat } from './table-format.ts';
import { XLSX_FORMAT } from './xlsx/xlsx-format.ts';

/** Every format that holds tables. */
export const TABLE_FORMATS: readonly TableFormat[] = [
  DXF_FORMAT,
  GEOJSON_FORMAT,
  CSV_FORMAT,
  XLSX_FORMAT,
  MDB_FORMAT,
  SHAPEFILE_FORMAT,
  GEOPACKAGE_FORMAT,
  JSON_ARRAY_FORMAT,
];
