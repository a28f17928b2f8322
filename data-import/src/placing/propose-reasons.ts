import type { DeclaredCrs } from '../tables/table-format.ts';
import { distanceKm, type Fit, type ScenePlace } from './propose-fits.ts';

export interface BilingualText {
  readonly en: string;
  readonly zh: string;
}

/** What is known about one way to read the pairs, beyond its fit. */
export interface FitFacts {
  readonly isDeclared: boolean;
  readonly headings: 'agree' | 'contradict' | 'nothing';
  readonly rivals: number;
}

/** What a candidate is called: `CGCS2000 / 3-degree Gauss-Kruger CM 120E (EPSG:4549), northing first`. */
export function fitTitle({ crs, axes }: Fit): string {
  const first = crs.kind === 'geographic' ? 'latitude' : 'northing';
  const order = axes === 'northEast' ? `, ${first} first` : '';
  return crs.code.startsWith('LOCAL:') ? `${crs.code}${order}` : `${crs.name} (${crs.code})${order}`;
}

/** Why a candidate is one, in one or a few short sentences of each language. */
export function fitReason(
  fit: Fit,
  facts: FitFacts,
  declared: DeclaredCrs | null,
  place: ScenePlace | null,
): BilingualText {
  const parts = [
    declaredPart(fit, facts, declared),
    scenePart(fit, place),
    headingPart(facts),
    rivalPart(facts),
    datumPart(fit, facts),
  ].filter((part) => part !== null);
  return { en: parts.map(({ en }) => en).join(' '), zh: parts.map(({ zh }) => zh).join('') };
}

function declaredPart(fit: Fit, { isDeclared }: FitFacts, declared: DeclaredCrs | null): BilingualText | null {
  if (declared === null) return null;
  if (isDeclared && fit.axes === declared.axes) {
    return { en: 'The file declares it.', zh: '文件声明了该坐标系。' };
  }
  if (isDeclared) {
    return {
      en: 'The file declares the system, but its values fit only with the axes swapped.',
      zh: '文件声明了该坐标系，但坐标轴次序颠倒才符合。',
    };
  }
  const said = declared.code ?? `"${declared.text.slice(0, 60)}"`;
  return {
    en: `The file declares ${said}, which is another system.`,
    zh: `文件声明的是 ${said}，与此不同。`,
  };
}

function scenePart(fit: Fit, place: ScenePlace | null): BilingualText | null {
  const [first] = fit.places;
  if (place === null || first === undefined) {
    return { en: 'The values lie in its area of use.', zh: '数值在其适用范围内。' };
  }
  const km = Math.round(distanceKm(first, place.origin));
  const share = Math.floor(fit.inScene * 100);
  if (share === 0) {
    return { en: `It puts the data ${km} km away from the scene.`, zh: `据此数据距场景 ${km} 公里。` };
  }
  return {
    en: `It puts ${share} % of the sample near the scene.`,
    zh: `据此 ${share}% 的样本位于场景附近。`,
  };
}

function headingPart({ headings }: FitFacts): BilingualText | null {
  if (headings === 'agree') return { en: 'The headings agree.', zh: '列名与之一致。' };
  if (headings === 'contradict') return { en: 'The headings say otherwise.', zh: '列名与之矛盾。' };
  return null;
}

function rivalPart({ rivals }: FitFacts): BilingualText | null {
  if (rivals === 0) return null;
  return {
    en: 'Others fit as well: only who knows the data can tell.',
    zh: '还有其他坐标系同样符合，须由了解数据的人确认。',
  };
}

function datumPart({ crs }: Fit, { isDeclared }: FitFacts): BilingualText | null {
  if (isDeclared || !crs.name.startsWith('CGCS2000')) return null;
  return {
    en: "Xi'an 1980 and Beijing 1954 look the same and lie up to some hundred metres off.",
    zh: '1980西安坐标系和1954北京坐标系的数值看起来相同，但可相差上百米。',
  };
}
