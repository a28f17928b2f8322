import { useApp } from '../state/store.ts';

/** The scene that data are brought to. */
export function sceneNow(): string {
  const { sceneId } = useApp.getState();
  if (sceneId === null) throw new Error('Data were brought before it was known to which scene.');
  return sceneId;
}
