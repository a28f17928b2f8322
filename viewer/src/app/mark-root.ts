import { setMessagesLanguage } from '../i18n/i18n.ts';
import { type AppState, useApp } from '../state/store.ts';

/**
 * Writes what stands on screen to the root element, for tests and command walls that cannot ask the page:
 * `data-scene` (id), `data-ready` (the scene is loaded and drawn once), `data-tiles` (pending | idle | failed) of the
 * network, `data-layers` the same of terrain, map and buildings, `data-ground` (idle once it is drawn whole, else pending), `data-dive` (above | diving | below),
 * `data-quality` (the preset drawn with), beside
 * `lang` and `data-theme`.
 */
export function markRoot(): void {
  mark(useApp.getState());
  useApp.subscribe(mark);
}

function mark(state: AppState): void {
  const { documentElement: root } = document;
  const { language, theme, loading, tiles, groundReady } = state;
  if (root.lang !== tagOf(language)) {
    root.lang = tagOf(language);
    setMessagesLanguage(language);
  }
  root.dataset.theme = theme;
  root.dataset.tiles = tiles.state;
  root.dataset.layers = state.layerTiles.state;
  root.dataset.dive = state.dive;
  root.dataset.quality = state.quality;
  root.dataset.ground = groundReady ? 'idle' : 'pending';
  root.dataset.ready = String(loading.state === 'ready' && state.firstFrame);
  if (loading.state === 'ready') {
    root.dataset.scene = loading.scene.id;
    document.title = `${loading.scene.title[language]} · Undercroft`;
  } else {
    delete root.dataset.scene;
  }
}

function tagOf(language: AppState['language']): string {
  return language === 'zh' ? 'zh-CN' : 'en';
}
