import {
  BlendingState,
  BoundingSphere,
  Buffer,
  BufferUsage,
  Cartesian2,
  Cartesian3,
  ComponentDatatype,
  DepthFunction,
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
import { MOST_OPENING_CORNERS, ZONE_FRAGMENT_SHADER, ZONE_VERTEX_SHADER } from './zone-shader.ts';
import type { ZoneVertices } from './zone-vertices.ts';

const LOCATIONS = { position: 0, ribbon: 1, normal: 2, colour: 3 } as const;

/** How dense what lies behind the ground or a wall is, against what is seen freely. */
const BEHIND = 0.34;

/** Of what the surface shows beyond its vertices: changes with every frame of a drag, the vertices seldom. */
export interface ZoneLook {
  /** The pit's middle in plan, about the frame of the vertices. */
  readonly middle: Cartesian2;
  /** Whole up to so far from the middle, gone beyond, metres. */
  nearM: number;
  farM: number;
  brightness: number;
  /** Opening of the pit about the same frame, in the first `openingCorners` places. */
  readonly opening: Cartesian2[];
  openingCorners: number;
}

/** Translucent shells about one pit, drawn whole where they are free and faintly where something stands before them. */
export interface ZoneSurface {
  /** A primitive of the engine's. */
  readonly primitive: object;
  readonly look: ZoneLook;
  /** Takes the vertices over as they are now; `toWorld` carries metres about the pit's frame to Earth-fixed ones. */
  show(vertices: ZoneVertices, toWorld: Matrix4): void;
}

export function zoneSurface(): ZoneSurface {
  const look: ZoneLook = {
    middle: new Cartesian2(),
    nearM: 20,
    farM: 40,
    brightness: 1,
    opening: Array.from({ length: MOST_OPENING_CORNERS }, () => new Cartesian2()),
    openingCorners: 0,
  };
  let gpu: Gpu | null = null;
  let pending: ZoneVertices | null = null;
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
      if (gpu === null || !frame.passes.render) return;
      for (const command of gpu.commands) {
        if (command.count === 0) continue;
        command.modelMatrix = modelMatrix;
        command.boundingVolume = bounds;
        frame.commandList.push(command);
      }
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
      const sphere = new BoundingSphere(Cartesian3.ZERO, radiusOf(vertices));
      bounds = BoundingSphere.transform(sphere, toWorld, new BoundingSphere());
    },
  };
}

interface Gpu {
  readonly commands: readonly DrawCommand[];
  takes(vertices: ZoneVertices): boolean;
  fill(vertices: ZoneVertices): void;
  destroy(): void;
}

function gpuOf(frame: FrameForDrawing, { positions, indices }: ZoneVertices, look: ZoneLook): Gpu {
  const { context } = frame;
  const room = positions.length / 3;
  const indexRoom = indices.length;
  const usage = BufferUsage.DYNAMIC_DRAW;
  const buffer = (bytes: number) => Buffer.createVertexBuffer({ context, usage, sizeInBytes: room * bytes });
  const [place, ribbon, normal, colour] = [buffer(12), buffer(12), buffer(4), buffer(4)];
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
    vertexShaderSource: ZONE_VERTEX_SHADER,
    fragmentShaderSource: ZONE_FRAGMENT_SHADER,
    attributeLocations: LOCATIONS,
  });
  const command = (func: DepthFunction, strength: number) =>
    new DrawCommand({
      owner: look,
      primitiveType: PrimitiveType.TRIANGLES,
      vertexArray,
      shaderProgram,
      renderState: RenderState.fromCache({
        depthTest: { enabled: true, func },
        depthMask: false,
        cull: { enabled: false },
        blending: BlendingState.ALPHA_BLEND,
      }),
      uniformMap: {
        u_middle: () => look.middle,
        u_nearM: () => look.nearM,
        u_farM: () => look.farM,
        u_brightness: () => look.brightness,
        u_opening: () => look.opening,
        u_openingCorners: () => look.openingCorners,
        u_strength: () => strength,
      },
      modelMatrix: Matrix4.IDENTITY,
      boundingVolume: new BoundingSphere(),
      pass: Pass.TRANSLUCENT,
      count: 0,
      castShadows: false,
      receiveShadows: false,
    });
  const commands = [command(DepthFunction.GREATER, BEHIND), command(DepthFunction.LESS_OR_EQUAL, 1)];
  return {
    commands,
    takes: (vertices) => vertices.positions.length / 3 === room && vertices.indices.length === indexRoom,
    fill(vertices) {
      const n = vertices.vertexCount;
      for (const each of commands) each.count = vertices.indexCount;
      if (n === 0) return;
      place.copyFromArrayView(vertices.positions.subarray(0, n * 3));
      ribbon.copyFromArrayView(vertices.ribbons.subarray(0, n * 3));
      normal.copyFromArrayView(vertices.normals.subarray(0, n * 4));
      colour.copyFromArrayView(vertices.colours.subarray(0, n * 4));
      indexBuffer.copyFromArrayView(vertices.indices.subarray(0, vertices.indexCount));
    },
    destroy() {
      vertexArray.destroy();
      shaderProgram.destroy();
    },
  };
}

function radiusOf({ positions, vertexCount }: ZoneVertices): number {
  let far = 0;
  for (let i = 0; i < vertexCount * 3; i += 3) {
    far = Math.max(far, Math.hypot(positions[i] ?? 0, positions[i + 1] ?? 0, positions[i + 2] ?? 0));
  }
  return far;
}
