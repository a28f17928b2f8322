import { describe, expect, it } from 'vitest';
import { readGlb } from '../../../tests/support/read-glb.ts';
import { conduit, manhole, ORIGIN } from '../../../tests/support/small-network.ts';
import type { Link } from '../model/link.ts';
import { networkTile } from './network-tile.ts';
import type { TileDetail } from './tile-detail.ts';
import { surfaceMaterial, vertexColour } from './tile-materials.ts';

const PATH = [
  [0, 0],
  [40, 0],
] as const;

/** Names of the materials of a tile with this link and, unless it is drawn from afar, an abandoned shaft. */
function materialsOf(link: Omit<Link, 'raw'>, detail: TileDetail): ReadonlySet<string> {
  const shaft = { ...manhole('a', 60, 0, 8, 4), status: 'abandoned' as const };
  const rows = {
    links: [{ featureId: 'net.p', link, fromNode: null, toNode: null }],
    nodes: [{ featureId: 'net.a', node: shaft, incident: [] }],
  };
  const bytes = networkTile(rows, { centre: ORIGIN, geoidOffsetM: 0, fallbackLevelM: 5, detail });
  if (bytes === null) throw new Error('a tile was expected');
  return new Set(readGlb(bytes).primitives.map(({ materialName }) => materialName));
}

const abandoned = { ...conduit('p', PATH, 5, 5), status: 'abandoned' as const };

describe('what is abandoned', () => {
  it('has a material of its own, near by and from afar', () => {
    expect(materialsOf(abandoned, 'full')).toEqual(new Set(['abandoned', 'rough']));
    expect(materialsOf(abandoned, 'lines')).toEqual(new Set(['abandoned']));
    expect(materialsOf(abandoned, 'mains')).toEqual(new Set(['abandoned']));
  });

  it('at an unknown level is translucent as everything unknown is', () => {
    const unknown = { ...conduit('p', PATH, null, null), status: 'abandoned' as const };
    expect(materialsOf(unknown, 'full')).toContain('abandonedAssumed');
    expect(surfaceMaterial('abandonedAssumed')).toMatchObject({ alphaMode: 'BLEND' });
    expect(surfaceMaterial('abandoned')).not.toHaveProperty('alphaMode');
  });

  it('alone is as rough as it can be: the shader hatches by that', () => {
    const roughness = (surface: Parameters<typeof surfaceMaterial>[0]): unknown =>
      (surfaceMaterial(surface).pbrMetallicRoughness as { readonly roughnessFactor: number }).roughnessFactor;
    expect(roughness('abandoned')).toBe(1);
    expect(roughness('abandonedAssumed')).toBe(1);
    expect([roughness('smooth'), roughness('rough'), roughness('assumed')]).toEqual([0.55, 0.85, 0.85]);
  });

  it('is paler; a status that is unknown, planned or in use changes nothing', () => {
    expect(vertexColour('pipeAbandoned', 'gas')).not.toEqual(vertexColour('pipe', 'gas'));
    for (const status of ['inUse', 'planned', 'unknown'] as const) {
      expect(materialsOf({ ...conduit('p', PATH, 5, 5), status }, 'mains')).toEqual(new Set(['smooth']));
    }
  });
});
