import { AimOutlined, CloseOutlined, DeleteOutlined, RedoOutlined, UndoOutlined } from '@ant-design/icons';
import type { PublicScene } from '@undercroft/core/protocol/answers';
import { Alert, Button, Tooltip } from 'antd';
import { useEffect, useMemo, useRef } from 'react';
import { fixed } from '../format/quantity.ts';
import { useSay } from '../i18n/i18n.ts';
import { lookAtPlace } from '../pit/attach-pits.ts';
import { type Difference, differences } from '../pit/confirmation.ts';
import { activatePit, closePits, redoPits, removePit, undoPits } from '../pit/pit-actions.ts';
import type { PlacedPit } from '../pit/pit-place.ts';
import type { PitSpec } from '../pit/pit-spec.ts';
import { type PitView, usePits } from '../pit/pit-store.ts';
import { activeSpec } from '../pit/watch-confirmation.ts';
import { useApp } from '../state/store.ts';
import { PitActions } from './PitActions.tsx';
import { PitAnswer } from './PitAnswer.tsx';
import { PitArea } from './PitArea.tsx';
import { PitBring } from './PitBring.tsx';
import { PitControls } from './PitControls.tsx';
import { PitFindingsView } from './PitFindings.tsx';
import { usePitKeys } from './pit-keys.ts';

interface Props {
  readonly scene: PublicScene;
}

/** The left dock while one asks whether there may be dug: where and how, what it meets, and what the server says. */
export function PitPanel({ scene }: Props) {
  usePitKeys();
  const say = useSay();
  const open = usePits((state) => state.panelOpen);
  const pits = usePits((state) => state.pits);
  const draft = usePits((state) => state.draft);
  const bringing = usePits((state) => state.bringing);
  const spec = usePits(activeSpec);
  const canUndo = usePits((state) => state.past.length > 0);
  const canRedo = usePits((state) => state.future.length > 0);
  useOneDock(open);
  if (!open) return null;
  const isDrawn = draft === null && !bringing;
  return (
    <section className="dock dock-left pit-dock" aria-label={say('pit.title')} data-testid="pit-panel">
      <header className="dock-head">
        <h2>{say('pit.title')}</h2>
        <IconButton name="pit.undo" icon={<UndoOutlined />} disabled={!canUndo} onClick={undoPits} />
        <IconButton name="pit.redo" icon={<RedoOutlined />} disabled={!canRedo} onClick={redoPits} />
        <IconButton name="pit.close" icon={<CloseOutlined />} onClick={closePits} />
      </header>
      {isDrawn && spec !== undefined ? (
        <Desk spec={spec} pits={pits} scene={scene} />
      ) : (
        <div className="dock-body">
          {draft !== null && <p className="pit-how">{say('pit.howTo')}</p>}
          {draft !== null && draft.refusal !== null && (
            <Alert type="warning" showIcon title={say(`pitReason.${draft.refusal.code}`)} data-testid="pit-refusal" />
          )}
          {draft === null && bringing && <PitBring scene={scene} />}
          {isDrawn && pits.length > 0 && <Tabs pits={pits} active={null} />}
          {isDrawn && <PitArea />}
        </div>
      )}
    </section>
  );
}

function Tabs({ pits, active }: { readonly pits: readonly PitSpec[]; readonly active: string | null }) {
  const say = useSay();
  return (
    <div className="pit-tabs" role="tablist">
      {pits.map(({ id }, i) => (
        <button
          key={id}
          type="button"
          role="tab"
          aria-selected={id === active}
          className={id === active ? 'pit-tab is-active' : 'pit-tab'}
          onClick={() => activatePit(id)}
        >
          {say('pit.name', { number: i + 1 })}
        </button>
      ))}
    </div>
  );
}

const NONE: readonly Difference[] = [];

function Desk({
  spec,
  pits,
  scene,
}: {
  readonly spec: PitSpec;
  readonly pits: readonly PitSpec[];
  readonly scene: PublicScene;
}) {
  const say = useSay();
  const view = usePits((state) => state.views[spec.id]);
  const confirmation = usePits((state) => state.confirmations[spec.id]);
  const list = view?.ok === true && view.findings.state === 'ready' ? view.findings.list : null;
  // Of another dig than this one, as it is now, the server has said nothing.
  const answer = confirmation?.state === 'confirmed' && confirmation.spec === spec ? confirmation.answer : null;
  const differing = useMemo(
    () => (list === null || answer === null ? NONE : differences(list, answer)),
    [list, answer],
  );
  return (
    <>
      {pits.length > 1 && <Tabs pits={pits} active={spec.id} />}
      <PitAnswer view={view} spec={spec} confirmation={confirmation} differences={differing} />
      <div className="dock-body">
        <PitControls spec={spec} />
        <PitFacts id={spec.id} view={view} scene={scene} />
        {!scene.terrain && <p className="pit-note">{say('pit.coarseGround')}</p>}
        {answer !== null && answer.unplacedCount > 0 && (
          <p className="pit-note" data-testid="dig-unplaced">
            {say('dig.unplaced', { number: answer.unplacedCount })}
          </p>
        )}
        {view !== undefined && <PitFindingsView view={view} differences={differing} />}
      </div>
      <PitActions />
    </>
  );
}

/** The layers and the pits share one place. */
function useOneDock(open: boolean): void {
  const layersOpen = useApp((state) => state.layersOpen);
  const before = useRef(layersOpen);
  useEffect(() => {
    if (open && layersOpen) {
      if (before.current) useApp.setState({ layersOpen: false });
      else closePits();
    }
    before.current = layersOpen;
  }, [open, layersOpen]);
}

function PitFacts({
  id,
  view,
  scene,
}: {
  readonly id: string;
  readonly view: PitView | undefined;
  readonly scene: PublicScene;
}) {
  const say = useSay();
  const language = useApp((state) => state.language);
  if (view !== undefined && !view.ok) {
    return (
      <Alert
        type="warning"
        showIcon
        title={say(`pitReason.${view.refusal.code}`)}
        action={<IconButton name="pit.remove" icon={<DeleteOutlined />} onClick={() => removePit(id)} />}
        data-testid="pit-refusal"
      />
    );
  }
  const placed = view?.placed ?? null;
  return (
    <div className="pit-facts">
      <div className="figures muted" data-testid="pit-facts">
        {placed !== null && (
          <>
            <span title={scene.heightDatum.name[language]}>
              {say('pit.floor', {
                level: `${fixed(placed.pit.floorLevelM, 2)} m`,
                area: fixed(placed.pit.floorAreaM2, 1),
              })}
            </span>
            <span>{say('pit.volume', { volume: fixed(placed.pit.volumeM3, 1) })}</span>
          </>
        )}
      </div>
      <IconButton
        name="pit.look"
        icon={<AimOutlined />}
        disabled={placed === null}
        onClick={() => placed !== null && look(placed)}
      />
      <IconButton name="pit.remove" icon={<DeleteOutlined />} onClick={() => removePit(id)} />
    </div>
  );
}

function look({ pit, projection, solid }: PlacedPit): void {
  const [west, south, east, north] = solid.bounds;
  const [lon, lat] = projection.inverse(...pit.centre);
  lookAtPlace(lon, lat, (pit.floorLevelM + pit.lowestGroundM) / 2, 6 + 1.5 * Math.hypot(east - west, north - south));
}

interface IconButtonProps {
  readonly name: 'pit.undo' | 'pit.redo' | 'pit.close' | 'pit.look' | 'pit.remove';
  readonly icon: React.ReactNode;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

function IconButton({ name, icon, disabled = false, onClick }: IconButtonProps) {
  const say = useSay();
  return (
    <Tooltip title={say(name)}>
      <Button type="text" size="small" icon={icon} aria-label={say(name)} disabled={disabled} onClick={onClick} />
    </Tooltip>
  );
}
