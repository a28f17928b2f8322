import { Readable } from 'node:stream';
import fc from 'fast-check';
import mqtt from 'mqtt-packet';
import { describe, expect, it } from 'vitest';
import { brokerAddress } from './broker-address.ts';
import { FrameGuard } from './frame-guard.ts';
import { waitBeforeMs } from './link-broker.ts';
import { readTopic } from './mqtt-topic.ts';
import { OrderedAcks } from './ordered-acks.ts';

describe('readTopic', () => {
  it('reads the short form, the long form, and ids with slashes', () => {
    expect(readTopic('undercroft/demo/cover/ZNJG-1')).toEqual({
      scene: 'demo',
      source: null,
      kind: 'cover',
      id: 'ZNJG-1',
    });
    expect(readTopic('undercroft/demo/gateway/reading/A/1')).toEqual({
      scene: 'demo',
      source: 'gateway',
      kind: 'reading',
      id: 'A/1',
    });
  });

  it.each([
    '',
    'undercroft',
    'undercroft/demo',
    'undercroft/demo/cover',
    'undercroft/demo/cover/',
    'other/demo/cover/A',
    'undercroft//cover/A',
    'undercroft/demo//cover/A',
  ])('reads nothing out of "%s"', (topic) => {
    expect(readTopic(topic)).toBeNull();
  });
});

describe('brokerAddress', () => {
  it('takes user name and password from the address or beside it, and the usual ports', () => {
    expect(brokerAddress('mqtt://me:p%40ss@broker.example')).toEqual({
      host: 'broker.example',
      port: 1883,
      isEncrypted: false,
      username: 'me',
      password: 'p@ss',
    });
    expect(brokerAddress('mqtts://[::1]', 'me', 'secret')).toEqual({
      host: '::1',
      port: 8883,
      isEncrypted: true,
      username: 'me',
      password: 'secret',
    });
    expect(brokerAddress('http://broker.example')).toBeNull();
    expect(brokerAddress('broker')).toBeNull();
  });
});

describe('waitBeforeMs', () => {
  it('doubles from half a second to half a minute, and halves by chance at most', () => {
    const waits = [0, 1, 2, 5, 6, 7, 100].map((attempt) => waitBeforeMs(attempt, 1));
    expect(waits).toEqual([500, 1000, 2000, 16_000, 30_000, 30_000, 30_000]);
    expect(waitBeforeMs(100, 0)).toBe(15_000);
  });
});

describe('OrderedAcks', () => {
  it('acknowledges in the order of coming, whatever is done first, and all of one moment at once', async () => {
    const sent: (readonly number[])[] = [];
    const acks = new OrderedAcks((ids) => sent.push(ids));
    const [first, second, third] = [acks.came(7), acks.came(8), acks.came(9)];
    third();
    second();
    await Promise.resolve();
    expect(sent).toEqual([]);
    first();
    await Promise.resolve();
    expect(sent).toEqual([[7, 8, 9]]);
    expect(acks.waiting).toBe(0);
  });
});

describe('FrameGuard', () => {
  const packet = (size: number) =>
    mqtt.generate({ cmd: 'publish', topic: 'a', payload: Buffer.alloc(size), qos: 0, dup: false, retain: false });

  async function passed(bytes: Buffer, cuts: readonly number[]): Promise<Buffer> {
    const edges = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
    const chunks = edges.slice(1).map((end, i) => bytes.subarray(edges[i], end));
    const out: Buffer[] = [];
    for await (const chunk of Readable.from(chunks).pipe(new FrameGuard(1000))) out.push(chunk);
    return Buffer.concat(out);
  }

  it('passes packets on byte for byte, however they are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(990), { maxLength: 20 }), fc.array(fc.nat(20_000)), async (sizes, cuts) => {
        const bytes = Buffer.concat([...sizes.map(packet), mqtt.generate({ cmd: 'pingreq' })]);
        expect(await passed(bytes, cuts)).toEqual(bytes);
      }),
      { seed: 20265, numRuns: 100 },
    );
  });

  it('fails at a packet that is larger, as soon as it is announced', async () => {
    // Topic and its length take 3 bytes of a packet of 1001.
    await expect(passed(packet(998).subarray(0, 3), [])).rejects.toThrow('more than 1000 bytes');
    await expect(passed(Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff, 0x01]), [2, 3])).rejects.toThrow(RangeError);
  });
});
