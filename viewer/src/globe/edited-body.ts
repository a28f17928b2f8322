import { Appearance, Color, GeometryInstance, Material, Primitive } from '@cesium/engine';
import type { EditedFeature } from '@undercroft/core/protocol/feature-edit';
import { linkDrawnAs } from '@undercroft/core/tiling/drawn-as';
import { abandonedLook, type Look, vertexColour } from '@undercroft/core/tiling/tile-materials';
import { featureMesh } from '../geometry/feature-mesh.ts';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import { tileLinkOf } from '../geometry/tile-row.ts';
import { meshGeometry } from './mesh-geometry.ts';

/** Share of the light that comes from everywhere; the rest comes from above, as on the tiles. */
const AMBIENT = 0.72;

/** How much of what is drawn at an assumed size or level is seen. */
const ASSUMED_ALPHA = 0.42;

/**
 * One link or node by itself, made by the code that makes the tiles, to stand for it until its tile has come. It is there
 * with the frame that follows. `null` for what has no body.
 */
export function editedBody(feature: EditedFeature, ground: GroundSurface, geoidOffsetM: number): Primitive | null {
  const mesh = featureMesh(drawable(feature), ground, geoidOffsetM);
  if (mesh === null) return null;
  const look = lookOf(feature);
  const [red, green, blue] = vertexColour(look, feature.utility);
  const alpha = isAssumed(look) ? ASSUMED_ALPHA : 1;
  return new Primitive({
    geometryInstances: new GeometryInstance({ geometry: meshGeometry(mesh) }),
    appearance: appearance(new Color(red / 255, green / 255, blue / 255, alpha)),
    asynchronous: false,
    allowPicking: false,
    compressVertices: false,
  });
}

function isAssumed(look: Look): boolean {
  return look === 'pipeAssumed' || look === 'pipeAbandonedAssumed';
}

function drawable(feature: EditedFeature) {
  const { import: _import, ...shape } = feature;
  return shape;
}

function lookOf(feature: EditedFeature): Look {
  switch (feature.family) {
    case 'node':
      return 'shaft';
    case 'link': {
      const drawnAs = linkDrawnAs(tileLinkOf(feature).link);
      if (drawnAs === 'device') return 'device';
      const look = drawnAs === 'measured' ? 'pipe' : 'pipeAssumed';
      return feature.status === 'abandoned' ? abandonedLook(look) : look;
    }
  }
}

/** `colour` is linear, as it stands in tiles. */
function appearance(colour: Color): Appearance {
  return new Appearance({
    translucent: colour.alpha < 1,
    closed: false,
    material: Material.fromType('Color', { color: colour }),
    vertexShaderSource: `
      in vec3 position3DHigh;
      in vec3 position3DLow;
      in vec3 normal;
      in float batchId;
      out vec3 v_normalEC;
      void main() {
        v_normalEC = czm_normal * normal;
        gl_Position = czm_projection * (czm_modelViewRelativeToEye * czm_computePosition());
      }`,
    fragmentShaderSource: `
      in vec3 v_normalEC;
      void main() {
        czm_materialInput materialInput;
        czm_material material = czm_getMaterial(materialInput);
        vec3 normalEC = normalize(v_normalEC);
        vec3 upEC = czm_normal3D * normalize(czm_viewerPositionWC);
        float light = ${AMBIENT.toFixed(2)} + ${(1 - AMBIENT).toFixed(2)} * max(dot(normalEC, upEC), 0.0);
        out_FragColor = vec4(pow(material.diffuse * light, vec3(1.0 / 2.2)), material.alpha);
      }`,
    renderState: { cull: { enabled: false }, depthTest: { enabled: true }, depthMask: colour.alpha === 1 },
  });
}
