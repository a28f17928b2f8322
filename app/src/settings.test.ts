import { describe, expect, it } from 'vitest';
import { settingsOf } from './settings.ts';

describe('settingsOf', () => {
  it('gives the documented defaults, with paths from the folder the command was called in', () => {
    expect(settingsOf({}, {}, '/city')).toEqual({
      scene: 'demo',
      host: '127.0.0.1',
      port: 8080,
      home: '/city/.undercroft',
      databaseUrl: null,
      dataFolder: '/city/.undercroft/sources',
      imageryToken: null,
      tileCacheMib: 2048,
      mqtt: { port: 1883, broker: null, clientId: null },
    });
  });

  it('lets an option win over its variable, and a variable over the default', () => {
    const env = { PORT: '9000', UNDERCROFT_HOME: '/var/lib/undercroft', UNDERCROFT_DATA: 'data' };
    expect(settingsOf({}, env, '/city')).toMatchObject({
      port: 9000,
      home: '/var/lib/undercroft',
      dataFolder: '/city/data',
    });
    expect(settingsOf({ port: '9001', home: 'other' }, env, '/city')).toMatchObject({
      port: 9001,
      home: '/city/other',
    });
  });

  it('puts the source files below the home that was asked for', () => {
    expect(settingsOf({ home: '/other' }, {}, '/city').dataFolder).toBe('/other/sources');
  });

  it('takes an empty variable as not set', () => {
    const env = {
      PORT: '',
      UNDERCROFT_HOME: ' ',
      UNDERCROFT_DATA: '',
      DATABASE_URL: '',
      UNDERCROFT_IMAGERY_TOKEN: ' ',
      UNDERCROFT_TILE_CACHE_MIB: ' ',
      MQTT_PORT: '',
      MQTT_URL: ' ',
    };
    expect(settingsOf({}, env, '/city')).toEqual(settingsOf({}, {}, '/city'));
  });

  it.each(['-1', '65536', '80.5', 'http', '0x50', ''])('refuses "%s" as a port, naming the option', (port) => {
    expect(() => settingsOf({ port }, {}, '/city')).toThrow('--port wants a whole number from 0 to 65535');
  });

  it('names the variable when the bad port came from it', () => {
    expect(() => settingsOf({}, { PORT: 'eighty' }, '/city')).toThrow('PORT wants a whole number');
  });

  it('refuses a database address of another kind without repeating its password', () => {
    const refuse = () => settingsOf({}, { DATABASE_URL: 'mysql://root:secret@host/db' }, '/city');
    expect(refuse).toThrow('DATABASE_URL');
    expect(refuse).not.toThrow('secret');
    expect(settingsOf({}, { DATABASE_URL: 'postgres://host/db' }, '/city').databaseUrl).toBe('postgres://host/db');
  });

  it('takes the room for tiles on disk in whole MiB, and none for 0', () => {
    const roomOf = (text: string) => settingsOf({}, { UNDERCROFT_TILE_CACHE_MIB: text }, '/city').tileCacheMib;
    expect([roomOf('0'), roomOf(' 512 ')]).toEqual([0, 512]);
    for (const text of ['-1', '1.5', '2 GB', '1e3']) {
      expect(() => roomOf(text)).toThrow('UNDERCROFT_TILE_CACHE_MIB wants a whole number of MiB');
    }
  });

  it('takes the broker that devices come by, its user and password in the address or beside it', () => {
    const env = { MQTT_PORT: '0', MQTT_URL: 'mqtts://city:other@broker.example:9000', MQTT_PASSWORD: 'secret' };
    expect(settingsOf({}, { ...env, MQTT_CLIENT_ID: 'server-2' }, '/city').mqtt).toEqual({
      port: 0,
      broker: { host: 'broker.example', port: 9000, isEncrypted: true, username: 'city', password: 'secret' },
      clientId: 'server-2',
    });
    expect(() => settingsOf({}, { MQTT_PORT: 'many' }, '/city')).toThrow('MQTT_PORT wants a whole number');
    const refuse = () => settingsOf({}, { MQTT_URL: 'http://city:secret@broker.example' }, '/city');
    expect(refuse).toThrow('MQTT_URL wants');
    expect(refuse).not.toThrow('secret');
  });
});
