import type { ImportRecord } from '@undercroft/core/protocol/import-answers';
import { Button, Popconfirm, Skeleton } from 'antd';
import { useState } from 'react';
import { grouped, networkLength } from '../format/quantity.ts';
import { errorWords } from '../i18n/error-words.ts';
import { useSay } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';
import { refreshImports } from './data-actions.ts';
import { dayAndHour } from './data-format.ts';
import { countName } from './data-names.ts';
import { useData } from './data-store.ts';
import { discardDraft, openDraft, undoImport } from './draft-actions.ts';

const SHOWN_AT_FIRST = 8;
const HASH_LETTERS = 8;

/** Who brought what, when, and what became of it. */
export function ImportList() {
  const say = useSay();
  const imports = useData((state) => state.imports);
  const [all, setAll] = useState(false);
  return (
    <section className="data-card" data-testid="imports">
      <h3>{say('data.imports')}</h3>
      {imports.state === 'loading' && <Skeleton active title={false} paragraph={{ rows: 3 }} />}
      {imports.state === 'failed' && (
        <p className="data-warning">
          {say('data.importsFailed')} {errorWords(imports.error, say)}{' '}
          <Button size="small" onClick={() => void refreshImports()}>
            {say('data.retry')}
          </Button>
        </p>
      )}
      {imports.state === 'ready' && imports.records.length === 0 && <p className="muted">{say('data.importsEmpty')}</p>}
      {imports.state === 'ready' && (
        <ul className="import-list">
          {imports.records.slice(0, all ? undefined : SHOWN_AT_FIRST).map((record) => (
            <ImportLine key={record.id} record={record} canUndo={isNewest(record, imports.records)} />
          ))}
        </ul>
      )}
      {imports.state === 'ready' && !all && imports.records.length > SHOWN_AT_FIRST && (
        <Button type="link" size="small" onClick={() => setAll(true)}>
          {say('data.showAll', { number: imports.records.length })}
        </Button>
      )}
    </section>
  );
}

/** Only the newest published import of a layer can be taken back. */
function isNewest(record: ImportRecord, records: readonly ImportRecord[]): boolean {
  if (record.state !== 'published') return false;
  return records.every(({ layer, state, id }) => layer !== record.layer || state !== 'published' || id <= record.id);
}

function ImportLine({ record, canUndo }: { readonly record: ImportRecord; readonly canUndo: boolean }) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const busy = useData((state) => state.busy);
  const { id, layer, source, sha256, state, by, report } = record;
  return (
    <li className="import-line" data-testid={`import-${id}`} data-state={state}>
      <div className="import-head">
        <strong>{layer}</strong>
        <span className={`state-mark is-${state}`}>{say(`dataState.${state}`)}</span>
        <span className="import-acts">
          {state === 'draft' && (
            <Button size="small" type="link" onClick={() => openDraft(record)}>
              {say('data.openDraft')}
            </Button>
          )}
          {state === 'draft' && (
            <Popconfirm
              title={say('data.discardSure')}
              okText={say('data.discard')}
              cancelText={say('data.cancel')}
              onConfirm={() => void discardDraft(record)}
            >
              <Button size="small" type="link" danger disabled={busy}>
                {say('data.discard')}
              </Button>
            </Popconfirm>
          )}
          {canUndo && (
            <Popconfirm
              title={say('data.undoSure')}
              description={say('data.undoHint')}
              okText={say('data.undoShort')}
              cancelText={say('data.cancel')}
              onConfirm={() => void undoImport(record)}
            >
              <Button size="small" type="link" disabled={busy}>
                {say('data.undoShort')}
              </Button>
            </Popconfirm>
          )}
        </span>
      </div>
      <div className="import-source" title={source}>
        {source}
      </div>
      <div className="import-facts figures muted">
        {by !== null && <span>{by}</span>}
        <span>{dayAndHour(record.publishedAt ?? record.startedAt, language)}</span>
        {report !== null && <span>{countsOf(report, say)}</span>}
        <code title={say('data.hash', { hash: sha256 })}>{sha256.slice(0, HASH_LETTERS)}</code>
      </div>
    </li>
  );
}

const KINDS_SHOWN = 3;

function countsOf(
  { features, lengthM, geometryLengthM, imagery, terrain }: NonNullable<ImportRecord['report']>,
  say: ReturnType<typeof useSay>,
): string {
  const counts = Object.entries(features)
    .filter(([, number]) => number > 0)
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, KINDS_SHOWN)
    .map(([kind, number]) => `${grouped(number)} ${countName(kind, say)}`);
  const length = lengthM > 0 ? lengthM : geometryLengthM;
  if (imagery !== undefined) counts.push(say('dataRaster.picture'));
  if (terrain !== undefined) counts.push(say('dataRaster.elevation'));
  return [...counts, ...(length > 0 ? [networkLength(length)] : [])].join(' · ');
}
