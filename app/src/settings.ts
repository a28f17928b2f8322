import { resolve } from 'node:path';
import { type BrokerAddress, brokerAddress } from '@undercroft/tiles-server/ingest/mqtt/broker-address';
import { AppError } from './app-error.ts';

/** What the options and the environment say together; paths are absolute. */
export interface Settings {
  readonly scene: string;
  readonly host: string;
  /** 0 asks for any free port. */
  readonly port: number;
  /** The data folder: embedded store, token, the running server's address, and by default the source files. */
  readonly home: string;
  /** PostgreSQL with PostGIS; `null` means the embedded store in `home`. */
  readonly databaseUrl: string | null;
  /** Where scenes find their source files. */
  readonly dataFolder: string;
  /** Key of imagery services, which the server puts into their addresses; `null` when none is set. */
  readonly imageryToken: string | null;
  /** What tiles kept on disk, in `home`, may take together, MiB; 0 keeps none. */
  readonly tileCacheMib: number;
  readonly mqtt: MqttSettings;
}

/** How devices come by MQTT. */
export interface MqttSettings {
  /** Port of the broker that the server itself opens on the loopback; 0 asks for any free one. */
  readonly port: number;
  /** A broker outside, which is linked to instead. */
  readonly broker: BrokerAddress | null;
  /** Name by which that broker knows this server; `null` makes one that stays the same. */
  readonly clientId: string | null;
}

/** Options as written on the command line; an option given wins over its environment variable. */
export interface Flags {
  readonly scene?: string | undefined;
  readonly host?: string | undefined;
  readonly port?: string | undefined;
  readonly home?: string | undefined;
}

export const SETTINGS_DEFAULTS = {
  scene: 'demo',
  host: '127.0.0.1',
  port: 8080,
  home: '.undercroft',
  mqttPort: 1883,
  tileCacheMib: 2048,
} as const;

/**
 * Settings from flags, environment and the folder the command was called in. An empty variable counts as not set.
 * Throws `AppError('bad-option')` for a port that is no whole number from 0 to 65535, for a size that is no whole number,
 * for a database address that is none of PostgreSQL's and for a broker's that is none of MQTT.
 */
export function settingsOf(flags: Flags, env: Readonly<Record<string, string | undefined>>, cwd: string): Settings {
  const home = resolve(cwd, flags.home ?? stated(env.UNDERCROFT_HOME) ?? SETTINGS_DEFAULTS.home);
  const dataFolder = stated(env.UNDERCROFT_DATA);
  return {
    scene: flags.scene ?? SETTINGS_DEFAULTS.scene,
    host: flags.host ?? SETTINGS_DEFAULTS.host,
    port:
      flags.port === undefined
        ? portOf('PORT', stated(env.PORT), SETTINGS_DEFAULTS.port)
        : portOf('--port', flags.port, SETTINGS_DEFAULTS.port),
    home,
    databaseUrl: databaseUrlOf(stated(env.DATABASE_URL)),
    dataFolder: dataFolder === undefined ? resolve(home, 'sources') : resolve(cwd, dataFolder),
    imageryToken: stated(env.UNDERCROFT_IMAGERY_TOKEN) ?? null,
    tileCacheMib: mebibytesOf('UNDERCROFT_TILE_CACHE_MIB', stated(env.UNDERCROFT_TILE_CACHE_MIB)),
    mqtt: {
      port: portOf('MQTT_PORT', stated(env.MQTT_PORT), SETTINGS_DEFAULTS.mqttPort),
      broker: brokerOf(env),
      clientId: stated(env.MQTT_CLIENT_ID) ?? null,
    },
  };
}

function stated(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : value;
}

function portOf(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const port = /^\d{1,5}$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (port >= 0 && port <= 65_535) return port;
  throw new AppError('bad-option', `${name} wants a whole number from 0 to 65535 and got "${text}".`);
}

function mebibytesOf(name: string, text: string | undefined): number {
  if (text === undefined) return SETTINGS_DEFAULTS.tileCacheMib;
  if (/^\d{1,9}$/.test(text.trim())) return Number(text);
  throw new AppError('bad-option', `${name} wants a whole number of MiB, 0 for none, and got "${text}".`);
}

function brokerOf(env: Readonly<Record<string, string | undefined>>): BrokerAddress | null {
  const url = stated(env.MQTT_URL);
  if (url === undefined) return null;
  const address = brokerAddress(url, stated(env.MQTT_USERNAME) ?? null, stated(env.MQTT_PASSWORD) ?? null);
  if (address !== null) return address;
  // The address may hold a password: it is not repeated.
  throw new AppError('bad-option', 'MQTT_URL wants an address that starts with mqtt:// or mqtts://.');
}

function databaseUrlOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (/^postgres(ql)?:\/\//.test(text)) return text;
  // The address may hold a password: it is not repeated.
  throw new AppError('bad-option', 'DATABASE_URL wants an address that starts with postgres:// or postgresql://.');
}
