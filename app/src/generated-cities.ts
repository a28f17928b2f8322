import { join } from 'node:path';
import type { ImportProgress } from '@undercroft/core/protocol/import-answers';
import type { Scene } from '@undercroft/core/protocol/scene';
import { type GeneratedCity, generatedCity } from '@undercroft/data-import/demo-city/generated-files';
import type { LayerInputContext, RowsInput } from '@undercroft/data-import/layer-input';

/** The cities that generators of scenes make, each once however often it is asked for. */
export interface GeneratedCities {
  /** Begins to make the city of a scene, where a generator makes it. */
  begin(scene: Scene, signal: AbortSignal): void;
  /**
   * What the sources of a scene need of it. It begins with the first source that is imported, and only those that the
   * generator writes wait for its files.
   */
  of(
    scene: Scene,
    onEvent: (event: ImportProgress) => void,
    signal: AbortSignal,
  ): Promise<Pick<LayerInputContext, 'generated' | 'generatedRows'>>;
}

/** The generator of features whose rows come with the files. */
const LIVING = 'demo-living';

export function generatedCities(home: string): GeneratedCities {
  const begun = new Map<string, Generation>();
  const generationOf = (scene: Scene, signal: AbortSignal): Generation | null => {
    const { generator } = scene;
    if (generator === undefined) return null;
    const key = JSON.stringify(generator);
    const known = begun.get(key);
    if (known !== undefined) return known;
    const generation: Generation = {
      tell: () => {},
      city: generatedCity(generator, {
        parent: join(home, 'generated'),
        livingRows: true,
        onProgress({ conduits, wanted }) {
          generation.tell({ event: 'progress', layer: generator.name, phase: 'write', done: conduits, total: wanted });
        },
        signal,
      }),
    };
    begun.set(key, generation);
    // A failure is that of whoever waits; the next import tries again.
    generation.city.files.catch(() => begun.delete(key));
    return generation;
  };
  return {
    begin(scene, signal) {
      generationOf(scene, signal);
    },
    async of(scene, onEvent, signal) {
      const generation = generationOf(scene, signal);
      if (generation === null) return {};
      const { city } = generation;
      const { generator, sources } = scene;
      const isSameSeed = sources.every(
        (source) => source.kind !== 'generated' || source.generator !== LIVING || source.seed === generator?.seed,
      );
      const withRows: RowsInput['withRows'] = (use) => city.withLivingRows(use, signal);
      const generatedRows = isSameSeed ? { [LIVING]: withRows } : undefined;
      if (!sources.some((source) => source.kind === 'file' && source.from === 'generator')) return { generatedRows };
      generation.tell = onEvent;
      return { generated: await city.files, generatedRows };
    },
  };
}

interface Generation {
  readonly city: GeneratedCity;
  /** Whoever waits for it last. */
  tell: (event: ImportProgress) => void;
}
