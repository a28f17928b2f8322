import { Button } from 'antd';
import { clockText } from '../cases/case-format.ts';
import { useSay } from '../i18n/i18n.ts';
import { choosePipesOfToday } from './attach-pipes.ts';
import type { PipesTold } from './pipes-follower.ts';
import { usePipes } from './pipes-store.ts';

interface Props {
  readonly utcOffsetMinutes: number;
}

/** Of which time the pipes are that are drawn: nobody may take those of another for those of the instant shown. */
export function PipesNote({ utcOffsetMinutes }: Props) {
  const say = useSay();
  const told = usePipes((state) => state.told);
  if (told.state === 'live') return null;
  const isAside = told.state === 'failed' || told.state === 'none' || told.state === 'chosen';
  return (
    <p
      className={`time-today ${isAside ? 'is-warning' : 'muted'}`}
      role="status"
      data-testid="replay-pipes"
      data-pipes={told.state}
    >
      {words(told, say, utcOffsetMinutes)}{' '}
      {told.state === 'none' && (
        <Button type="link" size="small" onClick={() => choosePipesOfToday(true)} data-testid="replay-pipes-today">
          {say('replay.pipes.chooseToday')}
        </Button>
      )}
      {told.state === 'chosen' && (
        <Button type="link" size="small" onClick={() => choosePipesOfToday(false)} data-testid="replay-pipes-then">
          {say('replay.pipes.chooseThen')}
        </Button>
      )}
    </p>
  );
}

function words(told: PipesTold, say: ReturnType<typeof useSay>, utcOffsetMinutes: number): string {
  const time = (ms: number) => clockText(ms, utcOffsetMinutes);
  switch (told.state) {
    case 'live':
      return '';
    case 'asking':
    case 'coming':
    case 'failed':
    case 'chosen':
      return say(`replay.pipes.${told.state}`);
    case 'then':
      return say('replay.pipes.then', { from: time(told.fromMs), until: time(told.untilMs) });
    case 'same':
      return say('replay.pipes.same', { from: time(told.fromMs) });
    case 'none':
      return told.untilMs === null
        ? say('replay.pipes.never')
        : say('replay.pipes.none', { until: time(told.untilMs) });
  }
}
