import {
  BorderOuterOutlined,
  CloseOutlined,
  DownloadOutlined,
  FullscreenExitOutlined,
  FullscreenOutlined,
  PrinterOutlined,
  ZoomInOutlined,
  ZoomOutOutlined,
} from '@ant-design/icons';
import type { PublicScene } from '@undercroft/core/protocol/answers';
import { Button, Tooltip } from 'antd';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { closeSheet, retrySheet, setEnlarged } from '../analysis/analysis-actions.ts';
import { type Sheet, useAnalysis } from '../analysis/analysis-store.ts';
import { answerOrBefore } from '../analysis/asked.ts';
import type { DrawingHands } from '../analysis/drawing-hands.ts';
import { printDrawing, saveDrawing } from '../analysis/hand-out-drawing.ts';
import { type PaperBox, PRINT_BOX, sheetDrawing } from '../analysis/sheet-drawing.ts';
import type { MessageKey } from '../i18n/en.ts';
import { useSay } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';
import { AnalysisDrawing } from './AnalysisDrawing.tsx';
import { AnalysisFailed, AnalysisLoading } from './AnalysisFailed.tsx';

interface Props {
  readonly scene: PublicScene;
}

/** Pixels a millimetre of paper has at first: in the low dock more of the ground, enlarged larger letters. */
const PX_PER_MM = { docked: 3.2, enlarged: 4.6 } as const;

/** A window smaller than this is not drawn for, pixels. */
const LEAST_PX = 120;

/** What one press of a button enlarges by. */
const ZOOM = 1.35;

/** The dock below with a section or a profile to scale. */
export function AnalysisSheet({ scene }: Props) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const sheet = useAnalysis((state) => state.sheet);
  const enlarged = useAnalysis((state) => state.enlarged);
  const [room, box] = useRoom(sheet !== null, enlarged ? PX_PER_MM.enlarged : PX_PER_MM.docked);
  const hands = useRef<DrawingHands | null>(null);
  const madeUp = scene.synthetic ? say('app.synthetic') : null;
  const drawing = useMemo(
    () => (sheet === null || box === null ? null : sheetDrawing(sheet, scene, language, box, madeUp)),
    [sheet, scene, language, box, madeUp],
  );
  if (sheet === null) return null;
  const title = say(sheet.kind === 'section' ? 'analysis.sectionTitle' : 'analysis.profileTitle');
  const forPaper = () => sheetDrawing(sheet, scene, language, PRINT_BOX, madeUp);
  const { asked } = sheet;
  return (
    <section
      className={`dock analysis-sheet${enlarged ? ' is-enlarged' : ''}`}
      aria-label={title}
      data-testid="analysis-sheet"
      data-kind={sheet.kind}
      data-state={asked.state}
    >
      <header className="dock-head">
        <h2>{title}</h2>
        <Notes sheet={sheet} />
        <Tool name="analysis.zoomIn" icon={<ZoomInOutlined />} onClick={() => hands.current?.zoom(ZOOM)} />
        <Tool name="analysis.zoomOut" icon={<ZoomOutOutlined />} onClick={() => hands.current?.zoom(1 / ZOOM)} />
        <Tool name="analysis.whole" icon={<BorderOuterOutlined />} onClick={() => hands.current?.whole()} />
        <Tool
          name="analysis.download"
          icon={<DownloadOutlined />}
          disabled={asked.state !== 'ready'}
          onClick={() => withDrawing(forPaper(), (made) => saveDrawing(made, `${scene.id}-${sheet.kind}`))}
        />
        <Tool
          name="analysis.print"
          icon={<PrinterOutlined />}
          disabled={asked.state !== 'ready'}
          onClick={() => withDrawing(forPaper(), printDrawing)}
        />
        <Tool
          name={enlarged ? 'analysis.shrink' : 'analysis.enlarge'}
          icon={enlarged ? <FullscreenExitOutlined /> : <FullscreenOutlined />}
          onClick={() => setEnlarged(!enlarged)}
        />
        <Tool name="analysis.close" icon={<CloseOutlined />} onClick={closeSheet} />
      </header>
      <div className="analysis-room" ref={room}>
        {asked.state === 'failed' && (
          <AnalysisFailed error={asked.error} title={say('analysis.failedDrawing')} onRetry={retrySheet} />
        )}
        {asked.state === 'loading' && drawing === null && <AnalysisLoading words={say('analysis.loadingDrawing')} />}
        {asked.state !== 'failed' && drawing !== null && (
          <div className={asked.state === 'loading' ? 'analysis-stale' : 'analysis-fresh'}>
            <AnalysisDrawing drawing={drawing} label={`${title}. ${say('analysis.dragNote')}`} hands={hands} />
          </div>
        )}
      </div>
    </section>
  );
}

/** What a drawing alone would leave unsaid. */
function Notes({ sheet }: { readonly sheet: Sheet }) {
  const say = useSay();
  const notes: string[] = [];
  if (sheet.kind === 'section' && sheet.asked.state === 'ready') {
    const { section, unknownCount, unplacedCount } = sheet.asked.answer;
    if (section.cuts.length === 0) notes.push(say('analysis.emptySection'));
    if (unknownCount > 0) notes.push(say('analysis.unknownInSection', { number: unknownCount }));
    if (unplacedCount > 0) notes.push(say('analysis.unplaced', { number: unplacedCount }));
  }
  const along = sheet.kind === 'profile' ? answerOrBefore(sheet.asked) : null;
  if (along !== null) {
    const closed = along.path?.closedValves.length ?? 0;
    if (along.path?.path?.joined === 'throughClosedValves')
      notes.push(say('analysis.throughClosed', { number: closed }));
    if (along.profile.unknownCount > 0) {
      notes.push(say('analysis.unknownInSection', { number: along.profile.unknownCount }));
    }
  }
  return (
    <p className="analysis-notes" data-testid="analysis-notes">
      {notes.map((note) => (
        <span key={note} title={note}>
          {note}
        </span>
      ))}
    </p>
  );
}

function withDrawing<T>(drawing: T | null, act: (drawing: T) => void): void {
  if (drawing !== null) act(drawing);
}

/** The room there is for the drawing, as paper; measured again when it changes. */
function useRoom(
  isShown: boolean,
  pxPerMm: number,
): readonly [React.RefObject<HTMLDivElement | null>, PaperBox | null] {
  const room = useRef<HTMLDivElement>(null);
  const [box, setBox] = useState<PaperBox | null>(null);
  useEffect(() => {
    const element = room.current;
    if (!isShown || element === null) return;
    const measure = (): void => {
      const { clientWidth, clientHeight } = element;
      if (clientWidth < LEAST_PX || clientHeight < LEAST_PX) return;
      setBox({ widthMm: clientWidth / pxPerMm, heightMm: clientHeight / pxPerMm });
    };
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    measure();
    return () => watch.disconnect();
  }, [isShown, pxPerMm]);
  return [room, box];
}

function Tool({
  name,
  icon,
  disabled = false,
  onClick,
}: {
  readonly name: MessageKey;
  readonly icon: ReactNode;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}) {
  const say = useSay();
  return (
    <Tooltip title={say(name)}>
      <Button
        type="text"
        size="small"
        icon={icon}
        aria-label={say(name)}
        disabled={disabled}
        data-testid={name.replace('.', '-')}
        onClick={onClick}
      />
    </Tooltip>
  );
}
