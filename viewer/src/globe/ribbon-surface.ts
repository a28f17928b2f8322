import {
  BoundingSphere,
  Buffer,
  BufferUsage,
  Cartesian3,
  ComponentDatatype,
  DrawCommand,
  IndexDatatype,
  Matrix4,
  PrimitiveType,
  ShaderProgram,
  VertexArray,
} from '@cesium/engine';
import type { FrameForDrawing } from './pit-engine-parts.ts';
import type { RibbonVertices } from './ribbon-vertices.ts';

const LOCATIONS = { position: 0, ribbon: 1, normal: 2, colour: 3 } as const;

/** A mesh with lines that may change with every frame. */
export interface RibbonSurface {
  /** A primitive of the engine's. */
  readonly primitive: object;
  /** Takes the vertices over as they are now; `toWorld` carries metres about their frame to Earth-fixed ones. */
  show(vertices: RibbonVertices, toWorld: Matrix4): void;
}

/** One way in which a surface is drawn. */
export interface RibbonDraw {
  readonly pass: number;
  readonly renderState: object;
  readonly uniformMap: Readonly<Record<string, () => unknown>>;
  /** What the pointer meets; absent where it meets what lies behind. */
  readonly pickId?: string;
  readonly receiveShadows?: boolean;
}

export interface RibbonSurfaceOptions {
  readonly vertexShader: string;
  readonly fragmentShader: string;
  /** True where it hides from the pointer what lies behind it. */
  readonly picks: boolean;
  /** How it is drawn, once or several times over. It throws no shadow. */
  readonly draws: readonly RibbonDraw[];
}

export function ribbonSurface(options: RibbonSurfaceOptions): RibbonSurface {
  let gpu: Gpu | null = null;
  let pending: RibbonVertices | null = null;
  let modelMatrix = Matrix4.clone(Matrix4.IDENTITY);
  let bounds = new BoundingSphere();
  let destroyed = false;

  const primitive = {
    update(frame: FrameForDrawing): void {
      if (pending !== null) {
        if (gpu === null || !gpu.takes(pending)) {
          gpu?.destroy();
          gpu = gpuOf(frame, pending, options);
        }
        gpu.fill(pending);
        pending = null;
      }
      if (gpu === null || !(frame.passes.render || (options.picks && frame.passes.pick))) return;
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
  takes(vertices: RibbonVertices): boolean;
  fill(vertices: RibbonVertices): void;
  destroy(): void;
}

function gpuOf(
  { context }: FrameForDrawing,
  { positions, indices }: RibbonVertices,
  { vertexShader, fragmentShader, draws }: RibbonSurfaceOptions,
): Gpu {
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
    vertexShaderSource: vertexShader,
    fragmentShaderSource: fragmentShader,
    attributeLocations: LOCATIONS,
  });
  const drawn = draws.map(
    (draw) =>
      new DrawCommand({
        receiveShadows: false,
        ...draw,
        owner: draws,
        primitiveType: PrimitiveType.TRIANGLES,
        vertexArray,
        shaderProgram,
        modelMatrix: Matrix4.IDENTITY,
        boundingVolume: new BoundingSphere(),
        count: 0,
        castShadows: false,
      }),
  );
  return {
    commands: drawn,
    takes: (vertices) => vertices.positions.length / 3 === room && vertices.indices.length === indexRoom,
    fill(vertices) {
      const n = vertices.vertexCount;
      for (const command of drawn) command.count = vertices.indexCount;
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

function radiusOf({ positions, vertexCount }: RibbonVertices): number {
  let far = 0;
  for (let i = 0; i < vertexCount * 3; i += 3) {
    far = Math.max(far, Math.hypot(positions[i] ?? 0, positions[i + 1] ?? 0, positions[i + 2] ?? 0));
  }
  return far;
}
