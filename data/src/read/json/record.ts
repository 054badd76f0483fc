import type { KeyedRecord } from '../keyed-table.ts';
import type { NoteCollector } from '../notes.ts';
import type { JsonText, Slice } from './slices.ts';

/** Column of an element that is no object. */
const VALUE_COLUMN = 'value';

/**
 * The members of a value by dotted path: `{"a": {"b": 1}}` has `a.b`. Arrays and empty objects stay JSON text,
 * a key that occurs again becomes `key#2`.
 */
export function recordOf(json: JsonText, slice: Slice, notes?: NoteCollector): KeyedRecord {
  const record = new Map<string, string>();
  collect(json, slice, '', { record, notes });
  return record;
}

interface Target {
  readonly record: Map<string, string>;
  readonly notes: NoteCollector | undefined;
}

function collect(json: JsonText, slice: Slice, path: string, target: Target): void {
  const kind = json.kind(slice);
  const members = kind === 'object' ? json.members(slice) : [];
  if (members.length === 0) {
    if (kind === 'null') target.notes?.add('nulls', path || VALUE_COLUMN);
    set(target, path || VALUE_COLUMN, json.cell(slice));
    return;
  }
  const seen = new Map<string, number>();
  for (const member of members) {
    const times = (seen.get(member.key) ?? 0) + 1;
    seen.set(member.key, times);
    if (times > 1) target.notes?.add('repeated-keys', member.key);
    const key = times > 1 ? `${member.key}#${times}` : member.key;
    collect(json, member, path === '' ? key : `${path}.${key}`, target);
  }
}

/** `{"a.b": 1, "a": {"b": 2}}` has two values for one path: both are kept. */
function set({ record, notes }: Target, path: string, value: string): void {
  let free = path;
  for (let times = 2; record.has(free); times += 1) free = `${path}#${times}`;
  if (free !== path) notes?.add('repeated-keys', path);
  record.set(free, value);
}
