import { NOT_COVERED } from '@undercroft/core/tiling/covered-ends';
import { linkDrawnAs } from '@undercroft/core/tiling/drawn-as';
import { addLink } from '@undercroft/core/tiling/link-solids';
import { MeshBuilder } from '@undercroft/core/tiling/mesh-builder';
import { addNode } from '@undercroft/core/tiling/node-solids';
import { SolidMesh } from '@undercroft/core/tiling/solid-mesh';
import { tileFrame } from '@undercroft/core/tiling/tile-frame';
import { featureExtent } from './feature-extent.ts';
import type { FeatureShape } from './feature-shape.ts';
import type { GroundSurface } from './ground-surface.ts';
import { tileLinkOf, tileNodeOf } from './tile-row.ts';

/** The hull of one feature, made by the same code that makes the tiles. Positions in ECEF metres, unit normals. */
export interface FeatureMesh {
  readonly positions: Float64Array;
  readonly normals: Float32Array;
  readonly indices: Uint32Array;
}

/** `null` for what has no body, such as an area. */
export function featureMesh(feature: FeatureShape, ground: GroundSurface, geoidOffsetM: number): FeatureMesh | null {
  const extent = featureExtent(feature, ground);
  if (extent === null) return null;
  const frame = tileFrame(extent.lon, extent.lat, extent.levelM, geoidOffsetM);
  const mesh = new MeshBuilder();
  switch (feature.family) {
    case 'link': {
      const row = tileLinkOf(feature);
      const drawnAs = linkDrawnAs(row.link);
      // What is drawn dashed gets one hull around all of its dashes.
      addLink(
        row,
        { drawnAs: drawnAs === 'device' ? drawnAs : 'measured', covered: NOT_COVERED },
        frame,
        extent.levelM,
        new SolidMesh(() => mesh),
      );
      break;
    }
    case 'node':
      addNode(tileNodeOf(feature), 0, frame, extent.levelM, new SolidMesh(() => mesh));
      break;
    case 'area':
    case 'cityPoint':
    case 'gridCell':
      return null;
  }
  return mesh.indexCount === 0 ? null : toEcef(mesh, frame.toEcef);
}

function toEcef(mesh: MeshBuilder, m: Float64Array): FeatureMesh {
  const positions = new Float64Array(mesh.vertexCount * 3);
  const normals = new Float32Array(mesh.vertexCount * 3);
  const at = (i: number): number => m[i] ?? 0;
  for (let vertex = 0; vertex < mesh.vertexCount; vertex++) {
    const x = mesh.positions[vertex * 3] ?? 0;
    const y = mesh.positions[vertex * 3 + 1] ?? 0;
    const z = mesh.positions[vertex * 3 + 2] ?? 0;
    const nx = (mesh.normals[vertex * 4] ?? 0) / 127;
    const ny = (mesh.normals[vertex * 4 + 1] ?? 0) / 127;
    const nz = (mesh.normals[vertex * 4 + 2] ?? 0) / 127;
    for (let row = 0; row < 3; row++) {
      positions[vertex * 3 + row] = at(row) * x + at(4 + row) * y + at(8 + row) * z + at(12 + row);
      normals[vertex * 3 + row] = at(row) * nx + at(4 + row) * ny + at(8 + row) * nz;
    }
  }
  return { positions, normals, indices: mesh.indices.slice(0, mesh.indexCount) };
}
