import { AimOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { grouped } from '../format/quantity.ts';
import { useSay } from '../i18n/i18n.ts';
import { lookAtPreview } from './attach-data.ts';
import { useData } from './data-store.ts';

/** What of the source stands on the map, and that it is not published. */
export function PreviewNote() {
  const say = useSay();
  const preview = useData((state) => state.preview);
  if (preview === null) return null;
  const counts = [
    ['data.lines', preview.lines.length],
    ['data.points', preview.points.length],
    ['data.polygons', preview.polygons.filter(({ target }) => target !== 'raster').length],
    ['data.outlines', preview.polygons.filter(({ target }) => target === 'raster').length],
  ] as const;
  const what = counts
    .filter(([, number]) => number > 0)
    .map(([key, number]) => say(key, { number: grouped(number) }))
    .join(' · ');
  return (
    <div className="preview-note" data-testid="preview">
      <span className="preview-mark">{say('data.unpublished')}</span>
      <span className="figures">
        {preview.bbox === null
          ? say('data.previewNone')
          : say(preview.partial ? 'data.previewPart' : 'data.previewOf', { what })}
      </span>
      {preview.bbox !== null && (
        <Button
          type="text"
          size="small"
          icon={<AimOutlined />}
          title={say('data.showIt')}
          aria-label={say('data.showIt')}
          onClick={lookAtPreview}
        />
      )}
    </div>
  );
}
