import type { PublicScene } from '@undercroft/core/protocol/answers';
import type { Wall } from '@undercroft/core/protocol/live/wall';
import { useSay } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';
import { useWall } from './wall-store.ts';

/** What the city in the middle shows: the stop of the tour, and how far along the tour is. */
export function HeroCaption({ scene, wall }: { readonly scene: PublicScene; readonly wall: Wall }) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const view = useWall((state) => state.director.view);
  const bytes = useWall((state) => state.bytesPerPixel);
  const healed = useWall((state) => state.healed);
  const stop = view.kind === 'stop' ? wall.tour[view.index] : undefined;
  const title = view.kind === 'alarm' ? null : (stop?.title[language] ?? say('wall.home'));
  return (
    <div
      className="wall-caption"
      data-testid="wall-caption"
      data-view={view.kind}
      data-stop={view.kind === 'stop' ? view.index : undefined}
      data-bytes-per-pixel={bytes ?? undefined}
      data-healed={healed}
    >
      {title !== null && <h2>{title}</h2>}
      {title !== null && wall.tour.length > 1 && (
        <ol className="wall-dots" aria-hidden="true">
          {wall.tour.map(({ title: each }, index) => (
            <li key={each.en} className={view.kind === 'stop' && view.index === index ? 'is-now' : ''} />
          ))}
        </ol>
      )}
      <p className="wall-thanks">{scene.attribution.map(({ text }) => text).join(' · ')}</p>
    </div>
  );
}
