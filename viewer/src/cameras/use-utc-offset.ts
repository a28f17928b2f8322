import { useApp } from '../state/store.ts';

/** Minutes that the city's clocks are ahead of UTC; where the scene does not declare it times are those of UTC. */
export function useUtcOffset(given: number | undefined): number {
  const offset = useApp(({ loading }) => (loading.state === 'ready' ? loading.scene.utcOffsetMinutes : undefined));
  return given ?? offset ?? 0;
}
