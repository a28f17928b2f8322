import type { SimulatedPast } from '@undercroft/tiles-server/live/simulated-past';
import type { SceneCatalogue } from '@undercroft/tiles-server/served-scenes';
import { type SimulatedCity, simulatedCity } from './simulated-city.ts';

/** The simulated cities of the scenes, each of which begins when it is first asked. */
export interface SimulatedCities {
  /** That of a feed; null where it is no simulator. */
  of(scene: string, source: string): SimulatedCity | null;
  /** What a scene's simulator says of the past; null where it has none. */
  readonly pastOf: (scene: string) => SimulatedPast | null;
  close(): Promise<void>;
}

export function simulatedCities(scenes: SceneCatalogue): SimulatedCities {
  const cities = new Map<string, Map<string, SimulatedCity>>();
  for (const scene of scenes.values()) {
    const own = new Map<string, SimulatedCity>();
    for (const adapter of scene.live?.adapters ?? []) {
      if (adapter.kind !== 'simulator') continue;
      own.set(adapter.source, simulatedCity({ seed: adapter.seed, source: adapter.source }));
    }
    cities.set(scene.id, own);
  }
  return {
    of: (scene, source) => cities.get(scene)?.get(source) ?? null,
    pastOf: (scene) => cities.get(scene)?.values().next().value ?? null,
    async close() {
      const all = [...cities.values()].flatMap((own) => [...own.values()]);
      await Promise.all(all.map((city) => city.close()));
    },
  };
}
