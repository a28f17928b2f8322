import { setImmediate } from 'node:timers/promises';
import { patchedLink } from '@undercroft/core/edit/apply-patch';
import type { CityFeature } from '@undercroft/core/model/city-feature';
import type { EditNote } from '@undercroft/core/protocol/feature-edit';
import type { Store } from '@undercroft/store/store';
import { importSample, sampleLink, sampleNode } from '@undercroft/store/testing/sample-features';
import { expect, test } from 'vitest';
import { describeStores } from '../../../tests/support/describe-stores.ts';
import { NetworkCache } from '../analysis/network-cache.ts';
import { EditDesk } from '../edits/edit-desk.ts';
import { liveScene } from '../testing/live-scene.ts';
import { EncodedCache } from './encoded-cache.ts';
import { networkTileset } from './network-tileset.ts';
import { Revisions } from './revisions.ts';
import { addressKey } from './scene-tiles.ts';
import { ownThread } from './tile-encoder.ts';
import { TileService } from './tile-service.ts';

const LON = 119.6;
const LAT = 39.92;
const EDIT = { by: 'Li', reason: 'measured' };
const VALVE = sampleLink('pipe', { valveState: 'open' });

/** Holds answers back that were read already. */
class Gate {
  #opened: () => void = () => undefined;
  #arrived: () => void = () => undefined;
  readonly #open = new Promise<void>((resolve) => {
    this.#opened = resolve;
  });
  /** Settles once the first answer is held. */
  readonly held = new Promise<void>((resolve) => {
    this.#arrived = resolve;
  });

  async through<Answer>(reading: Promise<Answer>): Promise<Answer> {
    const answer = await reading;
    this.#arrived();
    await this.#open;
    return answer;
  }

  open(): void {
    this.#opened();
  }
}

/** The number of a scene's only import. */
async function firstImport(store: Store, scene: string): Promise<number> {
  const found = await store.features.feature(scene, 'sewer.pipe');
  if (found === null) throw new Error('a pipe was expected');
  return found.import.id;
}

/** Closes the pipe. */
async function edited(store: Store, scene: string): Promise<void> {
  const seen = await firstImport(store, scene);
  await store.edits.apply({ scene, id: 'sewer.pipe', seen, ...EDIT }, (row) => {
    if (row.family !== 'link') throw new Error('a link was wanted');
    return patchedLink(row.link, { valveState: 'closed' });
  });
}

describeStores('what was asked before an edit', (using) => {
  test('is not taken for the revision after it, however late the answer comes', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, [VALVE]);
    const gate = new Gate();
    let isFirst = true;
    const versions: Store['edits']['versions'] = async (id) => {
      const reading = store.edits.versions(id);
      if (!isFirst) return await reading;
      isFirst = false;
      return await gate.through(reading);
    };
    const revisions = new Revisions({ edits: { ...store.edits, versions } }, () => 0);
    const late = revisions.current(scene);
    await gate.held;
    await edited(store, scene);
    revisions.refresh(scene);
    gate.open();
    const before = await late;
    expect(before).not.toBeNull();
    expect(revisions.fresh(scene)).toBeUndefined();
    expect(await revisions.current(scene)).toBe(await store.features.revision(scene));
    expect(await revisions.current(scene)).not.toBe(before);
  });

  test('does not answer a trace that is asked after it', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, [VALVE]);
    const gate = new Gate();
    let isFirst = true;
    const network: Store['analysis']['network'] = async (id) => {
      const reading = store.analysis.network(id);
      if (!isFirst) return await reading;
      isFirst = false;
      return await gate.through(reading);
    };
    const revisions = new Revisions(store, () => performance.now());
    const cache = new NetworkCache({ analysis: { ...store.analysis, network } }, revisions);
    const early = cache.of(liveScene(scene));
    await gate.held;
    await edited(store, scene);
    revisions.refresh(scene);
    const after = [cache.of(liveScene(scene)), cache.of(liveScene(scene))];
    // They know by then which revision they want.
    await revisions.current(scene);
    await setImmediate();
    gate.open();
    expect((await early).links.valveStates).toEqual(['open']);
    const rows = await Promise.all(after);
    expect(rows.map(({ links }) => links.valveStates)).toEqual([['closed'], ['closed']]);
    expect(rows[0]?.revision).toBe(await store.features.revision(scene));
  });
});

/** 1,200 manholes of unknown levels in one place, and 1,200 from 10 to 20 m in another, half a degree away: two tiles. */
const TWO_PLACES: readonly CityFeature[] = [
  ...places('dark', LON, { coverLevelM: null, sumpLevelM: null }),
  ...places('known', LON + 0.5, { coverLevelM: 20, sumpLevelM: 10 }),
];

function places(name: string, lon: number, levels: object): readonly CityFeature[] {
  return Array.from({ length: 1200 }, (_, i) =>
    sampleNode(`${name}${i}`, { position: [lon + (i % 40) * 1e-6, LAT + Math.floor(i / 40) * 1e-6], ...levels }),
  );
}

function deskOf(store: Pick<Store, 'edits' | 'features' | 'imports'>, of: Store) {
  const revisions = new Revisions(of, () => performance.now());
  const tiles = new TileService([networkTileset(of, ownThread())], revisions, new EncodedCache());
  const told: EditNote[] = [];
  const hub = { tellEdit: (_: string, note: EditNote) => void told.push(note), tellPublished: async () => undefined };
  return { desk: new EditDesk({ store, revisions, tiles, hub }), tiles, told };
}

async function lowered(desk: EditDesk, store: Store, scene: string, sumpLevelM: number) {
  const id = 'sewer.known0';
  const seen = (await store.features.feature(scene, id))?.import.id ?? 0;
  return (await desk.edit(liveScene(scene), id, { ...EDIT, seen, patch: { sumpLevelM } })).edit;
}

describeStores('an edit of a level', (using) => {
  test('is answered as done where nothing could be read after it, and all is fetched anew', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, [VALVE, sampleNode('known0')]);
    const feature = async () => await Promise.reject(new Error('connection terminated'));
    const { desk, told } = deskOf({ ...store, features: { ...store.features, feature } }, store);
    const note = await lowered(desk, store, scene, 8);
    expect(note).toMatchObject({ isStructural: true, features: [], tiles: [] });
    expect(note.revision).toBe(await store.features.revision(scene));
    expect(told).toEqual([note]);
    expect(await store.features.feature(scene, 'sewer.known0')).toMatchObject({ sumpLevelM: 8 });
  });

  test('names the tiles too whose rows have none, where these are drawn at another', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, TWO_PLACES);
    const { desk, tiles } = deskOf(store, store);
    const all = (await tiles.addresses(liveScene(scene), 'network')).map(addressKey).sort();
    expect(all.length).toBeGreaterThan(1);
    // The middle of what is known moves from 15 m to -10 m, for all that have no level of their own.
    const note = await lowered(desk, store, scene, -40);
    expect(note.tiles.map(addressKey).sort()).toEqual(all);
    expect(note.isStructural).toBe(false);
    const dark = note.tiles.find(({ region: [west = 0] }) => west < ((LON + 0.25) * Math.PI) / 180);
    const [, , , , low = 0, high = 0] = dark?.region ?? [];
    expect(low).toBeLessThan(-10);
    expect(high).toBeLessThan(15);
    // Within what is known already, nothing moves.
    expect((await lowered(desk, store, scene, -39)).tiles.length).toBe(all.length);
    expect((await lowered(desk, store, scene, -39)).tiles.length).toBeLessThan(all.length);
  });
});
