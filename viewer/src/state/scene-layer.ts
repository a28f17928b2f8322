/** What can be switched off above the network; relief is the shading of the ground by its slopes. */
export const SCENE_LAYERS = ['map', 'labels', 'buildings', 'relief'] as const;

export type SceneLayer = (typeof SCENE_LAYERS)[number];
