import { useSay } from '../i18n/i18n.ts';
import { useLive } from '../live/live-store.ts';
import { useApp } from '../state/store.ts';
import { linkState } from './link-state.ts';
import { useNow } from './use-now.ts';
import { ageText } from './wall-format.ts';

/** Says when what is on the wall may not be the present; nothing while it is. */
export function WallBanner() {
  const say = useSay();
  const nowMs = useNow(500);
  const connection = useLive((state) => state.connection);
  const tiles = useApp((state) => state.tiles);
  const layers = useApp((state) => state.layerTiles);
  const failing = tiles.failing + layers.failing;
  const link = linkState(connection, nowMs);
  const age = ageText(nowMs - (connection.lastMessageMs ?? connection.sinceMs), say);
  const words = {
    live: null,
    connecting: say('wall.connecting'),
    degraded: say('wall.degraded', { age }),
    lost: say('wall.lost', { age }),
    off: say('wall.noStream'),
  }[link];
  const lines = [words, failing > 0 ? say('wall.tilesFailing', { number: failing }) : null].filter(
    (line) => line !== null,
  );
  if (lines.length === 0) return null;
  return (
    <div className={`wall-banner is-${link}`} role="status" data-testid="wall-banner">
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}
