import type { CameraFootprintAnswer } from '@undercroft/core/protocol/live/camera-answers';
import { create } from 'zustand';
import type { Answered } from './use-answer.ts';

/** What is known of the selected camera's footprint; null while no camera is selected. */
export interface CameraState {
  readonly footprint: Answered<CameraFootprintAnswer> | null;
}

export const useCameras = create<CameraState>()(() => ({ footprint: null }));
