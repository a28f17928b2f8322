import { describe, expect, it } from 'vitest';
import { loadWatch } from './load-watch.ts';

const IDLE = { state: 'idle', waiting: 0, failing: 0 } as const;
const PENDING = { state: 'pending', waiting: 3, failing: 0 } as const;
const FAILED = { state: 'failed', waiting: 0, failing: 1 } as const;

function watched() {
  const told: boolean[] = [];
  const load = loadWatch((isReady) => told.push(isReady));
  const ignore = () => undefined;
  return { told, load, setNetwork: load.network(ignore), setLayers: load.layers(ignore) };
}

describe('what is still to come of a view', () => {
  it('is everything at first, and nothing once ground, network and layers are there', () => {
    const { load, setNetwork, setLayers } = watched();
    expect(load.isComing).toBe(true);
    setNetwork(IDLE);
    setLayers(IDLE);
    expect(load.isComing).toBe(true);
    load.setGround(0);
    expect(load.isComing).toBe(false);
    setLayers(PENDING);
    expect(load.isComing).toBe(true);
  });

  it('does not wait for ground that is not drawn, and waits again when it is', () => {
    const { load, told, setNetwork, setLayers } = watched();
    setNetwork(IDLE);
    setLayers(IDLE);
    load.setGroundShown(false);
    expect(load.isComing).toBe(false);
    load.setGroundShown(true);
    expect(load.isComing).toBe(true);
    load.setGround(0);
    expect(told).toEqual([true, false, true]);
  });

  it('knows ground that was whole when it was hidden as whole when it is shown again: its queues tell nothing new', () => {
    const { load, told } = watched();
    load.setGround(0);
    load.setGroundShown(false);
    load.setGroundShown(true);
    expect(told).toEqual([true]);
  });

  it('is not waited for while it fails', () => {
    const { load, setNetwork, setLayers } = watched();
    load.setGround(7);
    setNetwork(FAILED);
    setLayers(PENDING);
    expect(load.isComing).toBe(false);
  });

  it('counts the ground as ready only when a whole frame of it is drawn, not a draft', () => {
    const { load, told } = watched();
    load.setGround(12);
    load.setDraft(true);
    load.setGround(0);
    expect(told).toEqual([]);
    load.setDraft(false);
    expect(told).toEqual([true]);
    load.setGround(2);
    expect(told).toEqual([true, false]);
  });
});
