import type { CityFeature } from '@undercroft/core/model/city-feature';
import type { Issue } from '@undercroft/core/model/issue';
import type { UtilityRule } from '@undercroft/core/protocol/scene';
import type { Placement } from '../placing/placement.ts';
import type { ByteSource } from './byte-source.ts';

/**
 * The seam every file format stands behind. A reader turns bytes into canonical features and issues, and does nothing
 * else: no store, no clock, no console. To add a format: write one of these, add it to `registry.ts`.
 */
export interface Reader {
  /** Short name in scenes and reports: `swmm`. */
  readonly format: string;
  /** What people call it. */
  readonly title: string;
  /** Changes whenever the same file would be read to different features; part of "has anything changed". */
  readonly version: string;
  /** How many times `read` streams the source, for telling progress. */
  readonly passes: number;
  /**
   * How sure the reader is, 0 to 1, that a file is its own, from its first bytes and its name. Below 0.1 it is not.
   */
  sniff(head: Uint8Array, name: string): number;
  /** The system the file itself declares, `null` when it declares none; absent for formats that never do. */
  declaredCrs?(source: ByteSource, signal?: AbortSignal): Promise<string | null>;
  /**
   * Yields every feature once. A bad row is an item with issues, never an exception; only a file that cannot be read
   * at all throws (`ImportError`).
   */
  read(source: ByteSource, context: ReadContext, signal?: AbortSignal): AsyncIterable<ReadItem>;
}

/** What a reader needs to know that the file may not say. */
export interface ReadContext {
  /**
   * Where the caller says its coordinates lie; `null` leaves it to the file, and is an issue where the file does not say.
   */
  readonly placement: Placement | null;
  /** How to tell the utility where the format has no column for it. */
  readonly utility: UtilityRule;
  readonly limits: ReadLimits;
}

/** One feature, or none where a row was too bad to make one, with what was found about it. */
export interface ReadItem {
  readonly value: CityFeature | null;
  readonly issues: readonly Issue[];
  /** How many more issues there are, by code, that a reader counted without keeping them (`issueLog`). */
  readonly beyond?: Readonly<Record<string, number>>;
}

/** Caps that keep a hostile or mistaken file from filling the memory. */
export interface ReadLimits {
  readonly maxFileBytes?: number;
  /** Longest line of a text format. */
  readonly maxLineBytes?: number;
  readonly maxRows?: number;
}

export const READ_LIMITS_DEFAULTS: Required<ReadLimits> = {
  maxFileBytes: 512 * 1024 * 1024,
  maxLineBytes: 64 * 1024,
  maxRows: 4_000_000,
};
