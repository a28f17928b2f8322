import type { CaseActionName, CaseRecordAnswer } from '@undercroft/core/protocol/live/case-records';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useSay } from '../i18n/i18n.ts';
import { useLive } from '../live/live-store.ts';
import { useActing } from './ActNotice.tsx';
import { type StepWanted, takeStep } from './desk-actions.ts';

/** Steps that say why: those that send something back or end it. */
const WANTS_NOTE: readonly CaseActionName[] = ['reject', 'return', 'verifyFail', 'reopen', 'withdraw', 'addNote'];

/** What can be done with a case as it stands; steps back ask for the reason. */
export function CaseActs({ record }: { readonly record: CaseRecordAnswer }) {
  const say = useSay();
  const { sourceId } = record.case;
  const acting = useActing(`case ${sourceId}`);
  const isPast = useLive(({ clock }) => clock.mode !== 'live');
  const [noting, setNoting] = useState<CaseActionName | null>(null);
  if (isPast) return <p className="desk-advice">{say('desk.pastNote')}</p>;
  // Who is sent stands below, with the units.
  const shown = record.nextActions.filter((action) => action !== 'dispatch' && action !== 'redispatch');
  const act = (action: CaseActionName): void => {
    if (WANTS_NOTE.includes(action)) setNoting(action);
    else takeStep(sourceId, record.version, stepOf(action, ''));
  };
  return (
    <>
      <div className="desk-acts">
        {shown.map((action, i) => (
          <Button
            key={action}
            size={i === 0 ? 'middle' : 'small'}
            type={i === 0 && !WANTS_NOTE.includes(action) ? 'primary' : 'default'}
            loading={acting === action}
            disabled={acting !== null && acting !== action}
            aria-expanded={WANTS_NOTE.includes(action) ? noting === action : undefined}
            data-testid={`case-${action}`}
            onClick={() => act(action)}
          >
            {say(`desk.step.${action}`)}
          </Button>
        ))}
      </div>
      {noting !== null && (
        <NoteForm
          action={noting}
          onDone={(note) => {
            setNoting(null);
            if (note !== null) takeStep(sourceId, record.version, stepOf(noting, note));
          }}
        />
      )}
    </>
  );
}

function NoteForm({
  action,
  onDone,
}: {
  readonly action: CaseActionName;
  readonly onDone: (note: string | null) => void;
}) {
  const say = useSay();
  const [note, setNote] = useState('');
  return (
    <form
      className="desk-note"
      onSubmit={(event) => {
        event.preventDefault();
        if (note.trim() !== '') onDone(note.trim());
      }}
    >
      <Input.TextArea
        autoFocus
        autoSize={{ minRows: 2, maxRows: 5 }}
        value={note}
        maxLength={2000}
        aria-label={say('desk.noteNeeded')}
        placeholder={`${say(`desk.step.${action}`)}: ${say('desk.noteNeeded')}`}
        onChange={(event) => setNote(event.target.value)}
      />
      <div>
        <Button size="small" onClick={() => onDone(null)}>
          {say('desk.cancel')}
        </Button>
        <Button size="small" type="primary" htmlType="submit" disabled={note.trim() === ''} data-testid="note-send">
          {say('desk.sendNote')}
        </Button>
      </div>
    </form>
  );
}

function stepOf(action: CaseActionName, note: string): StepWanted {
  switch (action) {
    case 'reject':
    case 'return':
    case 'verifyFail':
    case 'reopen':
    case 'withdraw':
    case 'addNote':
      return { action, note };
    case 'register':
    case 'dispatch':
    case 'redispatch':
    case 'handle':
    case 'verifyPass':
    case 'close':
      return { action };
  }
}
