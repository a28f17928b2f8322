/**
 * Parts that the engine exports but does not describe. A pit is drawn through them, because its mesh changes with every
 * frame of a drag: the engine's described primitives would be thrown away and made anew each time.
 */
declare module '@cesium/engine' {
  export interface DrawContext {
    readonly webgl2: boolean;
  }
  export class Buffer {
    static createVertexBuffer(options: {
      readonly context: DrawContext;
      readonly sizeInBytes: number;
      readonly usage: number;
    }): Buffer;
    static createIndexBuffer(options: {
      readonly context: DrawContext;
      readonly sizeInBytes: number;
      readonly usage: number;
      readonly indexDatatype: number;
    }): Buffer;
    copyFromArrayView(view: ArrayBufferView, offsetInBytes?: number): void;
  }
  export const BufferUsage: { readonly DYNAMIC_DRAW: number };
  export const Pass: { readonly OPAQUE: number; readonly TRANSLUCENT: number };
  export const RenderState: { fromCache(state: object): object };
  export class ShaderProgram {
    static fromCache(options: {
      readonly context: DrawContext;
      readonly vertexShaderSource: string;
      readonly fragmentShaderSource: string;
      readonly attributeLocations: Readonly<Record<string, number>>;
    }): ShaderProgram;
    destroy(): void;
  }
  export class VertexArray {
    constructor(options: {
      readonly context: DrawContext;
      readonly attributes: readonly {
        readonly index: number;
        readonly vertexBuffer: Buffer;
        readonly componentsPerAttribute: number;
        readonly componentDatatype: ComponentDatatype;
        readonly normalize?: boolean;
      }[];
      readonly indexBuffer: Buffer;
    });
    destroy(): void;
  }
  export class DrawCommand {
    constructor(options: {
      readonly owner: object;
      readonly primitiveType: number;
      readonly vertexArray: VertexArray;
      readonly shaderProgram: ShaderProgram;
      readonly renderState: object;
      readonly uniformMap: Readonly<Record<string, () => unknown>>;
      readonly modelMatrix: Matrix4;
      readonly boundingVolume: BoundingSphere;
      readonly pass: number;
      readonly count: number;
      /** GLSL of the colour that stands for it in a picture for picking; without it, it is not drawn there. */
      readonly pickId?: string;
      readonly castShadows: boolean;
      readonly receiveShadows: boolean;
    });
    count: number;
    vertexArray: VertexArray;
    modelMatrix: Matrix4;
    boundingVolume: BoundingSphere;
  }
}

/** What the engine hands to a primitive before each frame. */
export interface FrameForDrawing {
  readonly context: import('@cesium/engine').DrawContext;
  readonly commandList: import('@cesium/engine').DrawCommand[];
  readonly passes: { readonly render: boolean; readonly pick: boolean };
}
