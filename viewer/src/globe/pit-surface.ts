import {
  BoundingSphere,
  Buffer,
  BufferUsage,
  Cartesian3,
  ComponentDatatype,
  DrawCommand,
  IndexDatatype,
  Matrix4,
  Pass,
  PrimitiveType,
  RenderState,
  ShaderProgram,
  VertexArray,
} from '@cesium/engine';
import type { FrameForDrawing } from './pit-engine-parts.ts';
import { PIT_FRAGMENT_SHADER, PIT_VERTEX_SHADER } from './pit-shader.ts';
import type { PitVertices } from './pit-vertices.ts';

const LOCATIONS = { position: 0, ribbon: 1, normal: 2, colour: 3 } as const;

/** Of what the surface shows beyond its vertices. */
export interface SurfaceLook {
  /** Depth of the floor below the lowest ground: the lines each half metre are counted from there. */
  depthM: number;
  /** Brightness of all of it: less in the dark theme. */
  brightness: number;
  /** Colour of the far below ground, and how far under the camera is, 0 to 1. */
  fogTone: Cartesian3;
  fogShare: number;
}

/** The walls, floor, rim, figures' ticks and cut conduits of one pit: a mesh that may change with every frame. */
export interface PitSurface {
  /** A primitive of the engine's. */
  readonly primitive: object;
  readonly look: SurfaceLook;
  /** Takes the vertices over as they are now; `toWorld` carries metres about the pit's frame to Earth-fixed ones. */
  show(vertices: PitVertices, toWorld: Matrix4): void;
}

export function pitSurface(): PitSurface {
  const look: SurfaceLook = { depthM: 1, brightness: 1, fogTone: new Cartesian3(), fogShare: 0 };
  let gpu: Gpu | null = null;
  let pending: PitVertices | null = null;
  let modelMatrix = Matrix4.clone(Matrix4.IDENTITY);
  let bounds = new BoundingSphere();
  let destroyed = false;

  const primitive = {
    update(frame: FrameForDrawing): void {
      if (pending !== null) {
        if (gpu === null || !gpu.takes(pending)) {
          gpu?.destroy();
          gpu = gpuOf(frame, pending, look);
        }
        gpu.fill(pending);
        pending = null;
      }
      if (gpu === null || gpu.command.count === 0 || !(frame.passes.render || frame.passes.pick)) return;
      gpu.command.modelMatrix = modelMatrix;
      gpu.command.boundingVolume = bounds;
      frame.commandList.push(gpu.command);
    },
    isDestroyed: () => destroyed,
    destroy(): void {
      destroyed = true;
      gpu?.destroy();
    },
  };
  return {
    primitive,
    look,
    show(vertices, toWorld) {
      pending = vertices;
      modelMatrix = toWorld;
      bounds = BoundingSphere.transform(sphereOf(vertices), toWorld, new BoundingSphere());
    },
  };
}

interface Gpu {
  readonly command: DrawCommand;
  takes(vertices: PitVertices): boolean;
  fill(vertices: PitVertices): void;
  destroy(): void;
}

function gpuOf(frame: FrameForDrawing, { positions, indices }: PitVertices, look: SurfaceLook): Gpu {
  const { context } = frame;
  const room = positions.length / 3;
  const usage = BufferUsage.DYNAMIC_DRAW;
  const buffer = (bytes: number) => Buffer.createVertexBuffer({ context, usage, sizeInBytes: room * bytes });
  const [place, ribbon, normal, colour] = [buffer(12), buffer(12), buffer(4), buffer(4)];
  const indexRoom = indices.length;
  const indexBuffer = Buffer.createIndexBuffer({
    context,
    usage,
    sizeInBytes: indexRoom * 4,
    indexDatatype: IndexDatatype.UNSIGNED_INT,
  });
  const attribute = (index: number, vertexBuffer: Buffer, components: number, componentDatatype: ComponentDatatype) => {
    return { index, vertexBuffer, componentsPerAttribute: components, componentDatatype };
  };
  const vertexArray = new VertexArray({
    context,
    attributes: [
      attribute(LOCATIONS.position, place, 3, ComponentDatatype.FLOAT),
      attribute(LOCATIONS.ribbon, ribbon, 3, ComponentDatatype.FLOAT),
      { ...attribute(LOCATIONS.normal, normal, 4, ComponentDatatype.BYTE), normalize: true },
      attribute(LOCATIONS.colour, colour, 4, ComponentDatatype.UNSIGNED_BYTE),
    ],
    indexBuffer,
  });
  const shaderProgram = ShaderProgram.fromCache({
    context,
    vertexShaderSource: PIT_VERTEX_SHADER,
    fragmentShaderSource: PIT_FRAGMENT_SHADER,
    attributeLocations: LOCATIONS,
  });
  const command = new DrawCommand({
    owner: look,
    primitiveType: PrimitiveType.TRIANGLES,
    vertexArray,
    shaderProgram,
    renderState: RenderState.fromCache({ depthTest: { enabled: true }, depthMask: true, cull: { enabled: false } }),
    uniformMap: {
      u_depthM: () => look.depthM,
      u_brightness: () => look.brightness,
      u_fogTone: () => look.fogTone,
      u_fogShare: () => look.fogShare,
    },
    modelMatrix: Matrix4.IDENTITY,
    boundingVolume: new BoundingSphere(),
    pass: Pass.OPAQUE,
    count: 0,
    // Picked as nothing: what lies behind the walls is not met through them.
    pickId: 'vec4(0.0)',
    // Seen from the sun its lines and rim are drawn as streaks over the street: it takes shadows and throws none.
    castShadows: false,
    receiveShadows: true,
  });
  return {
    command,
    takes: (vertices) => vertices.positions.length / 3 === room && vertices.indices.length === indexRoom,
    fill(vertices) {
      const n = vertices.vertexCount;
      place.copyFromArrayView(vertices.positions.subarray(0, n * 3));
      ribbon.copyFromArrayView(vertices.ribbons.subarray(0, n * 3));
      normal.copyFromArrayView(vertices.normals.subarray(0, n * 4));
      colour.copyFromArrayView(vertices.colours.subarray(0, n * 4));
      indexBuffer.copyFromArrayView(vertices.indices.subarray(0, vertices.indexCount));
      command.count = vertices.indexCount;
    },
    destroy() {
      vertexArray.destroy();
      shaderProgram.destroy();
    },
  };
}

function sphereOf({ positions, vertexCount }: PitVertices): BoundingSphere {
  let far = 0;
  for (let i = 0; i < vertexCount * 3; i += 3) {
    far = Math.max(far, Math.hypot(positions[i] ?? 0, positions[i + 1] ?? 0, positions[i + 2] ?? 0));
  }
  return new BoundingSphere(Cartesian3.ZERO, far);
}
