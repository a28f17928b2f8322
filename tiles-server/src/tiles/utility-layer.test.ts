import { seededRandom } from '@undercroft/core/random/seeded-random';
import { decodeVectorTile } from '@undercroft/core/vector-tile/decode';
import { partsOf, propertiesOf } from '@undercroft/core/vector-tile/decoded-tile';
import { encodeVectorTile } from '@undercroft/core/vector-tile/encode';
import { unprojectPoint } from '@undercroft/core/vector-tile/project';
import { tileLayer } from '@undercroft/core/vector-tile/tile-layer';
import { WHOLE_CONDUITS_ZOOM } from '@undercroft/store/map-zoom';
import type { ConduitLine } from '@undercroft/store/store';
import { describe, expect, it } from 'vitest';
import { UTILITY_LAYER } from './utility-layer.ts';

const LOW = { z: 12, x: 3408, y: 1551 };
const WIDTHS_MM = [100, 150, 200, 300, 600, 1200];
const UTILITIES = ['water', 'sewage', 'storm', 'gas', 'telecom'] as const;

function conduit(id: number, units: readonly number[], more: Partial<ConduitLine> = {}): ConduitLine {
  const path = new Float64Array(units.length);
  for (let i = 0; i < units.length; i += 2) {
    path.set(unprojectPoint(units[i] ?? 0, units[i + 1] ?? 0, LOW, 4096), i);
  }
  const known = { utility: 'water', widthMm: 300, heightMm: 300, status: 'inUse', isLevelKnown: true } as const;
  return { featureId: `net.${id}`, id, path, ...known, ...more };
}

const STREETS = 300;
const A_STREET = 100;

/**
 * Streets over a whole tile of zoom 12 (7.5 km): 30,000 conduits of 75 m end to end, each street of one width and utility.
 * They go to and fro by 10 units, so that no vertex is simplified away.
 */
function denseCity(widthOf: (random: number) => number | null): readonly ConduitLine[] {
  const random = seededRandom(12);
  const out: ConduitLine[] = [];
  for (let street = 0; street < STREETS; street++) {
    const y = (i: number) => (street * 4096) / STREETS + 10 * (i % 2);
    const x = (i: number) => (i * 4096) / A_STREET;
    const widthMm = widthOf(random.next());
    const utility = random.pick(UTILITIES);
    for (let i = 0; i < A_STREET; i++) {
      out.push(conduit(out.length + 1, [x(i), y(i), x(i + 1), y(i + 1)], { widthMm, heightMm: widthMm, utility }));
    }
  }
  return out;
}

function layerOf(rows: readonly ConduitLine[], address = LOW) {
  const bytes = encodeVectorTile([tileLayer(UTILITY_LAYER, rows, address)]);
  return { bytes: bytes.length, layer: decodeVectorTile(bytes).layers[0] };
}

describe('the layer of conduits at low zooms', () => {
  it('keeps a tile below 100 kB: of 30,000 conduits the mains stay', () => {
    const rows = denseCity((share) => WIDTHS_MM[Math.floor(share * WIDTHS_MM.length)] ?? null);
    const { bytes, layer } = layerOf(rows);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(100_000);
    const widths = Array.from({ length: layer?.featureCount ?? 0 }, (_, i) =>
      layer === undefined ? null : propertiesOf(layer, i).get('widthMm'),
    );
    expect(Math.min(...widths.map(Number))).toBeGreaterThan(300);
    expect(widths).toContain(1200);
  });

  it('leaves out nothing of unknown width, whatever lies beside it', () => {
    const rows = denseCity((share) => (share < 0.5 ? null : share < 0.9 ? 100 : 600));
    const { layer } = layerOf(rows);
    if (layer === undefined) throw new Error('a layer was expected');
    const streets = new Map<unknown, number>();
    for (let i = 0; i < layer.featureCount; i++) {
      const widthMm = propertiesOf(layer, i).get('widthMm') ?? null;
      const { from, to } = partsOf(layer, i);
      streets.set(widthMm, (streets.get(widthMm) ?? 0) + to - from);
    }
    // A street of conduits that are alike is one line.
    const unknown = rows.filter(({ widthMm }) => widthMm === null).length;
    expect(unknown).toBeGreaterThan(10_000);
    expect(streets.get(null)).toBe(unknown / A_STREET);
    expect(new Set(streets.keys())).toEqual(new Set([600, null]));
  });

  it('draws conduits that are alike as one feature without an id, and others apart', () => {
    const { layer } = layerOf([
      conduit(1, [0, 0, 100, 0]),
      conduit(2, [100, 0, 200, 0]),
      conduit(3, [200, 0, 300, 0], { status: 'abandoned' }),
    ]);
    expect(layer?.featureCount).toBe(2);
    expect([...(layer?.coordinates ?? [])]).toEqual([0, 0, 200, 0, 200, 0, 300, 0]);
    expect(layer?.keys).toEqual(['utility', 'widthMm', 'heightMm', 'status', 'levelKnown']);
    expect(layer?.ids.every(Number.isNaN)).toBe(true);
  });

  it('shows a chain of conduits that are each smaller than a pixel (8 units)', () => {
    const chain = Array.from({ length: 20 }, (_, i) => conduit(i + 1, [4 * i, 0, 4 * i + 4, 0]));
    expect(layerOf(chain).layer?.featureCount).toBe(1);
    expect(layerOf(chain.slice(0, 1)).layer).toBeUndefined();
  });

  it('holds every conduit by itself, with its id, from zoom 15 on', () => {
    const address = { z: WHOLE_CONDUITS_ZOOM, x: LOW.x * 8, y: LOW.y * 8 };
    const { layer } = layerOf([conduit(1, [0, 0, 100, 0]), conduit(2, [100, 0, 200, 0])], address);
    expect([...(layer?.ids ?? [])]).toEqual([1, 2]);
    expect(layer?.keys).toContain('id');
  });
});
