import { parseFeatureId } from '@undercroft/core/model/feature-id';
import type { Feature } from '@undercroft/core/protocol/answers';
import { useEffect, useState } from 'react';
import { asApiError } from '../api/api-error.ts';
import { apiClient } from '../api/client.ts';
import { useSay } from '../i18n/i18n.ts';
import { useLive } from '../live/live-store.ts';
import { type Selection, useApp } from '../state/store.ts';
import { usePipes } from './pipes-store.ts';

interface Props {
  readonly scene: string;
}

/** `gone`: it is not in the data of today. `missing`: it was not in that of the instant. */
type Then = 'same' | 'other' | 'gone' | 'missing' | 'unanswered';

const api = apiClient();

/**
 * How the pipe or manhole that is selected, which is shown as of the instant, stands in the data of today: whoever plans
 * by what the past shows must learn of it.
 */
export function SelectedThen({ scene }: Props) {
  const say = useSay();
  const selection = useApp((state) => state.selection);
  const isToday = usePipes((state) => state.told.state === 'same');
  const isMoving = useLive(({ clock }) => clock.mode === 'playing');
  const [told, setTold] = useState<{ readonly of: string; readonly word: Then } | null>(null);
  const feature = selection?.feature ?? null;
  const asOf = selection?.asOf ?? null;
  const of = feature === null ? null : `${feature.id} ${feature.import.id} ${asOf}`;
  useEffect(() => {
    if (feature === null || of === null || asOf === null || isMoving) return;
    const ending = new AbortController();
    void inDataOfToday(scene, feature, ending.signal).then((word) => {
      if (!ending.signal.aborted) setTold({ of, word });
    });
    return () => ending.abort();
  }, [scene, feature, of, asOf, isMoving]);
  const isSame = isToday && (feature?.family === 'link' || feature?.family === 'node');
  const word = isSame ? 'same' : wordOf(selection, told !== null && told.of === of ? told.word : null);
  if (selection === null || word === null) return null;
  return (
    <p className="time-today" role="status" data-testid="replay-selected" data-then={word}>
      {say(`replay.selected.${word}`, {
        id: feature?.sourceId ?? parseFeatureId(selection.id)?.sourceId ?? selection.id,
      })}
    </p>
  );
}

function wordOf(selection: Selection | null, told: Then | null): Then | null {
  const { asOf = null, error = null } = selection ?? {};
  if (asOf === null) return null;
  return error?.failure === 'notFound' ? 'missing' : told;
}

async function inDataOfToday(
  scene: string,
  { id, import: { id: importId } }: Feature,
  signal: AbortSignal,
): Promise<Then> {
  try {
    const today = await api.feature(scene, id, signal);
    return today.import.id === importId ? 'same' : 'other';
  } catch (error) {
    return asApiError(error).failure === 'notFound' ? 'gone' : 'unanswered';
  }
}
