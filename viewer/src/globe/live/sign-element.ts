import { SIGN_OUTLINES, signMark } from './sign-shape.ts';
import { calls, type SignLook, type StatusSign } from './status-sign.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** A sign on the screen: an outline, what it says, a halo while it calls, and how many it stands for. */
export interface SignElement {
  readonly element: HTMLElement;
  show(look: SignLook, count: number, isSelected: boolean): void;
  moveTo(x: number, y: number): void;
}

export function signElement(): SignElement {
  const element = document.createElement('div');
  const halo = document.createElement('i');
  const picture = document.createElementNS(SVG, 'svg');
  picture.setAttribute('viewBox', '0 0 24 24');
  const outline = document.createElementNS(SVG, 'path');
  outline.setAttribute('class', 'sign-outline');
  const mark = document.createElementNS(SVG, 'path');
  mark.setAttribute('class', 'sign-mark');
  picture.append(outline, mark);
  const number = document.createElement('b');
  element.append(halo, picture, number);
  let shown = '';
  return {
    element,
    show(look, count, isSelected) {
      const key = `${look} ${count} ${isSelected}`;
      if (key === shown) return;
      shown = key;
      element.className = `live-sign look-${look}${calls(look) ? ' is-calling' : ''}${isSelected ? ' is-selected' : ''}`;
      outline.setAttribute('d', SIGN_OUTLINES[look]);
      mark.setAttribute('d', signMark(look));
      number.textContent = count > 1 ? String(count) : '';
      number.hidden = count <= 1;
    },
    moveTo(x, y) {
      element.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
    },
  };
}

/** What signs say when they are pointed at. */
export type SaySigns = (signs: readonly StatusSign[]) => string;
