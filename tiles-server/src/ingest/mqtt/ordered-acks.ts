/** MQTT 3.1.1 wants acknowledgements in the order in which the messages came (section 4.6). */
export class OrderedAcks {
  readonly #send: (messageIds: readonly number[]) => void;
  #waiting: { readonly messageId: number; isDone: boolean }[] = [];
  #isDue = false;

  /** `send` gets the ids that may be acknowledged, some at a time. */
  constructor(send: (messageIds: readonly number[]) => void) {
    this.#send = send;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** Notes a message; returns how to say that it is done. */
  came(messageId: number): () => void {
    const entry = { messageId, isDone: false };
    this.#waiting.push(entry);
    return () => {
      entry.isDone = true;
      if (this.#isDue) return;
      // What one commit finished is acknowledged in one write.
      this.#isDue = true;
      queueMicrotask(() => this.#flush());
    };
  }

  #flush(): void {
    this.#isDue = false;
    const open = this.#waiting.findIndex(({ isDone }) => !isDone);
    const done = this.#waiting.splice(0, open === -1 ? this.#waiting.length : open);
    if (done.length > 0) this.#send(done.map(({ messageId }) => messageId));
  }
}
