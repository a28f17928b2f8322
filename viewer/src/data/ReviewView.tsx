import { Button, Spin } from 'antd';
import { useSay } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';
import { blockedWords } from './blocked-words.ts';
import { ConfirmCard } from './ConfirmCard.tsx';
import { startOver } from './data-actions.ts';
import { useData } from './data-store.ts';
import { loadDraft } from './draft-actions.ts';
import { FileChooser } from './FileChooser.tsx';
import { FirstFindings } from './FirstFindings.tsx';
import { GeoreferenceCard } from './GeoreferenceCard.tsx';
import { LayerCard } from './LayerCard.tsx';
import { PreviewNote } from './PreviewNote.tsx';
import { RasterCard } from './RasterCard.tsx';
import { SourceList } from './SourceList.tsx';
import { TableCard } from './TableCard.tsx';
import { useReview } from './use-review.ts';

/** What a source is taken for, what only a person can know about it, and what it will be called. */
export function ReviewView() {
  const say = useSay();
  const language = useApp((state) => state.language);
  const looking = useData((state) => state.looking);
  const words = useData((state) => state.words);
  const review = useReview();
  const count = review?.items.length ?? 0;
  const blocked = review === null ? null : blockedWords(review, words, say, language);
  return (
    <>
      <div className="dock-body data-body" data-testid="review" aria-busy={looking}>
        <SourceList />
        {review === null && looking && (
          <div className="data-looking" role="status">
            <Spin /> {say('data.looking')}
          </div>
        )}
        {review === null && !looking && (
          <div className="corrected-zone">
            <strong>{say('data.dropOther')}</strong>
            <FileChooser size="small" words={say('data.correctedChoose')} testId="other-file" />
          </div>
        )}
        {review !== null && (
          <>
            <PreviewNote />
            <ConfirmCard review={review} />
            <GeoreferenceCard review={review} />
            <RasterCard review={review} />
            {review.inspection.tables.length === 0 && review.inspection.raster === undefined && (
              <p className="muted data-note">{say('data.readerFormat')}</p>
            )}
            {review.inspection.tables.map((table) => (
              <TableCard key={table.name} table={table} review={review} isOnly={review.inspection.tables.length < 3} />
            ))}
            <FirstFindings issues={review.inspection.issues} />
            <LayerCard review={review} />
          </>
        )}
      </div>
      <footer className="data-foot">
        <span className="data-foot-words" role="status">
          {looking && review !== null ? (
            <>
              <Spin size="small" /> {say('data.lookingAgain')}
            </>
          ) : (
            (blocked ?? '')
          )}
        </span>
        <Button onClick={startOver} data-testid="start-over">
          {say('data.startOver')}
        </Button>
        <Button
          type="primary"
          disabled={review === null || looking || blocked !== null}
          onClick={() => void loadDraft()}
          data-testid="confirm"
        >
          {count === 0 || blocked !== null ? say('data.load') : say('data.confirmSomeAndLoad', { number: count })}
        </Button>
      </footer>
    </>
  );
}
