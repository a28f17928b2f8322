import type { MaybeSeenWhy } from '@undercroft/core/camera/sees';
import { useSay } from '../i18n/i18n.ts';
import { useCameras } from './camera-store.ts';

/** What the tints on the ground mean, and what of them is not known. */
export function FootprintNote() {
  const say = useSay();
  const footprint = useCameras((state) => state.footprint);
  if (footprint === null) return null;
  if (footprint.state === 'loading') return <p className="note">{say('camera.footprintLoading')}</p>;
  if (footprint.state === 'failed') {
    return (
      <p className="note is-bad" role="alert">
        {say('camera.footprintFailed')}
      </p>
    );
  }
  const { features, unknown, nothing } = footprint.value;
  const sights = new Set(features.map(({ properties }) => properties.sight));
  const why = unknown.map((each: MaybeSeenWhy) => say(`camera.why.${each}`)).join(say('camera.and'));
  return (
    <div data-testid="footprint" data-sights={[...sights].sort().join(' ')} data-unknown={unknown.join(' ')}>
      <ul className="footprint-key">
        {sights.has('seen') && (
          <li>
            <span className="footprint-swatch is-seen" aria-hidden="true" /> {say('camera.footprintSeen')}
          </li>
        )}
        {sights.has('maybe') && (
          <li>
            <span className="footprint-swatch is-maybe" aria-hidden="true" /> {say('camera.footprintMaybe')}
          </li>
        )}
      </ul>
      {nothing !== null && <p className="note">{say('camera.notInUse')}</p>}
      {why !== '' && (
        <p className="note">{say(sights.size === 0 ? 'camera.footprintNone' : 'camera.footprintPartly', { why })}</p>
      )}
      <p className="note">{say('camera.considers')}</p>
    </div>
  );
}
