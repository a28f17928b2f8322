import type { Picked } from '../globe/automation.ts';
import { askDistance, askProfile } from './analysis-actions.ts';
import { useAnalysis } from './analysis-store.ts';

/** Takes a click while one end is being picked; false when it means what a click means otherwise. */
export function takePick(picked: Picked | null): boolean {
  const { picking } = useAnalysis.getState();
  if (picking === null) return false;
  const isOfNetwork = picked !== null && picked.utility !== null;
  // A distance is between two conduits; a profile may end at a node.
  const fits = isOfNetwork && (picking.what === 'profile' || (picked.kind === 'conduit' && picked.id !== picking.from));
  if (!fits) {
    useAnalysis.setState({ picking: { ...picking, refused: true } });
    return true;
  }
  if (picking.what === 'profile') askProfile(picking.from, picked.id);
  else askDistance(picking.from, picked.id);
  return true;
}
