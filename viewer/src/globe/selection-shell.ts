import { Appearance, Color, CullFace, GeometryInstance, Material, Primitive, type Scene } from '@cesium/engine';
import { type FeatureMesh, featureMesh } from '../geometry/feature-mesh.ts';
import type { FeatureShape } from '../geometry/feature-shape.ts';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import { meshGeometry } from './mesh-geometry.ts';
import type { Rgb } from './palette.ts';

/** Width of the line around a selected thing, screen pixels. */
const OUTLINE_PX = 3;

/** The wash lies this far outside the thing, so that the two do not fight for a pixel. */
const WASH_PX = 1;

/**
 * Draws what is selected so that it cannot be missed: a line of constant width around it (its hull, a few pixels
 * larger, inside out), a light wash over it, and both dimmed where something stands before it.
 */
export interface SelectionShell {
  show(feature: FeatureShape | null): void;
  setColour(colour: Rgb): void;
  destroy(): void;
}

export function selectionShell(scene: Scene, ground: GroundSurface, geoidOffsetM: number, colour: Rgb): SelectionShell {
  let current: Primitive[] = [];
  let shown: FeatureShape | null = null;
  let tone = colour;
  const clear = (): void => {
    for (const primitive of current) scene.primitives.remove(primitive);
    current = [];
  };
  const draw = (): void => {
    clear();
    const mesh = shown === null ? null : featureMesh(shown, ground, geoidOffsetM);
    if (mesh !== null) {
      current = [
        // The far side of the hull lies behind the thing itself: seen through, it would cover it.
        shell(mesh, { colour: tone, alpha: 1, hiddenAlpha: null, px: OUTLINE_PX, face: CullFace.FRONT }),
        shell(mesh, { colour: tone, alpha: 0.22, hiddenAlpha: 0.5, px: WASH_PX, face: CullFace.BACK }),
      ];
      for (const primitive of current) scene.primitives.add(primitive);
    }
    scene.requestRender();
  };
  return {
    show(feature) {
      shown = feature;
      draw();
    },
    setColour(next) {
      tone = next;
      draw();
    },
    destroy: clear,
  };
}

interface ShellLook {
  readonly colour: Rgb;
  readonly alpha: number;
  /** Opacity of what stands behind something else; `null` leaves it out. */
  readonly hiddenAlpha: number | null;
  /** Pixels the hull is grown by along its normals. */
  readonly px: number;
  /** The faces that are left out. */
  readonly face: CullFace;
}

function shell(mesh: FeatureMesh, look: ShellLook): Primitive {
  return new Primitive({
    geometryInstances: new GeometryInstance({ geometry: meshGeometry(mesh) }),
    appearance: appearance(look, look.alpha),
    ...(look.hiddenAlpha === null ? {} : { depthFailAppearance: appearance(look, look.hiddenAlpha) }),
    asynchronous: false,
    allowPicking: false,
    compressVertices: false,
  });
}

function appearance({ colour, px, face }: ShellLook, alpha: number): Appearance {
  return new Appearance({
    translucent: alpha < 1,
    closed: false,
    material: Material.fromType('Color', {
      color: Color.fromBytes(colour[0], colour[1], colour[2], Math.round(alpha * 255)),
    }),
    vertexShaderSource: `
      in vec3 position3DHigh;
      in vec3 position3DLow;
      in vec3 normal;
      in float batchId;
      void main() {
        vec4 positionEC = czm_modelViewRelativeToEye * czm_computePosition();
        float metresPerPixel = max(czm_metersPerPixel(positionEC), 0.0);
        positionEC.xyz += normalize(czm_normal * normal) * metresPerPixel * ${px.toFixed(2)} * czm_pixelRatio;
        gl_Position = czm_projection * positionEC;
      }`,
    fragmentShaderSource: `
      void main() {
        czm_materialInput materialInput;
        czm_material material = czm_getMaterial(materialInput);
        out_FragColor = vec4(material.diffuse + material.emission, material.alpha);
      }`,
    renderState: { cull: { enabled: true, face }, depthTest: { enabled: true }, depthMask: false },
  });
}
