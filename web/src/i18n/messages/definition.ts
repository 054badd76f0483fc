import type { Cadence } from '@bada/shared';
/** Words about one type of formula. */
export interface FormulaWords {
  /** As in the list of types. */
  name: string;
  /** What it computes, in a sentence. */
  what: string;
  example: string;
}

/** Words of definitions: their page, their editor, their approval. */
export interface DefinitionMessages {
  edit: string;
  more: string;
  title: (name: string) => string;
  intro: string;
  notAllowed: { title: string; reason: string };
  statuses: Record<'active' | 'scheduled' | 'retired' | 'new', string>;
  drafts: Record<'draft' | 'submitted' | 'returned', string>;
  scheduledFrom: (date: string) => string;
  retiredFrom: (date: string) => string;
  filter: {
    title: string;
    search: string;
    field: string;
    owner: string;
    status: string;
    everything: string;
    withDraft: string;
    clear: string;
    found: (count: number) => string;
    none: string;
    resting: string;
  };
  fresh: { open: string; title: string; id: string; idHint: string; taken: string; start: string };
  mode: { label: string; form: string; yaml: string };
  sections: Record<
    | 'texts'
    | 'formula'
    | 'shape'
    | 'judging'
    | 'targets'
    | 'breaks'
    | 'caveats'
    | 'retire'
    | 'preview'
    | 'dependents'
    | 'approval'
    | 'history'
    | 'changes',
    string
  >;
  fields: Record<
    | 'name'
    | 'definition'
    | 'formulaText'
    | 'field'
    | 'strategy'
    | 'noStrategy'
    | 'owner'
    | 'unit'
    | 'percent'
    | 'decimals'
    | 'direction'
    | 'kind'
    | 'grain'
    | 'reportGrain'
    | 'cadence'
    | 'dimensions'
    | 'levels'
    | 'cityRule'
    | 'caution'
    | 'warning'
    | 'undecided'
    | 'yearGap'
    | 'retired'
    | 'breakAt'
    | 'caveat'
    | 'year'
    | 'value'
    | 'reason'
    | 'effectiveFrom'
    | 'authorName'
    | 'approver'
    | 'note',
    string
  >;
  hints: Record<
    | 'dimensions'
    | 'bands'
    | 'retired'
    | 'reason'
    | 'effectiveFrom'
    | 'past'
    | 'name'
    | 'approver'
    | 'yearGap',
    string
  >;
  grains: Readonly<Record<string, string>>;
  cadences: Record<Cadence, string>;
  levels: Readonly<Record<string, string>>;
  cityRules: Readonly<Record<string, string>>;
  formula: {
    type: string;
    help: string;
    example: string;
    columns: string;
    noColumns: string;
    otherField: (name: string) => string;
    types: Readonly<Record<string, FormulaWords | undefined>>;
    dataset: string;
    column: string;
    choose: string;
    where: string;
    dimension: string;
    operator: string;
    values: string;
    valuesHint: string;
    addWhere: string;
    removeWhere: (at: number) => string;
  };
  targets: {
    none: string;
    add: string;
    remove: (year: number) => string;
    set: (who: string, when: string) => string;
    approved: (who: string, when: string) => string;
    because: (reason: string) => string;
    adopt: string;
    adopted: string;
    sampleNote: string;
    willBeSet: string;
  };
  breaks: {
    none: string;
    text: string;
    add: string;
    remove: (date: string) => string;
    automatic: (date: string) => string;
  };
  caveats: { add: string; remove: (id: string) => string };
  preview: {
    waiting: string;
    present: string;
    draft: string;
    difference: string;
    period: string;
    same: (periods: number) => string;
    summary: (changed: number, periods: number) => string;
    most: (period: string, difference: string) => string;
    refused: string;
    broken: string;
    otherUnit: string;
    fresh: string;
    table: string;
    picture: (name: string) => string;
    newBreak: string;
  };
  dependents: {
    offered: string;
    notOffered: string;
    boards: (count: number) => string;
    otherBoards: (count: number) => string;
    noBoards: string;
    datasets: string;
    proofs: (count: number) => string;
  };
  approval: {
    nothing: string;
    unsaved: string;
    by: (names: string) => string;
    waiting: (name: string) => string;
    returned: (name: string) => string;
    meaning: string;
    texts: string;
    changes: (count: number) => string;
    wrong: (count: number) => string;
    save: string;
    submit: string;
    takeBack: string;
    giveBack: string;
    approve: string;
    discard: string;
    fourEyes: string;
    noSignIn: string;
    merge: string;
    effective: (date: string) => string;
    because: (reason: string) => string;
    saved: string;
    submitted: string;
    takenBack: string;
    givenBack: string;
    approved: string;
    discarded: string;
  };
  yaml: {
    intro: string;
    text: string;
    file: string;
    clean: string;
    problems: (count: number) => string;
    line: (line: number) => string;
    take: string;
    export: string;
  };
  history: {
    none: string;
    state: (version: number, revision: number) => string;
    inForce: string;
    shipped: string;
    by: (author: string, approver: string) => string;
    from: (date: string) => string;
    always: string;
    on: (date: string) => string;
    compare: string;
    same: string;
    first: string;
    restore: (name: string) => string;
    restored: string;
  };
  files: {
    open: string;
    title: string;
    intro: string;
    exportAll: string;
    choose: string;
    check: string;
    import: string;
    problems: (count: number) => string;
    place: (file: string, line: number) => string;
    outcomes: Record<'new' | 'changed' | 'same', string>;
    counts: (fresh: number, same: number) => string;
    done: (count: number) => string;
  };
}
