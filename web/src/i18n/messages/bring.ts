import type { Grain } from '@bada/shared';
import type { ColumnType, IngestEncoding, IngestPart, IngestState } from '@bada/shared/intake';
import type { GateMessages } from './bring-gate.ts';

/** Words of bringing a department's file. */
export interface BringMessages {
  title: string;
  intro: string;
  open: string;
  back: string;
  drop: { label: string; hint: string; choose: string };
  sending: (name: string) => string;
  sent: (done: string, all: string) => string;
  several: (place: string, all: string) => string;
  sentList: string;
  brought: string;
  notSent: string;
  stop: string;
  again: string;
  restart: string;
  remove: string;
  removed: (name: string) => string;
  list: string;
  listCaption: string;
  empty: { title: string; reason: string };
  states: Record<IngestState['kind'], string>;
  columns: { file: string; state: string; size: string; datasets: string; time: string };
  steps: { label: string; names: readonly string[]; done: string };
  sentences: Record<Exclude<IngestState['kind'], 'failed'>, string>;
  facts: { format: string; encoding: string; size: string; tables: (count: string) => string };
  formats: Record<string, string>;
  encodings: Record<IngestEncoding, string>;
  read: {
    title: string;
    encoding: string;
    found: string;
    delimiter: string;
    delimiters: Record<'comma' | 'tab' | 'semicolon' | 'bar', string>;
    apply: string;
  };
  table: string;
  preview: {
    title: string;
    caption: (count: string) => string;
    header: (row: string) => string;
    named: string;
    row: string;
    column: string;
    none: string;
    result: string;
    resultHint: string;
  };
  problems: {
    title: (count: string) => string;
    none: string;
    mark: string;
    at: (row: string) => string;
    file: string;
  };
  personal: {
    title: string;
    hint: string;
    found: (column: string, kind: string, count: string) => string;
    decision: (column: string) => string;
    decisions: Record<'none' | 'mask' | 'drop' | 'keep', string>;
    blocks: string;
  };
  mapping: MappingMessages;
  run: {
    phases: Record<'waiting' | 'reading' | 'mapping' | 'writing' | 'checking', string>;
    progress: string;
    rows: (count: string) => string;
    bytes: (done: string, all: string) => string;
    left: (seconds: string) => string;
  };
  account: AccountMessages;
  contract: {
    title: string;
    origins: Record<'new' | 'next' | 'edited', (previous: string) => string>;
    grain: string;
    grains: Record<Grain, string>;
    asOf: string;
    choose: string;
    guess: string;
    open: (count: string) => string;
    complete: string;
    bothNeeded: string;
    times: {
      title: string;
      hint: string;
      of: (measure: string) => string;
      ways: Record<'sum' | 'last', string>;
      needed: string;
    };
    save: string;
    saved: string;
    yaml: string;
    yamlHint: string;
    yamlText: string;
    saveYaml: string;
  };
  gate: GateMessages;
  publish: {
    title: string;
    hint: (count: string) => string;
    open: string;
    button: string;
    done: (dataset: string, version: string) => string;
    to: string;
    drift: string;
    noDrift: string;
    undo: string;
    next: string;
    another: string;
    kept: (date: string) => string;
    gone: string;
  };
}

/** Words of a mapping and its form. */
interface MappingMessages {
  title: string;
  kinds: Record<'known' | 'proposed' | 'edited' | 'skipped' | 'none', string>;
  check: string;
  sure: string;
  confidence: (percent: string) => string;
  dataset: string;
  datasetHint: string;
  unnamed: string;
  name: string;
  label: string;
  type: string;
  types: Record<ColumnType, string>;
  role: string;
  roles: Record<'none' | 'period' | 'dimension' | 'measure', string>;
  term: string;
  termHint: string;
  unitFrom: string;
  unitTo: string;
  factor: string;
  missing: string;
  missingHint: string;
  triangle: string;
  triangles: Record<'refuse' | 'minus' | 'increase', string>;
  required: string;
  leaveOut: (column: string) => string;
  update: string;
  updates: Record<'replace' | 'periods', string>;
  columns: string;
  arrow: string;
  edit: string;
  fileName: (group: string) => string;
  joined: string;
  pivot: (count: string, columns: string, value: string) => string;
  pivotTitle: string;
  totals: (column: string) => string;
  totalsTitle: string;
  others: string;
  confirmRun: string;
  confirm: string;
  run: string;
  skip: string;
  skipped: string;
  yaml: string;
  yamlHint: string;
  yamlText: string;
  saveYaml: string;
  saved: string;
}

/** Words of what became of the rows. */
interface AccountMessages {
  title: string;
  read: string;
  balance: string;
  parts: Record<IngestPart, string>;
  show: string;
  result: (rows: string) => string;
  rows: (part: string) => string;
  close: string;
  shown: (from: string, to: string, total: string) => string;
  before: string;
  after: string;
  noRows: string;
  csv: string;
  xlsx: string;
  /** Headers of columns that BADA itself adds to rows. */
  columns: Readonly<Record<string, string>>;
  quarantine: string;
  quarantineOf: (rule: string, column: string, rows: string) => string;
  checks: string;
  noChecks: string;
  checkKinds: Record<'totals' | 'sums' | 'compare' | 'periods' | 'key', string>;
  passed: (checked: string) => string;
  failed: (failed: string, checked: string) => string;
  flags: string;
  noFlags: string;
  cases: string;
  sure: (percent: string) => string;
  crs: (system: string) => string;
  /** Reference systems by their EPSG code. */
  systems: Readonly<Record<string, string>>;
  count: (count: string) => string;
}
