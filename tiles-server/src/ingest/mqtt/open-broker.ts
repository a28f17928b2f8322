import { createServer, type Server, type Socket } from 'node:net';
import { Duplex } from 'node:stream';
import type { Adapter } from '@undercroft/core/protocol/live/adapter';
import type { LiveRepository } from '@undercroft/store/live-store';
import { Aedes, type AuthenticateError, type Client } from 'aedes';
import type { Intake } from '../../live/live-scene.ts';
import type { SceneCatalogue } from '../../served-scenes.ts';
import { refused, shown } from '../refused.ts';
import { SourceKeys } from '../source-keys.ts';
import { FrameGuard } from './frame-guard.ts';
import { MESSAGE_LIMIT_BYTES, MqttMessages } from './mqtt-messages.ts';
import { mqttAdapters, readTopic } from './mqtt-topic.ts';

export interface BrokerOptions {
  readonly scenes: SceneCatalogue;
  readonly intake: Intake;
  readonly live: Pick<LiveRepository, 'keyHash'>;
  readonly host: string;
  /** 0 asks for any free port. */
  readonly port: number;
  /** Milliseconds of a steady clock. */
  readonly now: () => number;
  /** Told of every unexpected error. */
  readonly report: (error: unknown) => void;
}

export interface Broker {
  readonly port: number;
  close(): Promise<void>;
}

/** Topic, heads and what a packet has besides its payload, bytes. */
const HEAD_LIMIT_BYTES = 66_000;
const CONNECTION_LIMIT = 5000;
const BAD_USER_NAME_OR_PASSWORD = 4;

/** What a connection signed in as. */
interface Grant {
  readonly scene: string;
  readonly adapter: Adapter;
}

/**
 * A broker of our own: devices sign in with the name of their source and its key, publish what the source may bring, and
 * are acknowledged once it is durable. Nobody subscribes. Rejects when the port is taken (`EADDRINUSE`).
 */
export async function openBroker(options: BrokerOptions): Promise<Broker> {
  const { scenes, intake, live, now, report } = options;
  const keys = new SourceKeys(live, now);
  const messages = new MqttMessages(intake);
  const grants = new WeakMap<Client, Grant>();

  const grantOf = async (source: string, key: string): Promise<Grant | null> => {
    for (const scene of scenes.values()) {
      const adapter = await keys.adapterFor(scene, 'mqtt', source, key);
      if (adapter !== null) return { scene: scene.id, adapter };
    }
    return null;
  };

  const take = async ({ scene, adapter }: Grant, topic: string, payload: Uint8Array): Promise<void> => {
    const read = readTopic(topic);
    if (read?.scene === scene && (read.source === null || read.source === adapter.source)) {
      await messages.take(scene, adapter, read, payload);
      return;
    }
    const refusal = refused(
      'topic-unusable',
      `topic: wanted undercroft/${scene}/<kind>/<id>, where "${adapter.source}" may publish, and got ${shown(topic)}.`,
    );
    await messages.refuse(scene, adapter, refusal, payload);
    throw new TopicRefused(refusal.detail);
  };

  const aedes = await Aedes.createBroker({
    authenticate(client, username, password, done) {
      grantOf(username ?? '', password?.toString() ?? '').then(
        (grant) => {
          if (grant !== null) grants.set(client, grant);
          done(grant === null ? notSignedIn() : null, grant !== null);
        },
        (error: unknown) => {
          report(error);
          done(notSignedIn(), false);
        },
      );
    },
    authorizePublish(client, packet, done) {
      const grant = client === null ? undefined : grants.get(client);
      if (grant === undefined) {
        done(new TopicRefused('Nobody is signed in.'));
        return;
      }
      // Kept for subscribers, of whom there are none.
      packet.retain = false;
      take(grant, packet.topic, payloadOf(packet.payload)).then(
        () => done(null),
        (error: unknown) => {
          if (!(error instanceof TopicRefused)) report(error);
          // No acknowledgement: the connection ends, and the device sends it again.
          done(error instanceof Error ? error : new Error('The message could not be kept.'));
        },
      );
    },
    authorizeSubscribe: (_client, _subscription, done) => done(null, null),
  });

  const server = createServer((socket) => aedes.handle(guarded(socket)));
  server.maxConnections = CONNECTION_LIMIT;
  try {
    await listening(server, options);
  } catch (error) {
    await closed(aedes);
    throw error;
  }
  server.on('error', report);
  setLinked(scenes, intake, true);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    async close() {
      setLinked(scenes, intake, false);
      const ended = new Promise<void>((resolve) => server.close(() => resolve()));
      await closed(aedes);
      await ended;
    },
  };
}

/** A device published where it may not: its connection ends. */
class TopicRefused extends Error {}

function notSignedIn(): AuthenticateError {
  return Object.assign(new Error('Not signed in.'), { returnCode: BAD_USER_NAME_OR_PASSWORD });
}

/** The connection, of which no packet is larger than a message may be. */
function guarded(socket: Socket): Duplex {
  socket.setNoDelay(true);
  const guard = new FrameGuard(MESSAGE_LIMIT_BYTES + HEAD_LIMIT_BYTES);
  socket.pipe(guard);
  socket.on('error', (error) => guard.destroy(error));
  socket.on('close', () => guard.destroy());
  return Duplex.from({ readable: guard, writable: socket });
}

function payloadOf(payload: string | Buffer): Uint8Array {
  return typeof payload === 'string' ? Buffer.from(payload) : payload;
}

async function listening(server: Server, { host, port }: BrokerOptions): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function closed(aedes: Aedes): Promise<void> {
  await new Promise<void>((resolve) => aedes.close(() => resolve()));
}

function setLinked(scenes: SceneCatalogue, intake: Intake, isConnected: boolean): void {
  for (const scene of scenes.values()) {
    for (const adapter of mqttAdapters(scene)) intake.linked(scene.id, adapter, isConnected);
  }
}
