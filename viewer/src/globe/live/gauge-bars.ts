import { Cartesian3, type Scene } from '@cesium/engine';
import type { Theme } from '../../state/view-state.ts';
import { screenProjector } from '../screen-projector.ts';

/** Water at a place: a staff from its foot to its top, filled up to the water. Levels in metres above the datum. */
export interface Gauge {
  readonly id: string;
  /** Degrees. */
  readonly lon: number;
  readonly lat: number;
  /** Sump of the manhole, or the road. */
  readonly footM: number;
  /** The water's own level. */
  readonly waterM: number;
  /** Cover of the manhole; where nothing is above it, half a metre over the water. */
  readonly topM: number;
  /** What is written beside the water. */
  readonly label: string;
  readonly isAlarming: boolean;
}

/** Staffs with water at its true height, in front of everything, so that one in the ground is seen from above. */
export interface GaugeBars {
  show(gauges: readonly Gauge[]): void;
  setTheme(theme: Theme): void;
  destroy(): void;
}

export interface GaugeBarsOptions {
  readonly geoidOffsetM: number;
  readonly pixelRatio: () => number;
  readonly theme: Theme;
}

const WIDTH_PX = 9;
/** A staff shorter than this on the screen tells nothing, CSS pixels. */
const SHORTEST_PX = 10;
/** Figures stand beside the sign of an alarm. */
const ASIDE_PX = 26;
const TICK_M = 0.5;
/** More ticks than this would be one grey. */
const LEAST_TICK_PX = 4;

interface Tones {
  readonly water: string;
  readonly alarm: string;
  readonly glass: string;
  readonly line: string;
  readonly ink: string;
  readonly halo: string;
}

const TONES: Readonly<Record<Theme, Tones>> = {
  light: {
    water: '#1f78d1',
    alarm: '#c62828',
    glass: 'rgb(255 255 255 / 0.72)',
    line: 'rgb(24 38 52 / 0.8)',
    ink: '#16222d',
    halo: 'rgb(255 255 255 / 0.9)',
  },
  dark: {
    water: '#4aa8ff',
    alarm: '#ff6b5e',
    glass: 'rgb(20 26 32 / 0.7)',
    line: 'rgb(226 234 240 / 0.8)',
    ink: '#eef3f7',
    halo: 'rgb(14 18 22 / 0.85)',
  },
};

export function gaugeBars(scene: Scene, options: GaugeBarsOptions): GaugeBars {
  const canvas = document.createElement('canvas');
  canvas.className = 'map-labels live-gauges';
  canvas.setAttribute('aria-hidden', 'true');
  scene.canvas.parentElement?.append(canvas);
  const context = canvas.getContext('2d');
  let gauges: readonly Gauge[] = [];
  let { theme } = options;
  let isBlank = true;
  const at = ({ lon, lat }: Gauge, levelM: number): Cartesian3 =>
    Cartesian3.fromDegrees(lon, lat, levelM + options.geoidOffsetM);

  const draw = (): void => {
    if (context === null || (isBlank && gauges.length === 0)) return;
    const ratio = options.pixelRatio();
    const width = Math.round(scene.canvas.clientWidth * ratio);
    const height = Math.round(scene.canvas.clientHeight * ratio);
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    isBlank = gauges.length === 0;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const { project } = screenProjector(scene);
    for (const gauge of gauges) {
      const foot = project(at(gauge, gauge.footM));
      const water = project(at(gauge, gauge.waterM));
      const top = project(at(gauge, gauge.topM));
      if (foot === null || water === null || top === null) continue;
      if (Math.abs(foot.y - top.y) < SHORTEST_PX) continue;
      drawStaff(context, gauge, foot, water, top, TONES[theme]);
    }
  };
  const remove = scene.postRender.addEventListener(draw);
  return {
    show(next) {
      gauges = next;
      scene.requestRender();
    },
    setTheme(next) {
      theme = next;
      scene.requestRender();
    },
    destroy() {
      remove();
      canvas.remove();
    },
  };
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

function drawStaff(to: CanvasRenderingContext2D, gauge: Gauge, foot: Spot, water: Spot, top: Spot, tones: Tones): void {
  const tone = gauge.isAlarming ? tones.alarm : tones.water;
  strip(to, foot, top, WIDTH_PX, tones.glass);
  strip(to, foot, water, WIDTH_PX - 2, tone);
  to.strokeStyle = tones.line;
  to.lineWidth = 1;
  outline(to, foot, top, WIDTH_PX);
  const heightM = gauge.topM - gauge.footM;
  const tickPx = (Math.hypot(top.x - foot.x, top.y - foot.y) * TICK_M) / heightM;
  if (tickPx >= LEAST_TICK_PX) {
    for (let m = TICK_M; m < heightM; m += TICK_M) {
      const x = foot.x + ((top.x - foot.x) * m) / heightM;
      const y = foot.y + ((top.y - foot.y) * m) / heightM;
      to.beginPath();
      to.moveTo(x - WIDTH_PX / 2, y);
      to.lineTo(x - WIDTH_PX / 2 + (m % 1 === 0 ? 5 : 3), y);
      to.stroke();
    }
  }
  to.strokeStyle = tone;
  to.lineWidth = 2;
  to.beginPath();
  to.moveTo(water.x - WIDTH_PX, water.y);
  to.lineTo(water.x + WIDTH_PX, water.y);
  to.stroke();
  to.font = '600 12px system-ui, sans-serif';
  to.textBaseline = 'middle';
  to.lineWidth = 3;
  to.strokeStyle = tones.halo;
  to.strokeText(gauge.label, water.x + ASIDE_PX, water.y);
  to.fillStyle = tones.ink;
  to.fillText(gauge.label, water.x + ASIDE_PX, water.y);
}

function strip(to: CanvasRenderingContext2D, a: Spot, b: Spot, widthPx: number, tone: string): void {
  to.fillStyle = tone;
  to.beginPath();
  to.moveTo(a.x - widthPx / 2, a.y);
  to.lineTo(a.x + widthPx / 2, a.y);
  to.lineTo(b.x + widthPx / 2, b.y);
  to.lineTo(b.x - widthPx / 2, b.y);
  to.closePath();
  to.fill();
}

function outline(to: CanvasRenderingContext2D, a: Spot, b: Spot, widthPx: number): void {
  to.beginPath();
  to.moveTo(a.x - widthPx / 2, a.y);
  to.lineTo(a.x + widthPx / 2, a.y);
  to.lineTo(b.x + widthPx / 2, b.y);
  to.lineTo(b.x - widthPx / 2, b.y);
  to.closePath();
  to.stroke();
}
