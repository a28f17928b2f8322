import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectEncrypted } from 'node:tls';
import mqtt, { type IPublishPacket, type Packet } from 'mqtt-packet';
import type { BrokerAddress } from './broker-address.ts';
import { OrderedAcks } from './ordered-acks.ts';

export interface SessionOptions {
  readonly address: BrokerAddress;
  readonly clientId: string;
  readonly topics: readonly string[];
  /** Takes a message; it is acknowledged when this resolves, and the session ends when it rejects. */
  readonly take: (topic: string, payload: Uint8Array) => Promise<void>;
  /** The broker let us in and granted every topic. */
  readonly onReady: () => void;
  /** Once, when it is over: why, or null when it was closed. */
  readonly onEnd: (reason: Error | null) => void;
}

export interface Session {
  /** Lets what is under way finish, acknowledges it and says goodbye. */
  close(): Promise<void>;
}

const KEEPALIVE_S = 30;
const CONNECT_WITHIN_MS = 10_000;
/** Reading stops at so many messages under way, and goes on below a quarter of it. */
const MOST_UNDER_WAY = 4000;
const FINISH_WITHIN_MS = 5000;
const LOWEST_FAILURE = 128;
const SUBSCRIBE_ID = 1;

const REFUSALS = [
  '',
  'the protocol version',
  'the client id',
  'for now',
  'user name or password',
  'the right to connect',
];

/**
 * One connection to an outside broker, MQTT 3.1.1: a persistent session (the broker keeps what comes while we are away), QoS
 * 1, any number of messages under way, each acknowledged after it was taken.
 */
export function openSession(options: SessionOptions): Session {
  const { address, clientId, topics, take } = options;
  const { host, port, isEncrypted } = address;
  const socket: Socket = isEncrypted
    ? connectEncrypted({ host, port, servername: host })
    : connectPlain({ host, port, noDelay: true });
  const parser = mqtt.parser({ protocolVersion: 4 });
  const write = (packet: Packet): void => {
    if (!socket.destroyed) socket.write(mqtt.generate(packet));
  };
  const acks = new OrderedAcks((messageIds) => {
    if (socket.destroyed) return;
    socket.write(Buffer.concat(messageIds.map((messageId) => mqtt.generate({ cmd: 'puback', messageId }))));
  });
  let [underWay, isClosing, isReady]: [number, boolean, boolean] = [0, false, false];
  let reason: Error | null = null;
  let idle: (() => void) | null = null;
  const fail = (error: Error): void => {
    reason ??= error;
    socket.destroy();
  };

  const took = (): void => {
    underWay--;
    if (underWay < MOST_UNDER_WAY / 4 && !isClosing) socket.resume();
    if (underWay === 0) idle?.();
  };
  const onPublish = ({ topic, payload, qos, messageId }: IPublishPacket): void => {
    const done = qos === 1 && messageId !== undefined ? acks.came(messageId) : null;
    underWay++;
    if (underWay >= MOST_UNDER_WAY) socket.pause();
    take(topic, typeof payload === 'string' ? Buffer.from(payload) : payload).then(
      () => {
        done?.();
        took();
      },
      (error: unknown) => {
        fail(error instanceof Error ? error : new Error(String(error)));
        took();
      },
    );
  };

  parser.on('packet', (packet: Packet) => {
    if (packet.cmd === 'connack') {
      if (packet.returnCode !== 0) {
        fail(new Error(`the broker refused ${REFUSALS[packet.returnCode ?? 0] ?? 'us'}`));
        return;
      }
      const subscriptions = topics.map((topic) => ({ topic, qos: 1 }) as const);
      write({ cmd: 'subscribe', messageId: SUBSCRIBE_ID, subscriptions });
    } else if (packet.cmd === 'suback') {
      if (packet.granted.some((granted) => Number(granted) >= LOWEST_FAILURE)) {
        fail(new Error(`the broker does not let us read ${topics.join(', ')}`));
        return;
      }
      isReady = true;
      options.onReady();
    } else if (packet.cmd === 'publish' && !isClosing) {
      onPublish(packet);
    }
  });
  parser.on('error', fail);

  const login = {
    ...(address.username === null ? {} : { username: address.username }),
    ...(address.password === null ? {} : { password: Buffer.from(address.password) }),
  };
  socket.once(isEncrypted ? 'secureConnect' : 'connect', () => {
    write({ cmd: 'connect', clientId, protocolVersion: 4, clean: false, keepalive: KEEPALIVE_S, ...login });
  });
  let heardMs = performance.now();
  socket.on('data', (chunk: Buffer) => {
    heardMs = performance.now();
    parser.parse(chunk);
  });
  const pulse = setInterval(
    () => {
      const silentMs = performance.now() - heardMs;
      if (!isReady && silentMs > CONNECT_WITHIN_MS) fail(new Error('the broker does not answer'));
      else if (socket.isPaused()) heardMs = performance.now();
      else if (silentMs > KEEPALIVE_S * 1500) fail(new Error('the broker fell silent'));
      if (isReady) write({ cmd: 'pingreq' });
    },
    (KEEPALIVE_S * 1000) / 3,
  );
  socket.on('error', fail);
  socket.once('close', () => {
    clearInterval(pulse);
    options.onEnd(isClosing ? null : (reason ?? new Error('the broker closed the connection')));
  });

  return {
    async close() {
      isClosing = true;
      socket.pause();
      if (underWay > 0) {
        await new Promise<void>((resolve) => {
          idle = resolve;
          setTimeout(resolve, FINISH_WITHIN_MS).unref();
        });
      }
      // The acknowledgements of what has just finished are written in a microtask.
      await Promise.resolve();
      if (socket.destroyed) return;
      await new Promise<void>((resolve) => {
        socket.once('close', () => resolve());
        socket.end(mqtt.generate({ cmd: 'disconnect' }), () => socket.destroy());
      });
    },
  };
}
