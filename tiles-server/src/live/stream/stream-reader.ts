import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { LiveFilter } from './live-filter.ts';
import type { SceneStream } from './scene-stream.ts';
import type { StreamEvent } from './stream-event.ts';
import { comeBackMessage, eventsMessage, LATEST_BEGIN, listEnd, SNAPSHOT_BEGIN } from './stream-messages.ts';

/** A message is written in parts of about so many characters, and the next when the reader has taken them. */
const PART_CHARS = 64 * 1024;
/** Events after which a gap is not filled any more: a snapshot is shorter. */
const LONGEST_GAP = 50_000;
/** Events read from the store at once. */
const PAGE = 1000;
/** How long to wait for events that the reader knows from another server, ms. */
const AHEAD_MS = 3000;
/** A reader asked to come back does so after this time, ms. */
const COME_BACK_MS = 500;

/** What is under way to a reader that does not keep up: a walk over all states, part by part as it takes them. */
interface Walk {
  readonly states: Iterator<StreamEvent>;
  /** Only what changed after this id. */
  readonly afterId: number;
  /** Up to where it knows everything once the walk is over. */
  readonly upTo: number;
  hasBegun: boolean;
  /** Whether an event has been written, so that the next needs a comma. */
  hasEvents: boolean;
}

/**
 * One reader of a scene's stream. While it keeps up, its channel tells it every event. When its connection takes no
 * more, the server keeps nothing for it but the id up to which it knows everything; as soon as the connection takes
 * bytes again, it is told the latest of what changed since then, and joins again.
 */
export class StreamReader {
  readonly filter: LiveFilter;
  readonly #response: ServerResponse;
  readonly #scene: SceneStream;
  /** Up to where it knows everything, while it does not keep up; -1: nothing. */
  #cursor: number;
  /** Whether every event after the cursor is told, not only the latest of each key. */
  #isExact: boolean;
  #walk: Walk | null = null;
  #isEnded = false;
  /** Since when its connection takes nothing, by the scene's clock; null while it does. */
  stalledSinceMs: number | null = null;

  /** `afterId`: up to where it knows everything from an earlier stream; null when it is new. */
  constructor(response: ServerResponse, filter: LiveFilter, afterId: number | null, scene: SceneStream) {
    this.filter = filter;
    this.#response = response;
    this.#scene = scene;
    this.#cursor = afterId ?? -1;
    this.#isExact = afterId !== null;
    response.once('close', () => this.#end());
  }

  /** Brings it up to date and keeps it there. Resolves when it keeps up or is gone. */
  async start(): Promise<void> {
    if (this.#isExact) await this.#scene.reached(this.#cursor, AHEAD_MS);
    if (this.#isExact && this.#cursor > this.#scene.toldUpTo) this.#forgetAll();
    await this.#catchUp();
  }

  /** Writes a message if the connection takes it; otherwise the reader keeps up no longer. */
  deliver(message: Buffer, before: number): void {
    if (this.#isEnded) return;
    if (!this.#response.writableNeedDrain) {
      this.#response.write(message);
      return;
    }
    this.#cursor = before;
    this.#isExact = false;
    this.#scene.leave(this);
    this.#catchUp().catch((error: unknown) => this.#scene.failed(this, error));
  }

  /** Ends the stream; the reader comes back by itself and resumes. */
  sendAway(): void {
    if (this.#isEnded) return;
    // Nothing may be written into a message that is under way.
    if (this.#walk?.hasBegun !== true) this.#response.write(comeBackMessage(COME_BACK_MS));
    this.#end();
    this.#response.end();
  }

  /** Cuts the connection of a reader that takes nothing. */
  cut(): void {
    this.#end();
    this.#response.destroy();
  }

  async #catchUp(): Promise<void> {
    while (!this.#isEnded) {
      if (this.#response.writableNeedDrain) await this.#drained();
      if (this.#isEnded) return;
      if (this.#walk !== null) {
        this.#writePart(this.#walk);
        continue;
      }
      this.#scene.flush();
      if (this.#cursor === this.#scene.toldUpTo) {
        this.#scene.join(this);
        return;
      }
      if (this.#isExact) await this.#fillGap();
      else this.#beginWalk();
    }
  }

  async #drained(): Promise<void> {
    this.stalledSinceMs = this.#scene.now();
    const gone = new AbortController();
    const onClose = () => gone.abort();
    this.#response.once('close', onClose);
    try {
      await once(this.#response, 'drain', { signal: gone.signal });
    } catch (error) {
      if (!gone.signal.aborted) throw error;
    } finally {
      this.#response.off('close', onClose);
      this.stalledSinceMs = null;
    }
  }

  /** Tells every event after the cursor, in order; a page of them where the store has to be asked. */
  async #fillGap(): Promise<void> {
    const { recent, toldUpTo } = this.#scene;
    if (recent.holdsAllAfter(this.#cursor)) {
      this.#tellAll([...recent.between(this.#cursor, toldUpTo)], toldUpTo);
      return;
    }
    const gap = toldUpTo - this.#cursor;
    // No further than was told to others: what comes after that is still to be told to all.
    const page = gap > LONGEST_GAP ? null : await this.#scene.loggedAfter(this.#cursor, Math.min(PAGE, gap));
    const last = page?.at(-1);
    if (page === null || last === undefined) this.#forgetAll();
    // The connection may have filled up or closed meanwhile; then the page is read again.
    else if (!this.#isEnded) this.#tellAll(page, last.id);
  }

  #tellAll(events: readonly StreamEvent[], upTo: number): void {
    const passed = events.filter((event) => event.passes(this.filter)).map(({ json }) => json);
    if (passed.length > 0) this.#response.write(eventsMessage(passed, upTo));
    this.#cursor = upTo;
  }

  /** What it knows cannot be continued: it is told everything anew. */
  #forgetAll(): void {
    this.#cursor = -1;
    this.#isExact = false;
  }

  #beginWalk(): void {
    const { states, toldUpTo } = this.#scene;
    this.#walk = {
      states: states.all(),
      afterId: states.canTellChangesAfter(this.#cursor) ? this.#cursor : -1,
      upTo: toldUpTo,
      hasBegun: false,
      hasEvents: false,
    };
  }

  #writePart(walk: Walk): void {
    const isSnapshot = walk.afterId < 0;
    const begin = isSnapshot ? SNAPSHOT_BEGIN(this.#scene.now()) : LATEST_BEGIN;
    let text = !isSnapshot || walk.hasBegun ? '' : begin;
    let isDone = false;
    while (text.length < PART_CHARS) {
      const { value: state, done } = walk.states.next();
      if (done === true) {
        isDone = true;
        break;
      }
      if (state.id <= walk.afterId || (isSnapshot && state.isOver) || !state.passes(this.filter)) continue;
      // A message of changes begins with the first of them: without any there is none.
      if (!isSnapshot && !walk.hasEvents) text = begin;
      text += walk.hasEvents ? `,${state.json}` : state.json;
      walk.hasEvents = true;
    }
    if (isDone && (isSnapshot || walk.hasEvents)) text += listEnd(walk.upTo);
    walk.hasBegun ||= text !== '';
    if (text !== '') this.#response.write(text);
    if (!isDone) return;
    this.#cursor = walk.upTo;
    this.#isExact = false;
    this.#walk = null;
  }

  #end(): void {
    this.#isEnded = true;
    this.#walk = null;
    this.#scene.forget(this);
  }
}
