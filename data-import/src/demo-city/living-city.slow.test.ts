import { demoDistrict } from '@undercroft/core/demo-city/demo-district';
import { livingCity, livingPoints } from '@undercroft/core/demo-city/living/living-city';
import { describe, expect, it } from 'vitest';
import { cellFinder } from '../operations/cell-finder.ts';
import { cameraCode, componentCode, gridCode } from '../operations/china-codes.ts';
import { gridIssues } from '../operations/grid-checks.ts';

const city = livingCity(demoDistrict(0, 1));
const points = [...livingPoints(city)];

describe('the living city as our own importer sees it', () => {
  it('has a management grid without an issue: parents, areas, gaps, overlaps', () => {
    const cells = city.grid.features.map((cell, i) => ({ cell, row: i + 1, table: 'grid' }));
    expect(gridIssues(cells)).toEqual([]);
    for (const { code, level } of city.grid.features) expect(gridCode(code ?? '')).toEqual({ parts: { level } });
  });

  it('has codes of cameras and components that read', () => {
    for (const { code } of city.cameras) expect(cameraCode(code ?? '')).toHaveProperty('parts');
    for (const { code, category } of city.components) {
      const reading = componentCode(code ?? '');
      if (!('parts' in reading)) throw new Error(reading.fault);
      // Where the importer knows the class, it calls it what we do.
      expect([null, category]).toContain(reading.parts.minorName);
    }
  });

  it('has every point in the cell that the importer would give it, or on its border', () => {
    const find = cellFinder(city.grid.cells.map(({ cell }) => cell));
    const wrong = points.filter(({ gridCell, position }) => {
      const { how, cells } = find(...position);
      return gridCell === null || !cells.includes(gridCell) || how === 'several';
    });
    expect(wrong).toEqual([]);
  });
});
