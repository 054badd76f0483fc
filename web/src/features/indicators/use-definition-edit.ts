import { Indicator } from '@bada/shared';
import {
  type DefinitionWorld,
  definitionChanges,
  isMeaningChanged,
} from '@bada/shared/definitions';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type DraftStep,
  definitionQuery,
  discardDraft,
  moveDraft,
  saveDraft,
  type TaggedDefinition,
} from '../../api/definitions.ts';
import { useMessages } from '../../i18n/locale-context.tsx';
import { useApp } from '../../state/context.tsx';
import { checkForm, type DefinitionForm } from './definition-draft.ts';

/** What an author writes, the document and what belongs to it. */
interface Written {
  readonly form: DefinitionForm;
  readonly reason: string;
  readonly effectiveFrom: string | null;
}

function writtenOf({ draft, newest }: TaggedDefinition['state'], blank: Indicator): Written {
  return {
    form: draft?.document ?? newest ?? blank,
    reason: draft?.reason ?? '',
    effectiveFrom: draft?.effectiveFrom ?? null,
  };
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** One's own changes on top of what somebody else stored meanwhile. */
function merged(base: Written, own: Written, fresh: Written): Written {
  const before = new Map(Object.entries(base.form));
  const changed = Object.entries(own.form).filter(
    ([key, value]) => !isSame(before.get(key), value),
  );
  return {
    form: { ...fresh.form, ...Object.fromEntries(changed) },
    reason: own.reason === base.reason ? fresh.reason : own.reason,
    effectiveFrom:
      own.effectiveFrom === base.effectiveFrom ? fresh.effectiveFrom : own.effectiveFrom,
  };
}

/** Everything that shows what a definition says is asked for anew. */
export function useDefinitionRefresh() {
  const client = useQueryClient();
  const shown = ['definitions', 'catalogue', 'answers', 'search', 'lineage', 'datasets'];
  return () => Promise.all(shown.map((key) => client.invalidateQueries({ queryKey: [key] })));
}

interface Names {
  readonly author: string;
  readonly approver: string;
}

/** The names that are said; sent only where people say them. */
function useNames(asksNames: boolean) {
  const [names, setNames] = useState<Names>({ author: '', approver: '' });
  const nameOf = (who: keyof Names) => (asksNames ? { name: names[who] } : {});
  return { names, nameOf, setName: (name: Partial<Names>) => setNames({ ...names, ...name }) };
}

interface StepsInput {
  base: TaggedDefinition;
  blank: Indicator;
  written: Written;
  names: ReturnType<typeof useNames>;
  run: {
    mutate: (order: { work: () => Promise<TaggedDefinition>; told: string }) => void;
  };
  setBase: (base: TaggedDefinition) => void;
  onGone: () => void;
}

/** What can be done with a draft, each as one request or two. */
function useSteps({ base, blank, written, names, run, setBase, onGone }: StepsInput) {
  const client = useQueryClient();
  const { approval } = useMessages().definition;
  const { state, tag } = base;
  const { id, newest, draft } = state;
  const isStored = draft !== null && isSame(written, writtenOf(state, blank));

  async function saved(): Promise<TaggedDefinition> {
    const document = Indicator.parse(written.form);
    const { reason, effectiveFrom } = written;
    return saveDraft(id, { document, reason, effectiveFrom, ...names.nameOf('author') }, tag);
  }

  async function submitted(): Promise<TaggedDefinition> {
    const next = isStored ? base : await saved();
    setBase(next);
    return moveDraft(id, 'submit', { tag: next.tag, ...names.nameOf('author') });
  }

  async function discarded(): Promise<TaggedDefinition> {
    await discardDraft(id, tag);
    if (newest !== null) return client.fetchQuery({ ...definitionQuery(id), staleTime: 0 });
    onGone();
    return { tag, state: { ...state, draft: null } };
  }

  function step(kind: DraftStep, told: string, move: { name?: string; note?: string }) {
    run.mutate({ told, work: () => moveDraft(id, kind, { tag, ...move }) });
  }

  return {
    save: () => run.mutate({ told: approval.saved, work: saved }),
    submit: () => run.mutate({ told: approval.submitted, work: submitted }),
    discard: () => run.mutate({ told: approval.discarded, work: discarded }),
    takeBack: () => step('return', approval.takenBack, names.nameOf('author')),
    giveBack: (note: string) =>
      step('return', approval.givenBack, { ...names.nameOf('approver'), note }),
    approve: () => step('approve', approval.approved, names.nameOf('approver')),
  };
}

/** A definition being edited: what is written, what it would change, and its steps. */
export function useDefinitionEdit({
  start,
  blank,
  world,
  onGone,
}: {
  start: TaggedDefinition;
  /** What a new indicator begins with. */
  blank: Indicator;
  world: DefinitionWorld | undefined;
  /** Nothing is left of an indicator that was never approved. */
  onGone: () => void;
}) {
  const client = useQueryClient();
  const refresh = useDefinitionRefresh();
  const confirm = useApp((state) => state.confirm);
  const [base, setBase] = useState(start);
  const [written, setWritten] = useState(() => writtenOf(start.state, blank));
  const { state, tag } = base;
  const { id, newest, draft } = state;
  const names = useNames(state.asksNames);
  const stored = writtenOf(state, blank);
  const { form } = written;
  const checked = checkForm(form, world);

  function show(next: TaggedDefinition) {
    setBase(next);
    setWritten(writtenOf(next.state, blank));
  }

  const run = useMutation({
    mutationFn: ({ work }: { work: () => Promise<TaggedDefinition>; told: string }) => work(),
    onSuccess: async (next, { told }) => {
      show(next);
      confirm(told);
      await refresh();
    },
  });

  const steps = useSteps({ base, blank, written, names, run, setBase, onGone });

  return {
    ...{ state, tag, form, checked, run, names },
    reason: written.reason,
    effectiveFrom: written.effectiveFrom,
    changes: definitionChanges(newest ?? undefined, form),
    isMeaningChanged: newest !== null && isMeaningChanged(newest, form),
    isDirty: !isSame(written, stored),
    isLocked: draft?.status === 'submitted',
    change: (part: Partial<DefinitionForm>) =>
      setWritten((before) => ({ ...before, form: { ...before.form, ...part } })),
    take: (next: DefinitionForm) => setWritten((before) => ({ ...before, form: next })),
    say: (part: Partial<Pick<Written, 'reason' | 'effectiveFrom'>>) =>
      setWritten((before) => ({ ...before, ...part })),
    ...steps,
    /** Somebody else was faster: theirs below, one's own changes on top. */
    async merge() {
      const fresh = await client.fetchQuery({ ...definitionQuery(id), staleTime: 0 });
      setWritten(merged(stored, written, writtenOf(fresh.state, blank)));
      setBase(fresh);
      run.reset();
    },
  };
}

/** A definition being edited. */
export type DefinitionEdit = ReturnType<typeof useDefinitionEdit>;
