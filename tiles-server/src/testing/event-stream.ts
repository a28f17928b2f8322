import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { StringDecoder } from 'node:string_decoder';

/** One message of server-sent events. */
export interface StreamMessage {
  readonly event: string;
  /** Text of its `data` field. */
  readonly data: string;
  readonly id: string | null;
}

/** A reader of a stream of server-sent events. */
export interface EventStream {
  /** Id of the newest message that carried one. */
  readonly lastId: string | null;
  /** Stops taking bytes from the connection, and takes them again. */
  pause(): void;
  resume(): void;
  /** Cuts the connection. */
  close(): void;
  /** Resolves when the connection has ended, whoever ended it. */
  readonly ended: Promise<void>;
}

export interface EventStreamOptions {
  readonly lastEventId?: string | null;
  /** Begins paused: not even the head of the answer is awaited. */
  readonly isPaused?: boolean;
  readonly onMessage: (message: StreamMessage) => void;
}

/** Opens a stream; rejects when the answer is none. */
export async function openEventStream(url: URL, options: EventStreamOptions): Promise<EventStream> {
  const headers = options.lastEventId == null ? {} : { 'Last-Event-ID': options.lastEventId };
  const asked = request(url, { agent: false, headers });
  const ended = new Promise<void>((resolve) => asked.once('close', () => resolve()));
  const answered = answerOf(asked);
  asked.end();
  const answer = await answered;
  asked.on('error', () => undefined);
  answer.on('error', () => undefined);
  if (answer.statusCode !== 200 || answer.headers['content-type'] !== 'text/event-stream') {
    asked.destroy();
    throw new Error(`A stream was wanted of ${url.pathname} and ${answer.statusCode} came.`);
  }
  let lastId = options.lastEventId ?? null;
  const decoder = new StringDecoder('utf8');
  const take = messageReader((message) => {
    lastId = message.id ?? lastId;
    options.onMessage(message);
  });
  answer.on('data', (chunk: Buffer) => take(decoder.write(chunk)));
  if (options.isPaused === true) answer.pause();
  return {
    get lastId() {
      return lastId;
    },
    pause: () => void answer.pause(),
    resume: () => void answer.resume(),
    close: () => void asked.destroy(),
    ended,
  };
}

function answerOf(asked: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    asked.once('response', resolve);
    asked.once('error', reject);
  });
}

/** Takes text as it comes, and gives messages as they are whole. */
export function messageReader(onMessage: (message: StreamMessage) => void): (text: string) => void {
  let parts: string[] = [];
  return (text) => {
    parts.push(text);
    if (!text.includes('\n')) return;
    const whole = parts.join('');
    let begin = 0;
    for (let end = whole.indexOf('\n\n'); end !== -1; end = whole.indexOf('\n\n', begin)) {
      onMessage(messageOf(whole.slice(begin, end)));
      begin = end + 2;
    }
    parts = [whole.slice(begin)];
  };
}

function messageOf(block: string): StreamMessage {
  let event = 'message';
  let id: string | null = null;
  let data = '';
  for (const line of block.split('\n')) {
    if (line.startsWith('data: ')) data += line.slice(6);
    else if (line.startsWith('event: ')) event = line.slice(7);
    else if (line.startsWith('id: ')) id = line.slice(4);
  }
  return { event, data, id };
}
