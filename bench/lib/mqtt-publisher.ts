import { connect, type Socket } from 'node:net';

const KEEPALIVE_S = 60;
const CONNACK = 2;
const PUBACK = 4;

/** A client that does nothing but publish with QoS 1 (MQTT 3.1.1), as cheaply as can be: it is not what is measured. */
export interface MqttPublisher {
  /** Publishes some messages in one write. */
  publish(messages: readonly (readonly [topic: string, payload: string])[]): void;
  /** Messages that the broker has not acknowledged. */
  readonly underWay: number;
  close(): Promise<void>;
}

export async function openMqttPublisher(
  port: number,
  { clientId, username, password }: { readonly clientId: string; readonly username: string; readonly password: string },
): Promise<MqttPublisher> {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  let underWay = 0;
  let nextId = 0;
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    let rest: Buffer = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      // Two bytes, and two more but in the answer to a pulse.
      while (rest.length >= 2 && rest.length >= 2 + (rest[1] ?? 0)) {
        const kind = (rest[0] ?? 0) >> 4;
        if (kind === CONNACK && rest[3] === 0) resolve();
        else if (kind === CONNACK) reject(new Error(`The broker refused with code ${rest[3]}.`));
        if (kind === PUBACK) underWay -= 1;
        rest = rest.subarray(2 + (rest[1] ?? 0));
      }
    });
    const flags = 0b1100_0010;
    const head = Buffer.from([0, 4, 0x4d, 0x51, 0x54, 0x54, 4, flags, 0, KEEPALIVE_S]);
    writePacket(socket, 0x10, Buffer.concat([head, text(clientId), text(username), text(password)]));
  });
  const pulse = setInterval(() => socket.write(Buffer.from([0xc0, 0])), (KEEPALIVE_S * 1000) / 2);
  return {
    get underWay() {
      return underWay;
    },
    publish(messages) {
      const packets: Buffer[] = [];
      for (const [topic, payload] of messages) {
        nextId = (nextId % 65_535) + 1;
        underWay += 1;
        const body = Buffer.concat([text(topic), Buffer.from([nextId >> 8, nextId & 0xff]), Buffer.from(payload)]);
        packets.push(Buffer.from([0x32, ...remainingLength(body.length)]), body);
      }
      socket.write(Buffer.concat(packets));
    },
    async close() {
      clearInterval(pulse);
      await new Promise<void>((resolve) => socket.end(Buffer.from([0xe0, 0]), () => resolve()));
      socket.destroy();
    },
  };
}

function writePacket(socket: Socket, head: number, body: Buffer): void {
  socket.write(Buffer.concat([Buffer.from([head, ...remainingLength(body.length)]), body]));
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]);
}

/** Seven bits a byte, the lowest first. */
function remainingLength(length: number): readonly number[] {
  const bytes: number[] = [];
  for (let left = length; ; left >>= 7) {
    if (left < 128) return [...bytes, left];
    bytes.push((left & 127) | 128);
  }
}
