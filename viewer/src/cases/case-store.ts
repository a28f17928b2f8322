import type { CaseSummary, Cases, CityCaseAnswer } from '@undercroft/core/protocol/cases';
import { create } from 'zustand';
import type { ApiError } from '../api/api-error.ts';
import { type CaseRef, decodeCases } from './case-link.ts';
import { ALL_CASES, type CasePeriod } from './case-period.ts';
import type { CellMeasure, CellPicture } from './cell-classes.ts';

/** An answer, or how far it is. Only `ready` says anything of the city. */
export type Asked<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: ApiError }
  | { readonly state: 'ready'; readonly value: T };

export const LOADING = { state: 'loading' } as const;

/** The cases of the view: `far` while one stands too far away for signs. */
export type NearCases = Asked<Cases> | { readonly state: 'far' };

/** The case that is selected: its place is known at once, what is known of it may come after. */
export interface SelectedCase {
  readonly ref: CaseRef;
  readonly one: CityCaseAnswer | null;
  readonly error: ApiError | null;
}

export interface CaseState {
  readonly open: boolean;
  readonly period: CasePeriod;
  /** What cells are coloured by; `null` for nothing. */
  readonly measure: CellMeasure | null;
  /** Cases of this cell alone; `null` for all. */
  readonly cell: string | null;
  /** All cases there are: the years that can be chosen. */
  readonly extent: Asked<CaseSummary>;
  /** Cases of the period and cell. */
  readonly summary: Asked<CaseSummary>;
  /** Cases of the year whose months can be chosen. */
  readonly yearSummary: Asked<CaseSummary>;
  readonly picture: Asked<CellPicture>;
  readonly near: NearCases;
  readonly selected: SelectedCase | null;
}

const linked = decodeCases(new URLSearchParams(window.location.search));

/** Everything of cases on the page; what changes it stands in `case-actions.ts`. */
export const useCases = create<CaseState>()(() => ({
  open: linked.period !== null,
  period: linked.period ?? ALL_CASES,
  measure: linked.measure,
  cell: linked.cell,
  extent: LOADING,
  summary: LOADING,
  yearSummary: LOADING,
  picture: LOADING,
  near: { state: 'far' },
  selected:
    linked.period === null || linked.selected === null ? null : { ref: linked.selected, one: null, error: null },
}));
