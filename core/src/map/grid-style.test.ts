import { describe, expect, it } from 'vitest';
import { GRID_LEVELS, type GridCell } from '../model/grid-cell.ts';
import { UNNAMED } from '../model/map-feature.ts';
import { decodeVectorTile } from '../vector-tile/decode.ts';
import { encodeVectorTile } from '../vector-tile/encode.ts';
import { unprojectPoint } from '../vector-tile/project.ts';
import { tileLayer } from '../vector-tile/tile-layer.ts';
import { GRID_STYLES } from './grid-style.ts';
import { labelCandidates } from './label-candidates.ts';
import { GRID_CELL_LAYER, type MapRow } from './map-layers.ts';
import { paintOperations } from './paint-rules.ts';
import { estimatedWidthPx, placeLabels } from './place-labels.ts';
import { MAP_THEMES } from './style.ts';

const ADDRESS = { z: 15, x: 27_000, y: 12_000 };

/** A rectangle of a tile of 512 pixels as a cell. */
function cell(code: string, west: number, north: number, east: number, south: number, more: Partial<GridCell> = {}) {
  const corners = [
    [west, north],
    [east, north],
    [east, south],
    [west, south],
    [west, north],
  ] as const;
  const ring = Float64Array.from(corners.flatMap(([x, y]) => [...unprojectPoint(x, y, ADDRESS, 512)]));
  const rest = { code, name: UNNAMED, statedAreaM2: null, manager: null, level: 'cell' as const };
  const row: MapRow<GridCell> = {
    featureId: `grid.${code}`,
    id: 1,
    value: { sourceId: code, ...rest, polygons: [[ring]], ...more },
  };
  return row;
}

const tileOf = (...rows: readonly MapRow<GridCell>[]) =>
  decodeVectorTile(encodeVectorTile([tileLayer(GRID_CELL_LAYER, rows, ADDRESS)]));

describe('the management grid on the map', () => {
  it('has a fill, a line and a name for every level in both themes, the greater levels over the lesser', () => {
    for (const theme of MAP_THEMES) {
      const { rules, labels, land } = GRID_STYLES[theme];
      expect(land).toBeNull();
      const levels = rules.flatMap(({ where }) => where?.values ?? []);
      expect(new Set(levels)).toEqual(new Set(GRID_LEVELS));
      expect(levels.at(-1)).toBe('district');
      expect(labels.flatMap(({ where }) => where?.values ?? []).toSorted()).toEqual([...GRID_LEVELS].toSorted());
    }
  });

  it('is hardly there between its lines: a fill is less than a twelfth opaque', () => {
    for (const theme of MAP_THEMES) {
      const [fill, line] = paintOperations(tileOf(cell('1', 100, 100, 300, 300)), ADDRESS, GRID_STYLES[theme]);
      expect(fill?.kind).toBe('fill');
      expect(Number.parseInt(fill?.colour.slice(7) ?? 'ff', 16) / 255).toBeLessThan(1 / 12);
      expect(line?.colour).toBe('#00000000');
    }
  });

  it('is named by its code where it has no name, in its middle, and can be selected by it', () => {
    const tile = tileOf(cell('130302001001001', 100, 100, 300, 200));
    const [label] = labelCandidates(tile, ADDRESS, GRID_STYLES.light, { tilePx: 512, language: 'zh' });
    expect(label).toMatchObject({ text: '130302001001001', featureId: 'grid.130302001001001', angle: 0 });
    expect(label?.x).toBeCloseTo(200, 0);
    expect(label?.y).toBeCloseTo(150, 0);
    expect(label?.roomPx).toBeCloseTo(200, 0);
  });

  it('is named only where the name fits: 15 digits of 11.5 px and more are some 100 px wide', () => {
    const placed = (widthPx: number) => {
      const tile = tileOf(cell('130302001001001', 100, 100, 100 + widthPx, 200));
      return placeLabels(labelCandidates(tile, ADDRESS, GRID_STYLES.light), estimatedWidthPx).length;
    };
    expect([placed(80), placed(130)]).toEqual([0, 1]);
  });
});
