import { Alert, Button } from 'antd';
import type { ApiError } from '../api/api-error.ts';
import { openData } from '../data/data-actions.ts';
import { useData } from '../data/data-store.ts';
import { errorWords } from '../i18n/error-words.ts';
import { useSay } from '../i18n/i18n.ts';

type Props = { readonly onRetry: () => void } & (
  | { readonly error: ApiError }
  /** Words of the engine that stopped. */
  | { readonly broken: string }
);

/** The server knows the city and holds nothing of it: no fault, but a beginning. */
const NOTHING_YET = 'scene-not-imported';

/** Says what went wrong in words a person understands, and what to do. */
export function ErrorNotice(props: Props) {
  const say = useSay();
  const isDataOpen = useData((state) => state.open);
  const isBroken = 'broken' in props;
  const words = isBroken
    ? /webgl/i.test(props.broken)
      ? say('error.webgl')
      : say('error.broken', { words: props.broken })
    : errorWords(props.error, say);
  if (!isBroken && props.error.code === NOTHING_YET) {
    return (
      <div className="notice" data-testid="nothing-yet">
        <Alert
          type="info"
          showIcon
          title={say('nothing.title')}
          description={say('nothing.words')}
          action={
            !isDataOpen && (
              <Button type="primary" onClick={openData}>
                {say('data.open')}
              </Button>
            )
          }
        />
      </div>
    );
  }
  return (
    <div className="notice">
      <Alert
        type="error"
        showIcon
        title={say('error.title')}
        description={words}
        action={
          <Button type="primary" onClick={props.onRetry}>
            {say(isBroken ? 'error.reload' : 'error.retry')}
          </Button>
        }
      />
    </div>
  );
}
