import type { LinkFeature, NodeFeature } from '@undercroft/core/protocol/answers';
import { Alert, Button, Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { rememberBearer, rememberedBearer } from '../data/remembered-bearer.ts';
import { useSay } from '../i18n/i18n.ts';
import type { EditSent } from './edit-client.ts';
import { EDIT_REFERENCES, type EditField, patchOf, referenceOf, textsOf } from './edit-form.ts';

interface Props {
  readonly feature: LinkFeature | NodeFeature;
  readonly isBusy: boolean;
  readonly onSave: (sent: Omit<EditSent, 'seen'>) => void;
  readonly onCancel: () => void;
}

/** Levels and size of one row as text, why they are changed, and by whom. */
export function EditForm({ feature, isBusy, onSave, onCancel }: Props) {
  const say = useSay();
  const [texts, setTexts] = useState(() => textsOf(feature));
  const [reference, setReference] = useState(() => (feature.family === 'link' ? referenceOf(feature) : 'invert'));
  const [reason, setReason] = useState('');
  const [by, setBy] = useState(rememberedBearer);
  const [wrong, setWrong] = useState<EditField | null>(null);
  const fields = Object.keys(texts) as EditField[];
  const send = (): void => {
    const read = patchOf(feature, texts, reference);
    if ('wrong' in read) {
      setWrong(read.wrong);
      return;
    }
    setWrong(null);
    rememberBearer(by.trim());
    onSave({ by: by.trim(), reason: reason.trim(), patch: read.patch });
  };
  return (
    <form
      data-testid="edit-form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <h3>{say('edit.title')}</h3>
      <p className="note">{say('edit.hint')}</p>
      {fields.includes('from') && (
        <Field name={say('edit.levelOf')}>
          <Select
            size="small"
            value={reference}
            aria-label={say('edit.levelOf')}
            options={EDIT_REFERENCES.map((value) => ({ value, label: say(`reference.${value}`) }))}
            onChange={setReference}
          />
        </Field>
      )}
      {fields.map((field) => (
        <Field key={field} name={say(`edit.${field}`)}>
          <Input
            size="small"
            inputMode="decimal"
            value={texts[field] ?? ''}
            status={wrong === field ? 'error' : ''}
            aria-label={say(`edit.${field}`)}
            data-testid={`edit-${field}`}
            onChange={({ target }) => setTexts({ ...texts, [field]: target.value })}
          />
        </Field>
      ))}
      <TextField name="reason" text={reason} longest={200} onText={setReason} />
      <TextField name="by" text={by} longest={80} onText={setBy} />
      {wrong !== null && (
        <Alert
          type="error"
          showIcon
          title={say('edit.noNumber', { field: say(`edit.${wrong}`), text: texts[wrong] ?? '' })}
          data-testid="edit-wrong"
        />
      )}
      <div className="edit-buttons">
        <Button size="small" onClick={onCancel}>
          {say('edit.cancel')}
        </Button>
        <Button
          size="small"
          type="primary"
          htmlType="submit"
          loading={isBusy}
          disabled={reason.trim() === '' || by.trim() === ''}
          data-testid="edit-save"
        >
          {say('edit.save')}
        </Button>
      </div>
    </form>
  );
}

function Field({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="edit-field">
      <span>{name}</span>
      {children}
    </div>
  );
}

interface TextFieldProps {
  readonly name: 'reason' | 'by';
  readonly text: string;
  readonly longest: number;
  readonly onText: (text: string) => void;
}

function TextField({ name, text, longest, onText }: TextFieldProps) {
  const say = useSay();
  const title = say(`edit.${name}`);
  return (
    <Field name={title}>
      <Input
        size="small"
        value={text}
        maxLength={longest}
        aria-label={title}
        data-testid={`edit-${name}`}
        onChange={({ target }) => onText(target.value)}
      />
    </Field>
  );
}
