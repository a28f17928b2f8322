import { expect, test } from 'vitest';
import { describeStores } from '../../tests/support/describe-stores.ts';
import { SAMPLE_REPORT, sampleLink, sampleNode, sampleSource } from './testing/sample-features.ts';

describeStores('a size measured outside', (using) => {
  test('is still one after it was stored, and a bore is no outside', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const bank = {
      shape: 'rectangular' as const,
      widthMm: 400,
      heightMm: 300,
      wallMm: null,
      floorWidthMm: null,
      open: false,
      barrels: 1,
      measured: 'outside' as const,
    };
    const session = await store.imports.begin(sampleSource(scene));
    await session.write([sampleNode('A'), sampleNode('B'), sampleLink('bank', { section: bank }), sampleLink('pipe')]);
    await session.publish(SAMPLE_REPORT);
    const { layer } = sampleSource(scene);
    const sectionOf = async (id: string) => {
      const feature = await store.features.feature(scene, `${layer}.${id}`);
      return feature?.family === 'link' ? feature.section : null;
    };
    expect(await sectionOf('bank')).toEqual(bank);
    expect((await sectionOf('pipe'))?.measured).toBeUndefined();
  });
});
