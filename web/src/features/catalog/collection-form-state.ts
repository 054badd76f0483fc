import { KebabId } from '@bada/shared';
import { type Collection, CollectionDraft, type CollectSource } from '@bada/shared/catalogue';

/** What stands in the fields of the form, all of it text. */
export type FormValues = Readonly<Record<FormField, string>>;

/** A field of the form. */
export type FormField = keyof typeof EMPTY;

const EMPTY = {
  id: '',
  title: '',
  kind: 'data-go-kr',
  url: '',
  key: '',
  parameters: '',
  pageSize: '1000',
  orgId: '',
  tblId: '',
  kosisUrl: '',
  items: 'ALL',
  objects: 'ALL',
  cadence: 'M',
  from: '',
  to: '',
  host: '',
  port: '5432',
  database: '',
  user: '',
  password: '',
  tls: 'no',
  read: 'table',
  schema: 'public',
  table: '',
  sql: '',
  form: 'json-ld',
  mapping: '',
  schedule: 'none',
  every: '24',
  at: '03:00',
  day: '1',
};

function listOf(text: string): string[] {
  return text
    .split(/[,+\s]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

function linesFrom(parameters: Readonly<Record<string, string>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n');
}

function parametersOf(text: string): Record<string, string> {
  const pairs = linesOf(text).map((line): [string, string] => {
    const at = line.indexOf('=');
    return at < 0 ? [line.trim(), ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
  });
  return Object.fromEntries(pairs);
}

function sourceOf(values: FormValues): unknown {
  const { kind, url, key } = values;
  switch (kind) {
    case 'postgres': {
      const { host, database, user, password } = values;
      const read =
        values.read === 'table'
          ? { kind: 'table', schema: values.schema, table: values.table }
          : { kind: 'query', sql: values.sql };
      const where = { host, port: Number(values.port), database, user };
      const how = { password: password === '' ? null : password, tls: values.tls === 'yes' };
      return { kind, ...where, ...how, read };
    }
    case 'kosis': {
      const { orgId, tblId, cadence, from, to, kosisUrl } = values;
      const codes = { items: listOf(values.items), objects: linesOf(values.objects).map(listOf) };
      return {
        kind,
        key,
        orgId,
        tblId,
        ...codes,
        cadence,
        from,
        to,
        ...(kosisUrl === '' ? {} : { url: kosisUrl }),
      };
    }
    case 'catalogue':
      return values.form === 'portal'
        ? { kind, url, form: values.form, key, parameters: parametersOf(values.parameters) }
        : { kind, url, form: values.form };
    default: {
      const parameters = parametersOf(values.parameters);
      return { kind, url, key, parameters, pageSize: Number(values.pageSize) };
    }
  }
}

function scheduleOf({ schedule, every, at, day }: FormValues): unknown {
  switch (schedule) {
    case 'none':
      return null;
    case 'hours':
      return { kind: schedule, every: Number(every) };
    case 'daily':
      return { kind: schedule, at };
    default:
      return { kind: schedule, day: Number(day), at };
  }
}

/** What the form says, or the fields whose values cannot be. */
export type FormReading =
  | { readonly ok: true; readonly id: string; readonly draft: CollectionDraft }
  | { readonly ok: false; readonly fields: ReadonlySet<string> };

/** Reads the form. */
export function readForm(values: FormValues): FormReading {
  const id = KebabId.safeParse(values.id);
  const draft = CollectionDraft.safeParse({
    title: values.title,
    source: sourceOf(values),
    mapping: values.mapping === '' || values.kind === 'catalogue' ? null : values.mapping,
    schedule: scheduleOf(values),
    department: null,
  });
  if (id.success && draft.success) return { ok: true, id: id.data, draft: draft.data };
  const paths = draft.success ? [] : draft.error.issues.map(({ path }) => path.map(String));
  const names = paths.flatMap((path) => path.filter((part) => !/^\d+$/.test(part)));
  return { ok: false, fields: new Set([...names, ...(id.success ? [] : ['id'])]) };
}

function sourceValues(source: CollectSource): Partial<Record<FormField, string>> {
  switch (source.kind) {
    case 'postgres': {
      const { read, host, port, database, user, password, tls } = source;
      const what =
        read.kind === 'table' ? { schema: read.schema, table: read.table } : { sql: read.sql };
      return {
        ...what,
        ...{ read: read.kind, host, port: String(port), database, user },
        ...{ password: password ?? '', tls: tls ? 'yes' : 'no' },
      };
    }
    case 'kosis': {
      const { url: kosisUrl, key, orgId, tblId, cadence, from, to } = source;
      const objects = source.objects.map((list) => list.join(', ')).join('\n');
      return {
        kosisUrl,
        key,
        orgId,
        tblId,
        cadence,
        from,
        to,
        objects,
        items: source.items.join(', '),
      };
    }
    case 'catalogue':
      return {
        url: source.url,
        form: source.form,
        key: source.key ?? '',
        parameters: linesFrom(source.parameters),
      };
    default: {
      const { url, key, parameters, pageSize } = source;
      return { url, key, parameters: linesFrom(parameters), pageSize: String(pageSize) };
    }
  }
}

/** What stands in the form at first: nothing, or a collection as it is. */
export function formValues(collection?: Collection): FormValues {
  if (!collection) return EMPTY;
  const { id, title, source, mapping, schedule } = collection;
  const when = schedule && {
    schedule: schedule.kind,
    ...('every' in schedule ? { every: String(schedule.every) } : { at: schedule.at }),
    ...('day' in schedule ? { day: String(schedule.day) } : {}),
  };
  const own = { id, title, kind: source.kind, mapping: mapping ?? '' };
  return { ...EMPTY, ...own, ...sourceValues(source), ...when };
}
