import type { Catalogue, Manifest } from '@bada/shared';
import { blankDefinition, type DefinitionWorld, definitionYaml } from '@bada/shared/definitions';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import {
  definitionQuery,
  restoreDefinition,
  type TaggedDefinition,
} from '../../api/definitions.ts';
import { failureOf } from '../../api/failure.ts';
import { catalogueQuery, manifestQuery } from '../../api/knowledge.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { useApp } from '../../state/context.tsx';
import { ChangeList } from '../../ui/change-list.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { ApprovalPanel } from './approval-panel.tsx';
import { errorsWithin, fieldErrors } from './definition-draft.ts';
import { JudgingFields, ShapeFields, TextFields, UnitFields } from './definition-fields.tsx';
import { DependentsPanel } from './dependents-panel.tsx';
import styles from './editor.module.css';
import { FormulaFields } from './formula-fields.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { BreakFields, CaveatFields, RetireField } from './list-fields.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { FoldedSection, Section } from './section.tsx';
import { TargetFields } from './target-fields.tsx';
import {
  type DefinitionEdit,
  useDefinitionEdit,
  useDefinitionRefresh,
} from './use-definition-edit.ts';
import { YamlPanel } from './yaml-panel.tsx';

interface EditorProps {
  edit: DefinitionEdit;
  world: DefinitionWorld;
}

const SHAPE = ['grain', 'reportGrain', 'levels', 'dimensions', 'cityRule', 'cadence'];

/** All fields of a definition, each with what is wrong at it. */
function Form({ edit, world }: EditorProps) {
  const locale = useLocale();
  const { sections } = useMessages().definition;
  const { form, checked, change, state, isMeaningChanged, effectiveFrom } = edit;
  const errors = fieldErrors(checked.problems, locale);
  const fields = { form, errors, onChange: change };
  const isWrong = (parts: readonly string[]) =>
    parts.some((part) => errorsWithin(errors, part) !== undefined);
  return (
    <>
      <Section title={sections.texts}>
        <TextFields {...fields} />
      </Section>
      <Section title={sections.formula}>
        <FormulaFields
          formula={form.formula}
          {...{ world, errors }}
          onChange={(formula) => change({ formula })}
        />
        <UnitFields {...fields} />
      </Section>
      <Section title={sections.targets}>
        <TargetFields {...fields} newest={state.newest} />
      </Section>
      <FoldedSection title={sections.shape} isWrong={isWrong(SHAPE)}>
        <ShapeFields {...fields} />
      </FoldedSection>
      <FoldedSection title={sections.judging} isWrong={isWrong(['bands', 'yearEarlierGapDays'])}>
        <JudgingFields {...fields} />
      </FoldedSection>
      <FoldedSection title={sections.breaks} isWrong={isWrong(['breaks']) || isMeaningChanged}>
        <BreakFields {...fields} automatic={isMeaningChanged ? effectiveFrom : null} />
      </FoldedSection>
      <FoldedSection title={sections.caveats} isWrong={isWrong(['caveats'])}>
        <CaveatFields {...fields} />
      </FoldedSection>
      <FoldedSection title={sections.retire} isWrong={isWrong(['retired'])}>
        <RetireField {...fields} />
      </FoldedSection>
    </>
  );
}

/** The definition as a form or as YAML; a draft that waits for approval can only be read. */
function Writing({ edit, world }: EditorProps) {
  const { mode } = useMessages().definition;
  const [text, setText] = useState<string>();
  const isYaml = text !== undefined;
  return (
    <div className={styles.column}>
      <Segmented
        label={mode.label}
        options={[
          { value: 'form', label: mode.form },
          { value: 'yaml', label: mode.yaml },
        ]}
        value={isYaml ? 'yaml' : 'form'}
        onChange={(next) => setText(next === 'yaml' ? definitionYaml(edit.form) : undefined)}
      />
      <fieldset className={styles.form} disabled={edit.isLocked}>
        {isYaml ? (
          <YamlPanel id={edit.state.id} {...{ text, world }} onText={setText} onTake={edit.take} />
        ) : (
          <Form edit={edit} world={world} />
        )}
      </fieldset>
    </div>
  );
}

function Changes({ edit: { changes } }: { edit: DefinitionEdit }) {
  const { sections, approval } = useMessages().definition;
  return (
    <Section title={sections.changes}>
      {changes.length === 0 ? (
        <p className={styles.text}>{approval.nothing}</p>
      ) : (
        <ChangeList changes={changes} />
      )}
    </Section>
  );
}

/** Begins a draft with an earlier state. */
function useRestore(id: string, tag: string, onRestored: () => void) {
  const refresh = useDefinitionRefresh();
  const confirm = useApp((state) => state.confirm);
  const { history } = useMessages().definition;
  return useMutation({
    mutationFn: (wanted: { number: number; name?: string }) =>
      restoreDefinition(id, { tag, ...wanted }),
    onSuccess: async () => {
      await refresh();
      confirm(history.restored);
      onRestored();
    },
  });
}

function Editor({
  start,
  catalogue,
  manifest,
  onRestored,
  onGone,
}: {
  start: TaggedDefinition;
  catalogue: Catalogue;
  manifest: Manifest;
  onRestored: () => void;
  /** The draft of an indicator that was never approved is discarded. */
  onGone: () => void;
}) {
  const locale = useLocale();
  const { id } = start.state;
  const world = useMemo(
    () => ({
      datasets: manifest.datasets,
      departments: catalogue.departments,
      strategies: catalogue.strategies,
    }),
    [manifest, catalogue],
  );
  const owner = catalogue.departments.find(({ to }) => to === undefined)?.code ?? '';
  const blank = blankDefinition(id, owner);
  const edit = useDefinitionEdit({ start, blank, world, onGone });
  const { form, state, effectiveFrom, names, tag } = edit;
  const restore = useRestore(id, tag, onRestored);
  return (
    <>
      <LeaveGuard isDirty={() => edit.isDirty} />
      <div className={styles.columnsLayout}>
        <Writing edit={edit} world={world} />
        <div className={`${styles.column} ${styles.side}`}>
          <PreviewPanel
            id={id}
            draft={{ document: form }}
            newest={state.inForce}
            effectiveFrom={effectiveFrom}
          />
          <ApprovalPanel edit={edit} />
          <Changes edit={edit} />
          <DependentsPanel id={id} />
        </div>
      </div>
      {restore.error && <ErrorState of="act" {...failureOf(restore.error, locale)} />}
      <HistoryPanel
        id={id}
        onRestore={
          state.mayEdit && !edit.isLocked
            ? (number) => restore.mutate({ number, ...names.nameOf('author') })
            : undefined
        }
      />
    </>
  );
}

/** Changing what an indicator means and should be. */
export function EditorPage({ id, onGone }: { id: string; onGone: () => void }) {
  const locale = useLocale();
  const { definition } = useMessages();
  const [round, setRound] = useState(0);
  const found = useQuery({ ...definitionQuery(id), refetchOnMount: 'always' });
  const catalogue = useQuery(catalogueQuery());
  const manifest = useQuery(manifestQuery());
  const error = found.error ?? catalogue.error ?? manifest.error;
  if (error && !found.data) {
    return <ErrorState {...failureOf(error, locale)} onRetry={() => void found.refetch()} />;
  }
  // A form that began with what is kept from before would be refused when it is saved.
  if (!found.data || !found.isFetchedAfterMount || !catalogue.data || !manifest.data) {
    return <Skeleton height="60rem" />;
  }
  const { state } = found.data;
  const name = (state.newest ?? state.draft?.document)?.name[locale] ?? id;
  const back = (
    <Link to="/indicators/$id" params={{ id }}>
      {name}
    </Link>
  );
  if (!state.mayEdit && !state.mayApprove) {
    return <EmptyState isPage {...definition.notAllowed} action={back} />;
  }
  return (
    <article className={styles.page}>
      <header className={styles.head}>
        {back}
        <h1>{definition.title(name)}</h1>
        <p>{definition.intro}</p>
      </header>
      <Editor
        key={round}
        start={found.data}
        catalogue={catalogue.data}
        manifest={manifest.data}
        onRestored={() => setRound(round + 1)}
        onGone={onGone}
      />
    </article>
  );
}
