import {
  type AlarmRule,
  type AlarmRules,
  alarmRulesSchema,
  cityAlarmRulesSchema,
} from '../protocol/live/alarm-rule.ts';
import type { SensorKind } from '../protocol/live/sensor-kind.ts';
import { ruleFault } from '../rules/rule-fault.ts';
import { DEFAULT_ALARM_RULES } from './default-alarm-rules.ts';

/** The rules of a city as its engine uses them, or one sentence for each fault. */
export type AlarmRulesReading =
  | { readonly ok: true; readonly rules: AlarmRules }
  | { readonly ok: false; readonly faults: readonly string[] };

/**
 * Reads the JSON of a city's alarm rules, above the built-in ones. `file` is what the sentences call it; `scene` is the id
 * that it must have. Each sentence names the file, the row, the field, what was wanted and what came.
 */
export function readAlarmRules(json: unknown, file: string, scene: string): AlarmRulesReading {
  const failed = (faults: readonly string[]): AlarmRulesReading => ({
    ok: false,
    faults: faults.map((fault) => `${file}: ${fault}`),
  });
  const parsed = cityAlarmRulesSchema.safeParse(json);
  if (!parsed.success) return failed(parsed.error.issues.map((issue) => ruleFault(issue, json)));
  const city = parsed.data;
  if (city.id !== scene) return failed([`id: wanted "${scene}", the name of its scene, got "${city.id}"`]);
  const seen = new Set<string>();
  const twice = city.rules.filter(({ id }) => seen.size === seen.add(id).size);
  if (twice.length > 0) return failed(twice.map(({ id }) => `row ${id}, id: wanted an id that no other row has`));

  const { version, kinds, rules } = DEFAULT_ALARM_RULES;
  const below = new Map<string, AlarmRule>(rules.map((rule) => [rule.id, rule]));
  const merged = new Map<string, unknown>(below);
  for (const { isDisabled, ...row } of city.rules) {
    if (!isDisabled) merged.set(row.id, { ...below.get(row.id), ...row });
    else if (!merged.delete(row.id)) {
      return failed([`row ${row.id}, isDisabled: wanted the id of a built-in rule, got one that is none`]);
    }
  }
  const whole = {
    version: `${city.version}+${version}`,
    kinds: [...kinds.filter(({ name }) => !city.kinds.some((kind) => kind.name === name)), ...city.kinds],
    rules: [...merged.values()],
  };
  const checked = alarmRulesSchema.safeParse(whole);
  if (!checked.success) return failed(checked.error.issues.map((issue) => ruleFault(issue, whole)));
  const faults = alarmRuleFaults(checked.data);
  return faults.length === 0 ? { ok: true, rules: checked.data } : failed(faults);
}

/** What a rule asks of its kind of device that the kind does not have; none when all rules can be used. */
export function alarmRuleFaults({ kinds, rules }: AlarmRules): string[] {
  const byName = new Map(kinds.map((kind) => [kind.name, kind]));
  return rules.flatMap(({ id, sensorKind, condition }) => {
    const kind = byName.get(sensorKind);
    if (kind === undefined) {
      const known = [...byName.keys()].join(', ');
      return [`row ${id}, sensorKind: wanted the name of a kind, got "${sensorKind}"; known are ${known}`];
    }
    return conditionFaults(kind, condition).map((fault) => `row ${id}, ${fault}`);
  });
}

function conditionFaults(kind: SensorKind, condition: AlarmRule['condition']): string[] {
  switch (condition.kind) {
    case 'threshold':
    case 'rate': {
      const names = kind.quantities.map(({ name }) => name);
      if (names.includes(condition.quantity)) return [];
      const wanted = `wanted a quantity of ${kind.name} (${names.join(', ')})`;
      return [`condition.quantity: ${wanted}, got "${condition.quantity}"`];
    }
    case 'cover':
      return kind.event === 'cover'
        ? []
        : [`condition.kind: wanted a kind of device that is a cover, got ${kind.name}`];
    case 'silence':
      return [];
  }
}
