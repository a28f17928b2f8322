import { Alert, Button } from 'antd';
import type { ApiError } from '../api/api-error.ts';
import { errorWords } from '../i18n/error-words.ts';
import { useSay } from '../i18n/i18n.ts';

type Props = { readonly onRetry: () => void } & (
  | { readonly error: ApiError }
  /** Words of the engine that stopped. */
  | { readonly broken: string }
);

/** Says what went wrong in words a person understands, and what to do. */
export function ErrorNotice(props: Props) {
  const say = useSay();
  const isBroken = 'broken' in props;
  const words = isBroken
    ? /webgl/i.test(props.broken)
      ? say('error.webgl')
      : say('error.broken', { words: props.broken })
    : errorWords(props.error, say);
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
