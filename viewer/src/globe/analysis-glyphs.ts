/** What a sign of an analysis stands for. */
export const ANALYSIS_SIGNS = [
  'customerInside',
  'customerBeyond',
  'end',
  'endPossible',
  'source',
  'closedValve',
  'keepClosed',
  'closeToBeSure',
  'doesNotTurn',
  'close',
] as const;

/** From the lowest to the highest: what has to be done lies on top. */
export type AnalysisSign = (typeof ANALYSIS_SIGNS)[number];

export const SIGN_TONES: Readonly<Record<AnalysisSign, string>> = {
  customerInside: '#c62828',
  customerBeyond: '#ef6c00',
  end: '#8e0a5b',
  endPossible: '#7a54e2',
  source: '#1565c0',
  closedValve: '#37474f',
  keepClosed: '#37474f',
  closeToBeSure: '#c62828',
  doesNotTurn: '#f9a825',
  close: '#c62828',
};

/** Half the size of a sign, CSS pixels. */
export const SIGN_RADIUS_PX: Readonly<Record<AnalysisSign, number>> = {
  customerInside: 5,
  customerBeyond: 6,
  end: 5,
  endPossible: 5,
  source: 9,
  closedValve: 8,
  keepClosed: 9,
  closeToBeSure: 10,
  doesNotTurn: 11,
  close: 11,
};

/** Draws a sign about the origin; `text` stands in those that are numbered. */
export function drawAnalysisSign(context: CanvasRenderingContext2D, kind: AnalysisSign, text: string): void {
  const tone = SIGN_TONES[kind];
  const r = SIGN_RADIUS_PX[kind];
  context.lineJoin = 'round';
  context.lineWidth = 2;
  context.strokeStyle = '#ffffff';
  context.fillStyle = tone;
  context.beginPath();
  switch (kind) {
    case 'customerInside':
    case 'end':
      context.arc(0, 0, r, 0, 2 * Math.PI);
      fillAndEdge(context);
      return;
    case 'endPossible':
      context.arc(0, 0, r, 0, 2 * Math.PI);
      hollow(context, tone);
      return;
    case 'customerBeyond':
      polygon(context, [0, -r, r, r * 0.8, -r, r * 0.8]);
      fillAndEdge(context);
      return;
    case 'source':
      polygon(context, [0, -r, r, -r * 0.2, r * 0.62, r, -r * 0.62, r, -r, -r * 0.2]);
      fillAndEdge(context);
      return;
    case 'closedValve':
    case 'keepClosed':
      context.roundRect(-r, -r, 2 * r, 2 * r, 3);
      fillAndEdge(context);
      letters(context, text === '' ? '×' : text, '#ffffff');
      return;
    case 'doesNotTurn':
      polygon(context, [0, -r, r, r * 0.85, -r, r * 0.85]);
      fillAndEdge(context);
      letters(context, '!', '#3a2a00', 2);
      return;
    case 'close':
      context.arc(0, 0, r, 0, 2 * Math.PI);
      fillAndEdge(context);
      letters(context, text, '#ffffff');
      return;
    case 'closeToBeSure':
      context.arc(0, 0, r, 0, 2 * Math.PI);
      hollow(context, tone);
      letters(context, text, tone);
      return;
  }
}

function fillAndEdge(context: CanvasRenderingContext2D): void {
  context.stroke();
  context.fill();
}

/** White inside, its tone at the edge. */
function hollow(context: CanvasRenderingContext2D, tone: string): void {
  context.fillStyle = '#ffffff';
  context.fill();
  context.strokeStyle = tone;
  context.lineWidth = 2.5;
  context.stroke();
}

function polygon(context: CanvasRenderingContext2D, flat: readonly number[]): void {
  for (let i = 0; i + 1 < flat.length; i += 2) context.lineTo(flat[i] ?? 0, flat[i + 1] ?? 0);
  context.closePath();
}

function letters(context: CanvasRenderingContext2D, text: string, tone: string, downPx = 0): void {
  context.fillStyle = tone;
  context.font = `700 ${text.length > 2 ? 9 : 12}px Inter, "Segoe UI", Arial, sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(text, 0, 0.5 + downPx);
}
