import type { ReactNode } from 'react';
import type { CameraPictureState } from './CameraPicture.tsx';

interface Props {
  readonly cameraId: string;
  readonly state: CameraPictureState;
  readonly isCompact: boolean;
  /** What stands under the picture where there is room. */
  readonly notes?: ReactNode;
  readonly children: ReactNode;
}

/** The frame about a camera's picture, whichever way it comes. */
export function PictureFrame({ cameraId, state, isCompact, notes, children }: Props) {
  return (
    <div
      className={`camera-picture is-${state}${isCompact ? ' is-compact' : ''}`}
      data-testid="camera-picture"
      data-camera={cameraId}
      data-state={state}
    >
      <div className="camera-frame">{children}</div>
      {!isCompact && notes}
    </div>
  );
}
