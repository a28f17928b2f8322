import { expect, test } from 'vitest';
import { describeStores } from '../../tests/support/describe-stores.ts';
import { openStore } from './open-store.ts';
import { importSample, SAMPLE_REPORT, sampleNode, sampleSource } from './testing/sample-features.ts';

/** Ends every other connection to the database, as a restart of the server does. */
const END_OTHERS = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid()`;

describeStores(
  'a store whose connections are cut',
  (using) => {
    test('answers again at the next question', async () => {
      const { store, options, newScene } = using();
      const scene = newScene();
      await importSample(store, scene, [sampleNode('A')]);
      const other = await openStore(options);
      await other.sql.query(END_OTHERS);
      await other.close();
      // A question may meet a connection whose end was not noticed yet; it must say so and not answer "nothing".
      let answer: unknown = null;
      for (let attempt = 0; attempt < 20 && answer === null; attempt++) {
        answer = await store.features.feature(scene, 'sewer.A').catch((error: unknown) => {
          expect(error).toMatchObject({ code: 'store-unreachable' });
          return null;
        });
      }
      expect(answer).toMatchObject({ sourceId: 'A' });
    });

    test('ends the import under way, loses its lease, and shows nothing of it', async () => {
      const { store, options, newScene } = using();
      const scene = newScene();
      const session = await store.imports.begin(sampleSource(scene));
      await session.write([sampleNode('A')]);
      const other = await openStore(options);
      await other.sql.query(END_OTHERS);
      await expect(session.write([sampleNode('B')])).rejects.toMatchObject({ code: 'store-unreachable' });
      await expect(session.publish(SAMPLE_REPORT)).rejects.toMatchObject({ code: 'store-unreachable' });
      await expect(session.discard(null)).rejects.toMatchObject({ code: 'store-unreachable' });
      const again = await importSample(other, scene, [sampleNode('C')]);
      expect(await other.sql.query('select valid_from from node where source_id in ($1, $2)', ['B', 'C'])).toEqual([
        { valid_from: again },
      ]);
      expect(await other.features.feature(scene, 'sewer.A')).toBeNull();
      await other.close();
    });

    test('closes the connections of imports that were never ended', async () => {
      const { store, options, newScene } = using();
      const scene = newScene();
      const other = await openStore(options);
      await other.imports.begin(sampleSource(scene));
      await other.close();
      await other.close();
      const session = await store.imports.begin(sampleSource(scene));
      await session.discard(null);
    });
  },
  ['postgres'],
);
