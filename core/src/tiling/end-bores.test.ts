import { describe, expect, it } from 'vitest';
import type { Ducts, Section } from '../model/section-shape.ts';
import { addEndBores } from './end-bores.ts';
import { MeshBuilder } from './mesh-builder.ts';
import { SolidMesh } from './solid-mesh.ts';

const AXIS = Float64Array.of(0, 0, 5, 10, 0, 5);
const BANK = {
  shape: 'envelope',
  widthMm: 700,
  heightMm: 500,
  wallMm: null,
  floorWidthMm: null,
  open: false,
  barrels: 1,
} as const;

const round = (value: number): number => Math.round(value * 1000) / 1000;

/** What is drawn at the ends of a straight axis from west to east at level 5: ducts as plugs, other bores as vertices. */
function bores(section: Section, ends: { readonly capStart: boolean; readonly capEnd: boolean }) {
  const mesh = new MeshBuilder();
  const plugs: { readonly from: readonly number[]; readonly to: readonly number[]; readonly radiusM: number }[] = [];
  const sink = new SolidMesh(() => mesh);
  sink.tube = (look, axis, radiusM, isOpen) => {
    expect([look, isOpen]).toEqual(['bore', false]);
    const [from, to] = [[...axis.subarray(0, 3)].map(round), [...axis.subarray(3)].map(round)];
    plugs.push({ from, to, radiusM });
  };
  addEndBores(AXIS, section, ends, sink);
  const at = (i: number, axis: number): number => round(mesh.positions[i * 3 + axis] ?? 0);
  const vertices = Array.from({ length: mesh.vertexCount }, (_, i) => [at(i, 0), at(i, 1), at(i, 2)] as const);
  return { plugs, vertices };
}

function bank(ducts: Ducts): Section {
  return { ...BANK, measured: 'outside', ducts };
}

const GRID = { count: 6, rows: 2, columns: 3, boreMm: 100 };
const BOTH = { capStart: true, capEnd: true };

describe('the ends of a duct bank', () => {
  it('show 2 rows of 3 ducts at either end: plugs of their bore, 3 mm proud', () => {
    const { plugs } = bores(bank(GRID), BOTH);
    expect(plugs).toHaveLength(2 * 6);
    expect(new Set(plugs.map(({ radiusM }) => radiusM))).toEqual(new Set([0.05]));
    expect(new Set(plugs.map(({ from, to }) => `${from[0]} ${to[0]}`))).toEqual(
      new Set(['0.01 -0.003', '9.99 10.003']),
    );
    // (700 - 300) / 4 = 100 mm between them across, (500 - 200) / 3 upright: 0.2 m and 0.2 m from middle to middle.
    expect(new Set(plugs.map(({ to }) => Math.abs(to[1] ?? 0)))).toEqual(new Set([0.2, 0]));
    expect(new Set(plugs.map(({ to }) => to[2]))).toEqual(new Set([4.9, 5.1]));
  });

  it('show none where an end is a shaft, and none where the number alone is known', () => {
    expect(bores(bank(GRID), { capStart: true, capEnd: false }).plugs).toHaveLength(6);
    expect(bores(bank(GRID), { capStart: false, capEnd: false }).plugs).toEqual([]);
    expect(bores(bank({ ...GRID, rows: null, columns: null }), BOTH).plugs).toEqual([]);
  });
});

describe('the ends of a culvert', () => {
  it('of 2000 x 1500 mm with walls show its bore, and without a known wall nothing', () => {
    const culvert: Section = { ...BANK, shape: 'rectangular', widthMm: 2000, heightMm: 1500, wallMm: 200 };
    const { vertices } = bores(culvert, BOTH);
    expect(vertices).toHaveLength(2 * 5);
    expect(Math.max(...vertices.map(([, y]) => y))).toBe(1);
    expect(Math.max(...vertices.map(([, , z]) => z))).toBe(5.75);
    expect(bores({ ...culvert, wallMm: null }, BOTH).vertices).toEqual([]);
  });
});
