import { Cartesian3, type Scene } from '@cesium/engine';
import { SIGN_OUTLINES, signMark } from './live/sign-shape.ts';
import { rankOf, type SignLook, type StatusSign } from './live/status-sign.ts';
import { screenProjector } from './screen-projector.ts';

/** Side of the box that the outlines are drawn in, and of a sign, pixels of a picture that is shown at half its size. */
const BOX = 24;
const SIGN_PX = 42;

/** Signs float so far over the ground, metres, on a stem. */
const STEM_M = 3;

/** Farther away none is drawn, metres; measured on the ellipsoid, which lies some metres below a city. */
const FARTHEST_M = 600;

/** The tones of signs on the map by day; a picture is the same in both themes. */
const TONES: Readonly<Record<SignLook, string>> = {
  red: '#d32f2f',
  redSeen: '#d32f2f',
  orange: '#ef7f1a',
  orangeSeen: '#ef7f1a',
  yellow: '#f2c200',
  yellowSeen: '#f2c200',
  blue: '#2b7fd6',
  blueSeen: '#2b7fd6',
  caseLate: '#7a1fa2',
  caseSoon: '#a05a00',
  case: '#4a5964',
};
const RIM = '#ffffff';

/** Lays alarms and cases over a picture: in front of everything, as on the map, the worst foremost. */
export function drawSigns(
  context: CanvasRenderingContext2D,
  scene: Scene,
  signs: readonly StatusSign[],
  heightAt: (lon: number, lat: number) => number,
): void {
  const { project } = screenProjector(scene);
  const eye = scene.camera.positionWC;
  const near = signs.filter(({ lon, lat }) => Cartesian3.distance(Cartesian3.fromDegrees(lon, lat), eye) < FARTHEST_M);
  for (const { lon, lat, look } of near.toSorted((a, b) => rankOf(b) - rankOf(a))) {
    const heightM = heightAt(lon, lat);
    const at = Cartesian3.fromDegrees(lon, lat, heightM + STEM_M);
    const head = project(at);
    const foot = project(Cartesian3.fromDegrees(lon, lat, heightM));
    if (head === null) continue;
    if (foot !== null) drawStem(context, foot, head, TONES[look]);
    drawSign(context, head, look);
  }
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

function drawStem(context: CanvasRenderingContext2D, foot: Spot, head: Spot, tone: string): void {
  context.beginPath();
  context.moveTo(foot.x, foot.y);
  context.lineTo(head.x, head.y);
  context.lineWidth = 4;
  context.strokeStyle = RIM;
  context.stroke();
  context.lineWidth = 2;
  context.strokeStyle = tone;
  context.stroke();
}

function drawSign(context: CanvasRenderingContext2D, { x, y }: Spot, look: SignLook): void {
  const isSeen = look.endsWith('Seen');
  const scale = SIGN_PX / BOX;
  context.save();
  context.translate(x - SIGN_PX / 2, y - SIGN_PX / 2);
  context.scale(scale, scale);
  context.lineJoin = 'round';
  context.lineCap = 'round';
  const outline = new Path2D(SIGN_OUTLINES[look]);
  context.fillStyle = isSeen ? RIM : TONES[look];
  context.fill(outline);
  context.lineWidth = isSeen ? 2.6 : 1.6;
  context.strokeStyle = isSeen ? TONES[look] : RIM;
  context.stroke(outline);
  context.lineWidth = 2.4;
  context.strokeStyle = markTone(look, isSeen);
  context.stroke(new Path2D(signMark(look)));
  context.restore();
}

function markTone(look: SignLook, isSeen: boolean): string {
  if (isSeen) return TONES[look];
  return look === 'yellow' ? '#3a2c00' : RIM;
}
