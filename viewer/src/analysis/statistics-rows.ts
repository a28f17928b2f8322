import { EMBEDDINGS } from '@undercroft/core/model/embedding';
import { QUALITY_LEVELS } from '@undercroft/core/model/quality-level';
import { UTILITIES } from '@undercroft/core/model/utility';
import type { StatisticsAnswer } from '@undercroft/core/protocol/analysis/statistics';
import { materialName } from '../format/material-name.ts';
import { grouped } from '../format/quantity.ts';
import type { Say } from '../i18n/i18n.ts';
import { kindKey } from '../i18n/kind-key.ts';
import type { Language } from '../i18n/language.ts';

export interface StatisticsRow {
  readonly key: string;
  /** Null is unknown: a row of its own, never left out. */
  readonly name: string | null;
  readonly count: number;
  readonly lengthM: number;
  readonly lengthUnknown: number;
  /** Of the known length of all, 0 to 1. */
  readonly share: number;
}

/** The rows of a table of one attribute, in the answer's order. */
export function statisticsRows(answer: StatisticsAnswer, language: Language, say: Say): readonly StatisticsRow[] {
  return answer.groups.map(({ values, count, lengthM, lengthUnknown }) => {
    const value = values[0] ?? null;
    return {
      key: value ?? '',
      name: value === null ? null : valueName(answer, value, language, say),
      count,
      lengthM,
      lengthUnknown,
      share: answer.total.lengthM === 0 ? 0 : lengthM / answer.total.lengthM,
    };
  });
}

function valueName({ by: [by] }: StatisticsAnswer, value: string, language: Language, say: Say): string {
  if (by === undefined) return value;
  const band = by.bands?.find(({ name }) => name === value);
  if (band !== undefined) return bandName(band, unitName(by.unit, say));
  switch (by.attribute) {
    case 'utility': {
      const utility = UTILITIES.find((each) => each === value);
      return utility === undefined ? value : say(`utility.${utility}`);
    }
    case 'kind':
      return say(kindKey(value));
    case 'material':
      return materialName(value, language);
    case 'status':
      return value === 'inUse' || value === 'abandoned' || value === 'planned' ? say(`state.${value}`) : value;
    case 'embedding': {
      const embedding = EMBEDDINGS.find((each) => each === value);
      return embedding === undefined ? value : say(`embedding.${embedding}`);
    }
    case 'qualityLevel': {
      const level = QUALITY_LEVELS.find((each) => each === value);
      return level === undefined ? value : say(`quality.${level}`);
    }
    case 'decade':
      return say('analysis.decade', { decade: value.replace('s', '') });
    case 'owner':
    case 'road':
    case 'size':
    case 'cover':
    case 'age':
    case 'pressure':
      return value;
  }
}

function unitName(unit: StatisticsAnswer['by'][number]['unit'], say: Say): string {
  if (unit === null) return '';
  return unit === 'a' ? say('analysis.years') : unit;
}

function bandName({ least, below }: { readonly least: number | null; readonly below: number | null }, unit: string) {
  const figure = (value: number): string => grouped(value, Number.isInteger(value) ? 0 : value < 0.1 ? 2 : 1);
  if (least === null) return `< ${figure(below ?? 0)} ${unit}`;
  if (below === null) return `≥ ${figure(least)} ${unit}`;
  return `${figure(least)}–${figure(below)} ${unit}`;
}
