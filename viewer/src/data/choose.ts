import type { Georeference } from '@undercroft/core/protocol/georeference';
import type { Profile } from '@undercroft/core/protocol/profile';
import { followPreview } from './attach-data.ts';
import { data, doing, lookSoon } from './data-actions.ts';
import { type LayerWords, NO_CHOICE, useData } from './data-store.ts';
import { settled } from './draft-actions.ts';
import { asOwn } from './own-profile.ts';
import { sceneNow } from './scene-now.ts';

const { getState, setState } = useData;

/** Changes the profile that stands; what comes of it is looked at. */
export function editProfile(change: (profile: Profile) => Profile): void {
  const { profile } = settled(getState());
  if (profile === null) return;
  setState({ choice: { ...getState().choice, profile: change(profile) }, profileSaved: false });
  lookSoon();
}

/** Other letters make other headings: what was chosen for the old ones is proposed anew. */
export function chooseEncoding(encoding: string): void {
  setState({ choice: { ...NO_CHOICE, encoding, georeference: getState().choice.georeference } });
  lookSoon();
}

/** Another use of the same file: where it lies stays as it was chosen. */
export function chooseFormat(format: string): void {
  setState({ choice: { ...getState().choice, format } });
  lookSoon();
}

export function chooseGeoreference(georeference: Georeference): void {
  setState({ choice: { ...getState().choice, georeference } });
  followPreview();
  lookSoon();
}

/** Back to what was proposed. */
export function forgetChoices(): void {
  setState({ choice: { ...NO_CHOICE, encoding: getState().choice.encoding }, profileSaved: false });
  lookSoon();
}

export function setWords(change: Partial<LayerWords>): void {
  setState({ words: { ...getState().words, ...change } });
}

export function setBearer(by: string): void {
  setState({ by });
}

/** Keeps the profile for this city: the next file with these headings is known. */
export async function saveProfile(title: string): Promise<void> {
  const { profile } = settled(getState());
  if (profile === null) return;
  const { words } = getState();
  await doing(async () => {
    await data.saveProfile(sceneNow(), asOwn(profile, words.layer, title));
    return { profileSaved: true };
  });
}
