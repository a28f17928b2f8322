import type { Page } from 'playwright-core';

/** What a page's graphics contexts hold, as it asked for it. */
export interface GraphicsBytes {
  readonly textures: number;
  readonly buffers: number;
  readonly bytes: number;
}

/** Counts from now on, in every page that is opened, what WebGL is asked to hold; lost contexts give back what they had. */
export async function countGraphics(page: Page): Promise<void> {
  await page.addInitScript(() => {
    type Held = Map<object, number>;
    interface Books {
      readonly textures: Held;
      readonly buffers: Held;
      readonly bound: Map<number, object | null>;
    }
    const all = new Map<WebGL2RenderingContext, Books>();
    const booksOf = (gl: WebGL2RenderingContext): Books => {
      const known = all.get(gl);
      if (known !== undefined) return known;
      const made: Books = { textures: new Map(), buffers: new Map(), bound: new Map() };
      all.set(gl, made);
      gl.canvas.addEventListener('webglcontextlost', () => all.delete(gl));
      return made;
    };
    const proto = WebGL2RenderingContext.prototype as unknown as Record<string, (...given: unknown[]) => unknown>;
    const after = (name: string, note: (books: Books, given: readonly unknown[], answer: unknown) => void): void => {
      const own = proto[name];
      if (own === undefined) return;
      proto[name] = function (this: WebGL2RenderingContext, ...given: unknown[]): unknown {
        const answer = own.apply(this, given);
        // Calls to one that is lost do nothing, and must not be what keeps it.
        if (!this.isContextLost()) note(booksOf(this), given, answer);
        return answer;
      };
    };
    const sizeOf = (given: unknown): number => {
      if (typeof given === 'number') return given;
      return given !== null && typeof given === 'object' && 'byteLength' in given ? Number(given.byteLength) : 0;
    };
    const cubeFace = (target: number): number => (target >= 0x8515 && target <= 0x851a ? 0x8513 : target);
    const drawn = (books: Books, target: unknown, level: unknown, bytes: number): void => {
      const texture = books.bound.get(cubeFace(Number(target)));
      if (texture != null) books.textures.set(texture, (level === 0 ? 0 : (books.textures.get(texture) ?? 0)) + bytes);
    };
    after('createTexture', (books, _given, made) => books.textures.set(made as object, 0));
    after('deleteTexture', (books, [texture]) => books.textures.delete(texture as object));
    after('bindTexture', (books, [target, texture]) => books.bound.set(Number(target), texture as object | null));
    after('createBuffer', (books, _given, made) => books.buffers.set(made as object, 0));
    after('deleteBuffer', (books, [buffer]) => books.buffers.delete(buffer as object));
    after('bindBuffer', (books, [target, buffer]) => books.bound.set(Number(target), buffer as object | null));
    after('bufferData', (books, [target, data]) => {
      const buffer = books.bound.get(Number(target));
      if (buffer != null) books.buffers.set(buffer, sizeOf(data));
    });
    // Four bytes a pixel, whatever the format: what matters is that it does not grow.
    after('texImage2D', (books, given) => {
      const [width, height] = given.length >= 8 ? [Number(given[3]), Number(given[4])] : [256, 256];
      drawn(books, given[0], given[1], width * height * 4);
    });
    after('texStorage2D', (books, [target, , , width, height]) => {
      drawn(books, target, 0, Number(width) * Number(height) * 4);
    });
    Reflect.set(globalThis, 'graphicsHeld', (): GraphicsBytes => {
      let [textures, buffers, bytes] = [0, 0, 0];
      for (const books of all.values()) {
        textures += books.textures.size;
        buffers += books.buffers.size;
        for (const held of [books.textures, books.buffers]) for (const size of held.values()) bytes += size;
      }
      return { textures, buffers, bytes };
    });
  });
}

export async function graphicsHeld(page: Page): Promise<GraphicsBytes> {
  return await page.evaluate(() => (Reflect.get(globalThis, 'graphicsHeld') as () => GraphicsBytes)());
}
