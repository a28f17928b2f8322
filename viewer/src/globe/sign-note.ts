import type { Scene } from '@cesium/engine';

/** What is said over the sign that is pointed at. */
export interface SignNote {
  /** `x`, `bottom`: CSS pixels of the canvas. */
  readonly say: (text: string, x: number, bottom: number) => void;
  readonly hush: () => void;
  readonly destroy: () => void;
}

export function signNote(scene: Scene): SignNote {
  const element = document.createElement('div');
  element.className = 'point-name';
  element.hidden = true;
  scene.canvas.parentElement?.append(element);
  return {
    say(text, x, bottom) {
      element.hidden = false;
      scene.canvas.style.cursor = 'pointer';
      element.textContent = text;
      element.style.transform = `translate(${Math.round(x)}px, ${Math.round(bottom)}px) translate(-50%, -100%)`;
    },
    hush() {
      // The pointer may be another's by now.
      if (!element.hidden) scene.canvas.style.cursor = '';
      element.hidden = true;
    },
    destroy: () => element.remove(),
  };
}
