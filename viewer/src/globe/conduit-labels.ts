import { Cartesian3, type Scene, SceneTransforms } from '@cesium/engine';
import { UTILITY_COLOURS } from '@undercroft/core/model/utility-colour';
import type { LinkFeature } from '@undercroft/core/protocol/answers';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import { axisStations } from './axis-stations.ts';
import { type Box, chooseLabels, type LabelWish } from './label-choice.ts';
import { cssColour } from './palette.ts';

/** What a conduit's label says. */
export type SayConduit = (link: LinkFeature) => string;

/** Names the nearest conduits in sight. */
export interface ConduitLabels {
  /** The conduits in sight now. */
  set(links: readonly LinkFeature[]): void;
  setWords(say: SayConduit): void;
  destroy(): void;
}

/** A handful, and only of what is near, metres. */
const MOST_LABELS = 7;
const NEAR_M = 75;
/** What is nearer than this fills the view: its label would swim, metres. */
const TOO_NEAR_M = 2;

const STATION_M = 3;
/** From the axis to the label, CSS pixels. */
const ASIDE_PX = 10;
const MARGIN_PX = 8;

interface Named {
  readonly link: LinkFeature;
  readonly stations: readonly Cartesian3[];
  readonly element: HTMLElement;
  widthPx: number;
  heightPx: number;
}

/**
 * `obstacles` answers the boxes that panels and figures take of the picture, CSS pixels; `isOpen` whether what lies below
 * ground shows at a place of it; `besideX` where labels begin that must leave the picture's own place free, `null` for
 * anywhere.
 */
export function conduitLabels(
  scene: Scene,
  host: HTMLElement,
  ground: GroundSurface,
  geoidOffsetM: number,
  words: SayConduit,
  obstacles: () => readonly Box[],
  isOpen: (x: number, y: number) => boolean,
  besideX: () => number | null,
): ConduitLabels {
  const box = document.createElement('div');
  box.className = 'conduit-labels';
  box.setAttribute('aria-hidden', 'true');
  host.append(box);
  let say = words;
  let named: readonly Named[] = [];

  const layOut = (): void => {
    if (named.length === 0) return;
    const { clientWidth, clientHeight } = scene.canvas;
    const beside = besideX();
    box.classList.toggle('is-beside', beside !== null);
    const wishes: LabelWish[] = named.flatMap((each) => {
      const place = middleInSight(scene, each.stations, isOpen);
      if (place === null || place.distanceM > NEAR_M || place.distanceM < TOO_NEAR_M) return [];
      const { widthPx, heightPx } = each;
      return [
        {
          key: each.link.id,
          x: beside ?? place.x + ASIDE_PX,
          y: place.y,
          widthPx,
          heightPx,
          distanceM: place.distanceM,
        },
      ];
    });
    const picture = {
      left: MARGIN_PX,
      top: MARGIN_PX,
      right: clientWidth - MARGIN_PX,
      bottom: clientHeight - MARGIN_PX,
    };
    const chosen = chooseLabels(wishes, picture, obstacles(), MOST_LABELS);
    const places = new Map(wishes.map((wish) => [wish.key, wish]));
    for (const { link, element } of named) {
      const place = chosen.has(link.id) ? places.get(link.id) : undefined;
      element.style.visibility = place === undefined ? 'hidden' : 'visible';
      if (place === undefined) continue;
      element.style.transform = `translate(${place.x.toFixed(1)}px, ${place.y.toFixed(1)}px) translateY(-50%)`;
    }
  };
  const write = (each: Named): void => {
    const mark = document.createElement('span');
    mark.className = 'conduit-label-mark';
    mark.style.backgroundColor = cssColour(UTILITY_COLOURS[each.link.utility]);
    each.element.replaceChildren(mark, say(each.link));
    each.widthPx = each.element.offsetWidth;
    each.heightPx = each.element.offsetHeight;
  };
  const remove = scene.postRender.addEventListener(layOut);

  return {
    set(links) {
      const before = new Map(named.map((each) => [each.link.id, each]));
      named = links.map((link) => {
        const there = before.get(link.id);
        if (there !== undefined) {
          before.delete(link.id);
          return there;
        }
        const element = document.createElement('div');
        element.className = 'conduit-label figures';
        element.dataset.utility = link.utility;
        element.style.visibility = 'hidden';
        box.append(element);
        const made = {
          link,
          element,
          stations: axisStations(link, ground, geoidOffsetM, STATION_M),
          widthPx: 0,
          heightPx: 0,
        };
        write(made);
        return made;
      });
      for (const { element } of before.values()) element.remove();
      layOut();
    },
    setWords(next) {
      say = next;
      for (const each of named) write(each);
      layOut();
    },
    destroy() {
      remove();
      box.remove();
    },
  };
}

/** The middle of that part of an axis that is in the picture; `null` when none of it is. */
function middleInSight(
  scene: Scene,
  stations: readonly Cartesian3[],
  isOpen: (x: number, y: number) => boolean,
): { readonly x: number; readonly y: number; readonly distanceM: number } | null {
  const { clientWidth, clientHeight } = scene.canvas;
  const { positionWC, directionWC } = scene.camera;
  const away = new Cartesian3();
  const seen = stations.flatMap((station) => {
    Cartesian3.subtract(station, positionWC, away);
    if (Cartesian3.dot(away, directionWC) <= 0) return [];
    const place = SceneTransforms.worldToWindowCoordinates(scene, station);
    if (place === undefined || place.x < 0 || place.y < 0 || place.x > clientWidth || place.y > clientHeight) return [];
    if (!isOpen(place.x, place.y)) return [];
    return [{ x: place.x, y: place.y, distanceM: Cartesian3.magnitude(away) }];
  });
  // Nearer than the middle: perspective crowds the far half of an axis into a few pixels.
  return seen.toSorted((a, b) => a.distanceM - b.distanceM)[Math.floor(seen.length / 3)] ?? null;
}
