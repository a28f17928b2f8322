import type { ImportReport } from '@undercroft/core/protocol/import-answers';
import { fixed, grouped, metres, networkLength } from '../format/quantity.ts';
import { fieldName } from '../i18n/field-words.ts';
import { useSay } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';
import { countName } from './data-names.ts';
import { unknownTotal } from './unknown-total.ts';

/** What a draft holds, what of it is not known, and what changes by it. */
export function ReportFacts({ report }: { readonly report: ImportReport }) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const { features, lengthM, geometryLengthM, changes, recheck, imagery, terrain } = report;
  const counts = Object.entries(features).filter(([, number]) => number > 0);
  const unknown = Object.entries(report.unknown)
    .filter(([, number]) => number > 0)
    .toSorted((a, b) => Number(isLevel(b[0])) - Number(isLevel(a[0])) || b[1] - a[1]);
  const length = lengthM > 0 ? lengthM : geometryLengthM;
  return (
    <>
      <section className="data-card">
        <h3>{say('data.counts')}</h3>
        <dl className="fact-tiles">
          {counts.map(([kind, number]) => (
            <Tile key={kind} name={countName(kind, say)} value={grouped(number)} />
          ))}
          {imagery !== undefined && <Tile name={say('data.pictureTiles')} value={grouped(imagery.tiles)} />}
          {terrain !== undefined && <TerrainTiles terrain={terrain} />}
          {length > 0 && <Tile name={say('data.length')} value={networkLength(length)} />}
        </dl>
      </section>
      {changes !== undefined && (
        <section className="data-card" data-testid="changes">
          <h3>{say('data.changes')}</h3>
          <dl className="fact-tiles">
            <Tile name={say('data.added')} value={grouped(changes.added)} />
            <Tile name={say('data.changedRows')} value={grouped(changes.changed)} />
            <Tile name={say('data.retired')} value={grouped(changes.retired)} />
            <Tile name={say('data.unchanged')} value={grouped(changes.unchanged)} />
          </dl>
        </section>
      )}
      {recheck !== undefined && (
        <section className="data-card" data-testid="recheck">
          <h3>{say('data.recheck')}</h3>
          <p className="recheck figures">
            <span className="is-resolved">{say('data.resolved', { number: grouped(recheck.resolved) })}</span>
            <span>{say('data.remaining', { number: grouped(recheck.remaining) })}</span>
            <span>{say('data.newFindings', { number: grouped(recheck.added) })}</span>
          </p>
        </section>
      )}
      {imagery === undefined && terrain === undefined && (
        <section className="data-card" data-testid="unknown">
          <h3>{say('data.unknown')}</h3>
          {unknown.length === 0 ? (
            <p className="muted">{say('data.unknownNone')}</p>
          ) : (
            <>
              <p className="muted">{say('data.unknownHint')}</p>
              <ul className="unknown-list">
                {unknown.map(([field, number]) => {
                  const total = unknownTotal(field, features);
                  return (
                    <li key={field} className={isLevel(field) ? 'is-level' : ''}>
                      <span>{fieldName(field, language)}</span>
                      <span className="figures">
                        {total === null
                          ? grouped(number)
                          : say('data.unknownOf', { number: grouped(number), total: grouped(total) })}
                      </span>
                    </li>
                  );
                })}
              </ul>
            </>
          )}
        </section>
      )}
    </>
  );
}

/** Levels of an elevation model, and how much of it is not known. */
function TerrainTiles({ terrain }: { readonly terrain: NonNullable<ImportReport['terrain']> }) {
  const say = useSay();
  const { columns, rows, minM, maxM, unknownCells } = terrain;
  const cells = columns * rows;
  return (
    <>
      <Tile
        name={say('data.levels')}
        value={minM === null || maxM === null ? say('data.noLevels') : `${fixed(minM, 2)} … ${metres(maxM)}`}
      />
      <Tile
        name={say('data.unknownCells')}
        value={say('data.unknownOf', { number: grouped(unknownCells), total: grouped(cells) })}
      />
    </>
  );
}

/** What a depth is worked out from: without it nobody knows how deep a pipe lies. */
function isLevel(field: string): boolean {
  return field === 'invertM' || field === 'outerTopM';
}

function Tile({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div className="fact-tile">
      <dt>{name}</dt>
      <dd className="figures">{value}</dd>
    </div>
  );
}
