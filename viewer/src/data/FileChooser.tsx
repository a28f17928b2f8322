import { Button, type ButtonProps } from 'antd';
import { useRef } from 'react';
import { bringFiles } from './use-file-drop.ts';

interface Props {
  readonly words: string;
  readonly icon?: React.ReactNode;
  readonly type?: ButtonProps['type'];
  readonly size?: ButtonProps['size'];
  readonly testId: string;
}

/** A button that opens the browser's own choice of files. */
export function FileChooser({ words, icon, type = 'default', size = 'middle', testId }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button type={type} size={size} icon={icon} onClick={() => input.current?.click()}>
        {words}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={words}
        data-testid={testId}
        onChange={(event) => {
          bringFiles([...(event.target.files ?? [])]);
          // The same file may be chosen again once it is corrected.
          event.target.value = '';
        }}
      />
    </>
  );
}
