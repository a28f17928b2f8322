import type { ChangedRows } from '@undercroft/core/edit/apply-patch';
import type { Link } from '@undercroft/core/model/link';
import type { NetworkNode } from '@undercroft/core/model/network-node';
import type { Bounds } from './store.ts';

/** What somebody wants to change of one row. */
export interface RowEdit {
  readonly scene: string;
  /** Feature id of a link or a node. */
  readonly id: string;
  /** The import that brought the version they saw. */
  readonly seen: number;
  readonly by: string;
  readonly reason: string;
}

/** The row that an edit is about; of a node also every link that ends there. */
export type EditableRow =
  | { readonly family: 'link'; readonly link: Link }
  | { readonly family: 'node'; readonly node: NetworkNode; readonly links: readonly Link[] };

/** What an edit, or its undo, did. */
export interface DoneEdit {
  readonly importId: number;
  /** Revisions of the scene; the same where nothing was changed. */
  readonly before: string;
  readonly revision: string;
  /** Feature ids of the rows that are new versions now, the one that was edited first. */
  readonly changed: readonly string[];
  /** Cells of the tiles' finest zoom of which the bytes may differ. */
  readonly leafCells: readonly number[];
  /** Whether a cover was touched, through which the drawn ground goes. */
  readonly isGroundTouched: boolean;
}

/** What of a scene changes with what: another name after every change that may touch it, never one that was before. */
export interface SceneVersions {
  /** Everything: changes with any publish, undo or edit. */
  readonly revision: string;
  /** What edits of the network leave alone, but for the ground: also changes where an edit touches a cover. */
  readonly ground: string;
  /** What no edit touches. */
  readonly whole: string;
}

/**
 * The cells of the tiles' finest zoom that have changed since `whole`, each with a name for its changes: another after
 * every one, never one that was before.
 */
export interface ChangedCells {
  readonly versions: SceneVersions;
  readonly cells: ReadonlyMap<number, string>;
  /** Edits since `whole` that touched conduits, by their imports. */
  readonly trunkEdits: ReadonlyMap<number, TrunkEdit>;
}

/** An edit as far as contents of trunks go. */
export interface TrunkEdit {
  readonly leafCells: readonly number[];
  /** Greatest `trunkRank` among the conduits it touched, before or after. */
  readonly rank: number;
  /** A number that rises when it is taken back. */
  readonly change: number;
}

/** Where edits have changed rows since `whole`, in the order of their changes. */
export interface ChangedAreas {
  readonly versions: SceneVersions;
  /** Box of all that the rows of an edit filled before and fill after, degrees, and a number that rises with its undo. */
  readonly areas: readonly { readonly bbox: Bounds; readonly change: number }[];
}

export interface EditRepository {
  /**
   * Writes what `change` makes of a row, with who and why, as one import of its layer in one transaction: it is whole or
   * nothing, and durable before this resolves. `change` runs within the transaction; what it throws undoes everything. Where
   * it changes nothing, nothing is written and the answer's revisions are the same. Null when there is no such link or node.
   *
   * @throws StoreError `feature-changed` when the version is another than the one seen; `draft-waiting` while a draft of
   * the layer waits for its publication, which an edit would spoil; `layer-busy` while it is being imported.
   */
  apply(edit: RowEdit, change: (row: EditableRow) => ChangedRows): Promise<DoneEdit | null>;
  /** What an edit did, by its import; null when that is none. After an undo the revisions are those of now. */
  find(importId: number): Promise<Omit<DoneEdit, 'before' | 'revision'> | null>;
  /** Null while nothing of the scene is published. */
  versions(scene: string): Promise<SceneVersions | null>;
  /**
   * The same names where none of them was ever another state's, in this database, as it was before it was restored, or in
   * another; null where that is not known, as for layers that last changed when changes were merely numbered.
   */
  lastingVersions(scene: string): Promise<SceneVersions | null>;
  /** Null while nothing of the scene is published. */
  changedCells(scene: string): Promise<ChangedCells | null>;
  /** Null while nothing of the scene is published. */
  changedAreas(scene: string): Promise<ChangedAreas | null>;
}
