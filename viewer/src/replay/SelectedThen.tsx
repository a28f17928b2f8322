import { featureSchema } from '@undercroft/core/protocol/answers';
import { routePath } from '@undercroft/core/protocol/routes';
import { useEffect, useState } from 'react';
import { asApiError } from '../api/api-error.ts';
import { parsedAnswer } from '../api/ask.ts';
import { useSay } from '../i18n/i18n.ts';
import { useLive } from '../live/live-store.ts';
import { useApp } from '../state/store.ts';

interface Props {
  readonly scene: string;
}

/** A clock that is moved is asked after when it rests, milliseconds. */
const REST_MS = 500;

type Then = 'same' | 'other' | 'missing' | 'unanswered';

/**
 * What the data said at the instant shown of the pipe or manhole that is selected. The scene draws pipes as they are in the
 * data of today; this line tells where that differs.
 */
export function SelectedThen({ scene }: Props) {
  const say = useSay();
  const selected = useApp(({ selection }) => selection?.feature ?? null);
  const atMs = useLive(({ clock }) => (clock.mode === 'paused' ? clock.atMs : null));
  const [told, setTold] = useState<{ readonly of: string; readonly word: Then } | null>(null);
  const id = selected?.id ?? null;
  const importId = selected?.import.id ?? null;
  const of = `${id} ${atMs}`;
  useEffect(() => {
    if (id === null || importId === null || atMs === null) return;
    const ending = new AbortController();
    const timer = setTimeout(() => {
      void thenOf(scene, id, importId, atMs, ending.signal).then((word) => {
        if (!ending.signal.aborted) setTold({ of: `${id} ${atMs}`, word });
      });
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      ending.abort();
    };
  }, [scene, id, importId, atMs]);
  if (selected === null || told === null || told.of !== of) return null;
  return (
    <p className="time-today" role="status" data-testid="replay-selected" data-then={told.word}>
      {say(`replay.selected.${told.word}`, { id: selected.sourceId })}
    </p>
  );
}

async function thenOf(scene: string, id: string, importId: number, atMs: number, signal: AbortSignal): Promise<Then> {
  const asOf = new Date(atMs).toISOString();
  const url = `${routePath('feature', { scene, id })}?${new URLSearchParams({ asOf })}`;
  try {
    const then = await parsedAnswer(featureSchema, url, { signal });
    return then.import.id === importId ? 'same' : 'other';
  } catch (error) {
    return asApiError(error).failure === 'notFound' ? 'missing' : 'unanswered';
  }
}
