import { CheckCircleOutlined, LoadingOutlined, WarningFilled } from '@ant-design/icons';
import type { PublicScene, Summary } from '@undercroft/core/protocol/answers';
import { useMemo } from 'react';
import { positionFormatter } from '../format/display-position.ts';
import { fixed, grouped, scaleBar } from '../format/quantity.ts';
import { tilesTogether } from '../globe/tiles-together.ts';
import { useSay } from '../i18n/i18n.ts';
import { useShownCredits } from '../state/shown-credits.ts';
import { useApp } from '../state/store.ts';

interface Props {
  readonly scene: PublicScene | null;
  readonly summary: Summary | null;
}

/** The bottom line: where the pointer is, the scale, how the tiles fare, whose data these are. */
export function StatusLine({ scene, summary }: Props) {
  const broken = useApp((state) => state.broken !== null);
  return (
    <footer className="status">
      {scene !== null && !broken && <TilesStatus />}
      {scene !== null && <CursorPosition scene={scene} covers={coversOf(summary)} />}
      <Scale />
      {scene !== null && <Attribution scene={scene} />}
    </footer>
  );
}

/** Nodes with a known cover level: what the coarse ground runs through. */
function coversOf(summary: Summary | null): number {
  return (summary?.utilities ?? []).reduce((sum, { nodes, unknown }) => sum + nodes - (unknown.coverLevelM ?? 0), 0);
}

function TilesStatus() {
  const say = useSay();
  const network = useApp((app) => app.tiles);
  const others = useApp((app) => app.layerTiles);
  const { state, waiting, failing } = tilesTogether([network, others]);
  switch (state) {
    case 'pending':
      return (
        <span className="status-tiles" role="status">
          <LoadingOutlined /> {say('status.loading', { number: grouped(waiting) })}
        </span>
      );
    case 'failed':
      return (
        <span className="status-tiles is-failed" role="alert">
          <WarningFilled /> {say('status.failing', { number: grouped(failing) })}
        </span>
      );
    case 'idle':
      return (
        <span className="status-tiles is-idle" role="status" title={say('status.ready')}>
          <CheckCircleOutlined aria-label={say('status.ready')} />
        </span>
      );
  }
}

function CursorPosition({ scene, covers }: { readonly scene: PublicScene; readonly covers: number }) {
  const say = useSay();
  const cursor = useApp((state) => state.cursor);
  const language = useApp((state) => state.language);
  const format = useMemo(() => positionFormatter(scene.frame.displayCrs), [scene.frame.displayCrs]);
  if (cursor === null) return <span className="status-cursor muted">{say('status.noCursor')}</span>;
  const { text, crs } = format(cursor.lon, cursor.lat);
  const level = `${fixed(cursor.levelM, 1)} m, ${scene.heightDatum.name[language]}`;
  return (
    <span className="status-cursor" data-testid="cursor">
      <span className="figures">{text}</span>
      <span className="muted">{crs}</span>
      <span className="figures" title={say('status.groundHint', { number: grouped(covers) })}>
        {say('status.ground', { level })}
      </span>
    </span>
  );
}

function Scale() {
  const metresPerPixel = useApp((state) => state.metresPerPixel);
  if (metresPerPixel === null || metresPerPixel <= 0) return null;
  const { lengthM, widthPx } = scaleBar(metresPerPixel, 110);
  return (
    <span className="status-scale figures">
      <span className="scale-bar" style={{ width: widthPx }} aria-hidden="true" />
      {lengthM >= 1000
        ? `${grouped(lengthM / 1000)} km`
        : lengthM >= 1
          ? `${grouped(lengthM)} m`
          : `${fixed(lengthM, 2)} m`}
    </span>
  );
}

function Attribution({ scene }: { readonly scene: PublicScene }) {
  const say = useSay();
  const { credits, isShifted } = useShownCredits(scene);
  return (
    <span className="status-attribution" data-testid="attribution">
      {scene.synthetic && <strong className="synthetic">{say('app.synthetic')}</strong>}
      {isShifted && (
        <strong className="synthetic" role="alert" data-testid="imagery-shifted">
          {say('imagery.shiftedShort')}
        </strong>
      )}
      {credits.map(({ text, licence, url }) => (
        <span key={text}>
          {url === undefined ? (
            text
          ) : (
            <a href={url} target="_blank" rel="noreferrer">
              {text}
            </a>
          )}{' '}
          ({licence})
        </span>
      ))}
      <span className="muted">CesiumJS</span>
    </span>
  );
}
