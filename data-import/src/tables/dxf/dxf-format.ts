import type { Issue } from '@undercroft/core/model/issue';
import { ImportError } from '../../import-error.ts';
import { issue } from '../../issues.ts';
import type { ByteSource } from '../../readers/byte-source.ts';
import type {
  CellValue,
  ColumnInfo,
  RawRow,
  TableFile,
  TableFormat,
  TableInfo,
  TableOptions,
} from '../table-format.ts';
import { type DxfEntity, dxfEntities, groupOf, numberOf, textOf } from './dxf-entities.ts';
import { DXF_TYPES, dxfGeometry } from './dxf-geometry.ts';

/**
 * Drawings (ASCII DXF): one table a layer, lines, polylines, arcs, points, texts and blocks with their attributes as
 * columns. A drawing names no coordinate system. It is read anew for every table, so that memory does not grow with it.
 */
export const DXF_FORMAT: TableFormat = {
  format: 'dxf',
  title: 'AutoCAD drawing (DXF)',
  version: 'dxf-1',
  sniff(head, name) {
    const text = new TextDecoder('latin1').decode(head.subarray(0, 4096));
    if (text.startsWith('AutoCAD Binary DXF')) return 0.9;
    if (/^\s*(999\r?\n[^\n]*\n\s*)*0\r?\n\s*SECTION\r?\n/.test(text)) return 0.97;
    return /\.dxf$/i.test(name) ? 0.3 : 0;
  },
  open: openDxf,
};

/** What every object has, marked so that no attribute of a block is mistaken for it. */
const COLUMNS: readonly ColumnInfo[] = [
  { name: '@handle', type: 'text' },
  { name: '@type', type: 'text' },
  { name: '@block', type: 'text' },
  { name: '@text', type: 'text' },
  { name: '@rotation', type: 'number' },
  { name: '@width', type: 'number' },
];
const MOST_LAYERS = 2000;
const MOST_ATTRIBUTES = 200;
const ROWS_PER_BATCH = 1000;
/** `$INSUNITS`: 0 is none, 6 metres; the others are worth a word. */
const UNITS: Readonly<Record<string, string>> = {
  '1': 'inches',
  '2': 'feet',
  '4': 'millimetres',
  '5': 'centimetres',
  '7': 'kilometres',
};

interface Layer {
  rows: number;
  readonly kinds: Set<'point' | 'line' | 'polygon'>;
  readonly attributes: Set<string>;
}

async function openDxf(files: readonly ByteSource[], { limits, signal }: TableOptions): Promise<TableFile> {
  const [source, ...others] = files;
  if (source === undefined || others.length > 0) {
    throw new ImportError('unknown-format', `A drawing is one file; ${files.length} came.`);
  }
  const { layers, issues } = await survey(source, { limits, encoding: null, signal });
  const tables = [...layers].map(([name, layer]) => tableOf(name, layer, source.name));
  return {
    tables,
    issues,
    async *rows(table, stop) {
      let batch: RawRow[] = [];
      for await (const entities of dxfEntities(source, limits, {}, stop)) {
        for (const entity of entities) {
          if (!DXF_TYPES.has(entity.type) || layerOf(entity) !== table.name) continue;
          batch.push(rowOf(entity, table));
          if (batch.length < ROWS_PER_BATCH) continue;
          yield batch;
          batch = [];
        }
      }
      if (batch.length > 0) yield batch;
    },
    close: async () => {},
  };
}

async function survey(source: ByteSource, { limits, signal }: TableOptions) {
  const layers = new Map<string, Layer>();
  const left = new Map<string, number>();
  const issues: Issue[] = [];
  const visit = {
    header: (header: ReadonlyMap<string, string>) => {
      const unit = UNITS[header.get('$INSUNITS') ?? ''];
      if (unit === undefined) return;
      const message = `The drawing says its unit is ${unit}; coordinates are read in the unit of the system named for it.`;
      issues.push(issue('units-differ', null, '$INSUNITS', message));
    },
    ended: (complete: boolean) => {
      if (complete) return;
      issues.push(issue('unfinished-line', null, 'EOF', 'The drawing has no EOF: the file may be cut off.'));
    },
  };
  for await (const entities of dxfEntities(source, limits, visit, signal)) {
    for (const entity of entities) {
      if (!DXF_TYPES.has(entity.type)) {
        left.set(entity.type, (left.get(entity.type) ?? 0) + 1);
        continue;
      }
      note(entity, layers, source.name);
    }
  }
  for (const [type, count] of left) {
    const message = `${count} objects of type ${type.slice(0, 40)} are of a kind that is not read; they are left out.`;
    issues.push(issue('kind-not-modelled', null, type.slice(0, 40), message));
  }
  return { layers, issues };
}

function note(entity: DxfEntity, layers: Map<string, Layer>, name: string): void {
  const key = layerOf(entity);
  const layer = layers.get(key) ?? { rows: 0, kinds: new Set(), attributes: new Set() };
  layers.set(key, layer);
  if (layers.size > MOST_LAYERS) {
    throw new ImportError(
      'too-many-rows',
      `"${name}" has more than ${MOST_LAYERS} layers: this is no drawing of a network.`,
    );
  }
  layer.rows++;
  const geometry = dxfGeometry(entity);
  if (geometry !== null) layer.kinds.add(geometry.kind);
  for (const part of entity.parts) {
    if (part.type === 'ATTRIB' && layer.attributes.size < MOST_ATTRIBUTES) layer.attributes.add(tagOf(part));
  }
}

function tableOf(name: string, { rows, kinds, attributes }: Layer, file: string): TableInfo {
  const own = [...attributes].map((attribute): ColumnInfo => ({ name: attribute, type: 'text' }));
  const [kind = null] = kinds;
  return {
    name,
    file,
    columns: [...COLUMNS, ...own],
    geometry: kinds.size > 1 ? 'mixed' : kind,
    crs: null,
    rowCount: rows,
    encodings: [],
  };
}

function rowOf(entity: DxfEntity, table: TableInfo): RawRow {
  const geometry = dxfGeometry(entity);
  const attributes = new Map<string, string>();
  for (const part of entity.parts) {
    if (part.type === 'ATTRIB') attributes.set(tagOf(part), textOf(groupOf(part, 1) ?? ''));
  }
  const isText = entity.type === 'TEXT' || entity.type === 'MTEXT';
  const values: readonly CellValue[] = [
    filled(groupOf(entity, 5)),
    entity.type,
    entity.type === 'INSERT' ? filled(textOf(groupOf(entity, 2) ?? '')) : null,
    isText ? filled(textOf(groupOf(entity, 1) ?? '')) : null,
    isText || entity.type === 'INSERT' ? numberOf(entity, 50) : null,
    entity.type.endsWith('POLYLINE') ? numberOf(entity, 43) : null,
    ...table.columns.slice(COLUMNS.length).map(({ name }) => filled(attributes.get(name))),
  ];
  const message = `The ${entity.type} has no usable coordinates.`;
  const issues = geometry === null ? [issue('missing-coordinates', entity.row, entity.type, message)] : [];
  return { row: entity.row, values, geometry, issues };
}

function layerOf(entity: DxfEntity): string {
  return textOf(groupOf(entity, 8) ?? '') || '0';
}

function tagOf(part: DxfEntity): string {
  return textOf(groupOf(part, 2) ?? '') || '?';
}

function filled(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}
