import type { NetworkAtAnswer } from '@undercroft/core/protocol/live/replay';

/** What is to be drawn of the network. */
export type PipesWanted =
  | { readonly state: 'today' }
  /** `asOfMs` is an instant of its time. */
  | { readonly state: 'then'; readonly revision: string; readonly asOfMs: number }
  /** Nothing was published at `asOfMs`. */
  | { readonly state: 'none'; readonly asOfMs: number };

/** What there is to say of the pipes on the screen, in the light of the clock. Times are milliseconds since 1970. */
export type PipesTold =
  /** The clock shows the present. */
  | { readonly state: 'live' }
  /** It is not known yet which are of the instant; those drawn may be of another time. */
  | { readonly state: 'asking' }
  /** They are on their way; those drawn are of another time. */
  | { readonly state: 'coming' }
  /** They are drawn, and have been replaced by others since. */
  | { readonly state: 'then'; readonly fromMs: number; readonly untilMs: number }
  /** They are drawn, and those of today. */
  | { readonly state: 'same'; readonly fromMs: number }
  /** None are drawn: nothing was published until then, or to this day. */
  | { readonly state: 'none'; readonly untilMs: number | null }
  /** Those of today are drawn because somebody wants to see them all the same. */
  | { readonly state: 'chosen' }
  /** They could not be had; those drawn are of another time. */
  | { readonly state: 'failed' };

/** How it goes with what was to be drawn; after `failing` it may still be `shown`. */
export type PipesProgress = 'coming' | 'failing' | 'shown';

export interface PipesSeams {
  readonly ask: (atMs: number, signal: AbortSignal) => Promise<NetworkAtAnswer>;
  readonly draw: (wanted: PipesWanted, onProgress: (progress: PipesProgress) => void) => void;
  readonly tell: (told: PipesTold) => void;
  /** The present by the server's clock, milliseconds since 1970. */
  readonly presentMs: () => number;
}

interface Span {
  readonly fromMs: number;
  /** Nothing is known of this instant and those after it. */
  readonly toMs: number;
  readonly answer: NetworkAtAnswer;
}

/** What failed is tried again after so long, milliseconds. */
const AGAIN_MS = 5000;

/**
 * Has the pipes of the clock's instant drawn. A state of the network holds for a span of time, so that one question
 * answers for all instants of it; one question is under way at a time, and who scrubs on meanwhile is asked after next.
 */
export class PipesFollower {
  readonly #seams: PipesSeams;
  #atMs: number | null = null;
  #isTodayChosen = false;
  #spans: readonly Span[] = [];
  #isAsking = false;
  /** What is to be drawn, how it goes with it, and what there is to say when it is drawn. */
  #drawKey = keyOf({ state: 'today' });
  #progress: PipesProgress = 'shown';
  #told: PipesTold = { state: 'live' };
  #ending = new AbortController();
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(seams: PipesSeams) {
    this.#seams = seams;
  }

  /** Moves the clock, milliseconds since 1970; null for the present. */
  at(atMs: number | null): void {
    this.#atMs = atMs;
    if (atMs === null) this.#isTodayChosen = false;
    this.#follow();
  }

  /** Draws those of today whatever the instant, or again those of the instant. */
  chooseToday(isChosen: boolean): void {
    this.#isTodayChosen = isChosen;
    this.#follow();
  }

  stop(): void {
    clearTimeout(this.#again);
    this.#ending.abort();
  }

  #follow(): void {
    const atMs = this.#atMs;
    if (atMs === null) {
      this.#draw({ state: 'today' }, { state: 'live' });
      return;
    }
    if (this.#isTodayChosen) {
      this.#draw({ state: 'today' }, { state: 'chosen' });
      return;
    }
    const span = this.#spans.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
    if (span !== undefined) {
      this.#draw(...drawnAs(span.answer));
      return;
    }
    this.#told = { state: 'asking' };
    this.#say();
    if (!this.#isAsking) void this.#ask(atMs);
  }

  #draw(wanted: PipesWanted, told: PipesTold): void {
    this.#told = told;
    const key = keyOf(wanted);
    if (key !== this.#drawKey) {
      this.#drawKey = key;
      this.#progress = 'coming';
      this.#seams.draw(wanted, (progress) => {
        if (this.#drawKey !== key || this.#ending.signal.aborted) return;
        this.#progress = progress;
        this.#say();
      });
    }
    this.#say();
  }

  #say(): void {
    if (this.#told.state === 'asking' || this.#progress === 'shown') this.#seams.tell(this.#told);
    else if (this.#progress === 'coming') this.#seams.tell({ state: 'coming' });
    else this.#fail();
  }

  async #ask(atMs: number): Promise<void> {
    const { signal } = this.#ending;
    this.#isAsking = true;
    // Another state may be published while the question is under way: up to here the answer holds for certain.
    const askedMs = this.#seams.presentMs();
    try {
      const answer = await this.#seams.ask(atMs, signal);
      if (signal.aborted) return;
      const fromMs = answer.fromMs ?? Number.NEGATIVE_INFINITY;
      const toMs = answer.untilMs ?? Math.max(askedMs, atMs + 1);
      this.#spans = [...this.#spans, { fromMs, toMs, answer }];
      this.#isAsking = false;
      this.#follow();
    } catch {
      if (signal.aborted) return;
      this.#isAsking = false;
      if (this.#atMs !== null && !this.#isTodayChosen) this.#fail();
    }
  }

  /** What was known may hold no more: an import that was undone takes the states that showed it with it. */
  #fail(): void {
    this.#seams.tell({ state: 'failed' });
    clearTimeout(this.#again);
    this.#again = setTimeout(() => {
      this.#spans = [];
      this.#follow();
    }, AGAIN_MS);
  }
}

function keyOf(wanted: PipesWanted): string {
  return wanted.state === 'then' ? `then ${wanted.revision}` : wanted.state;
}

function drawnAs({ revision, atMs, fromMs, untilMs }: NetworkAtAnswer): [PipesWanted, PipesTold] {
  if (revision === null || fromMs === null) {
    return [
      { state: 'none', asOfMs: atMs },
      { state: 'none', untilMs },
    ];
  }
  if (untilMs === null) return [{ state: 'today' }, { state: 'same', fromMs }];
  return [
    { state: 'then', revision, asOfMs: fromMs },
    { state: 'then', fromMs, untilMs },
  ];
}
