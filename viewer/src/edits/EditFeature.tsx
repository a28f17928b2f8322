import { EditOutlined } from '@ant-design/icons';
import type { LinkFeature, NodeFeature } from '@undercroft/core/protocol/answers';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { type ApiError, asApiError } from '../api/api-error.ts';
import type { MessageKey } from '../i18n/en.ts';
import { errorWords } from '../i18n/error-words.ts';
import { useSay } from '../i18n/i18n.ts';
import { select } from '../state/actions.ts';
import { EditForm } from './EditForm.tsx';
import { type EditSent, sendEdit, undoEdit } from './edit-client.ts';

interface Props {
  readonly feature: LinkFeature | NodeFeature;
  readonly scene: string;
}

/** What became of the last thing that was done. */
type Outcome =
  | { readonly kind: 'said'; readonly words: MessageKey; readonly undoId: number | null }
  | { readonly kind: 'failed'; readonly error: ApiError }
  | null;

/** Corrects a level or a size of what is selected, in somebody's name, and takes it back. */
export function EditFeature({ feature, scene }: Props) {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>(null);

  const act = async (work: () => Promise<Outcome>): Promise<void> => {
    setBusy(true);
    try {
      setOutcome(await work());
    } catch (error) {
      setOutcome({ kind: 'failed', error: asApiError(error) });
      select(feature.id, { fly: false });
    } finally {
      setBusy(false);
    }
  };
  const save = (sent: Omit<EditSent, 'seen'>): Promise<void> =>
    act(async () => {
      const { isChanged, edit } = await sendEdit(scene, feature.id, { ...sent, seen: feature.import.id });
      if (!isChanged) return { kind: 'said', words: 'edit.unchanged', undoId: null };
      setOpen(false);
      select(feature.id, { fly: false });
      return { kind: 'said', words: 'edit.saved', undoId: edit.importId };
    });
  const undo = (importId: number): Promise<void> =>
    act(async () => {
      await undoEdit(scene, importId);
      select(feature.id, { fly: false });
      return { kind: 'said', words: 'edit.undone', undoId: null };
    });

  return (
    <section className="edit-feature" aria-label={say('edit.title')}>
      {isOpen ? (
        <EditForm
          key={feature.import.id}
          feature={feature}
          isBusy={isBusy}
          onSave={(sent) => void save(sent)}
          onCancel={() => setOpen(false)}
        />
      ) : (
        <Button
          size="small"
          icon={<EditOutlined />}
          title={say('edit.openTip')}
          data-testid="edit-open"
          onClick={() => {
            setOutcome(null);
            setOpen(true);
          }}
        >
          {say('edit.open')}
        </Button>
      )}
      <OutcomeNote outcome={outcome} isBusy={isBusy} onUndo={(importId) => void undo(importId)} />
    </section>
  );
}

interface NoteProps {
  readonly outcome: Outcome;
  readonly isBusy: boolean;
  readonly onUndo: (importId: number) => void;
}

function OutcomeNote({ outcome, isBusy, onUndo }: NoteProps) {
  const say = useSay();
  if (outcome === null) return null;
  if (outcome.kind === 'failed') {
    const { error } = outcome;
    const words = error.code === 'feature-changed' ? say('edit.changed') : errorWords(error, say);
    return <Alert type="error" showIcon title={words} data-testid="edit-refused" />;
  }
  const { words, undoId } = outcome;
  return (
    <Alert
      type="success"
      showIcon
      title={say(words)}
      data-testid="edit-done"
      action={
        undoId === null ? undefined : (
          <Button size="small" disabled={isBusy} data-testid="edit-undo" onClick={() => onUndo(undoId)}>
            {say('edit.undo')}
          </Button>
        )
      }
    />
  );
}
