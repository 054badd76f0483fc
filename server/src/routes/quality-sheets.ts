import {
  measuredRate,
  officialErrorRate,
  QUALITY_CRITERIA,
  QualityCriterion,
  type QualityReport,
  type ScoreFormula,
  type Task,
  type TaskChange,
} from '@bada/shared';
import type { DatasetNode } from '@bada/shared/catalogue';
import type { WorkbookInput } from '../render/workbook-input.ts';

type Row = (string | number | null)[];

/** A dataset's part of an evidence file. */
export interface DatasetEvidence {
  readonly node: DatasetNode;
  /** ISO date-time of the diagnosis. */
  readonly diagnosedAt: string;
  readonly report: QualityReport | undefined;
  /** All tasks of the dataset with their history, the ones due first at the top. */
  readonly tasks: readonly { readonly task: Task; readonly changes: readonly TaskChange[] }[];
}

const STATUS: Readonly<Record<Task['status']['kind'], string>> = {
  open: '조치 중 open',
  accepted: '수용 accepted',
  done: '조치 완료 done',
  withdrawn: '대상 제외 withdrawn',
};

const EVENTS: Readonly<Record<TaskChange['event']['kind'], string>> = {
  opened: '과제 등록 opened',
  measured: '재진단 measured',
  assign: '담당 지정 assigned',
  due: '기한 변경 due date',
  note: '기록 note',
  accept: '수용 accepted',
  reopen: '다시 열기 reopened',
  withdraw: '대상 제외 withdrawn',
};

function day(instant: string): string {
  return instant.slice(0, 10);
}

function criterionName(criterion: string): string {
  const known = QualityCriterion.safeParse(criterion);
  if (!known.success) return criterion;
  const { ko, en } = QUALITY_CRITERIA[known.data].name;
  return `${ko} ${en}`;
}

/** Official band of an error rate in words, e.g. `0.01% 미만`. */
function bandOf({ officialBands }: ScoreFormula, percent: number | null): string {
  if (percent === null) return '미진단 undiagnosed';
  const band = officialBands.find(({ below }) => below === undefined || percent < below);
  const last = officialBands.findLast(({ below }) => below !== undefined)?.below ?? 0;
  return band?.below === undefined ? `${last}% 이상 or more` : `${band.below}% 미만 below`;
}

function percentOrNull(share: number | undefined): number | null {
  return share === undefined ? null : Math.round(share * 1e6) / 1e4;
}

function diagnosisRow(formula: ScoreFormula, { node, diagnosedAt, report }: DatasetEvidence): Row {
  const rate = officialErrorRate(formula, report?.value.results ?? []);
  const links =
    report === undefined || report.exchange === 'undiagnosed' ? undefined : report.exchange;
  return [
    node.id,
    node.title.ko,
    node.owner.name.ko,
    node.version,
    day(diagnosedAt),
    report?.value.results.length ?? 0,
    rate.evaluated,
    rate.errors,
    rate.percent,
    bandOf(formula, rate.percent),
    rate.points,
    percentOrNull(report?.standard.share),
    percentOrNull(report?.structure.currency),
    percentOrNull(links?.share),
    report?.score ?? null,
    report?.grade ?? '미진단 undiagnosed',
    report?.formulaVersion ?? '',
  ];
}

const DIAGNOSES: Row = [
  '자료 Dataset',
  '자료명 Title',
  '소관 Owner',
  '판 Version',
  '진단일 Diagnosed',
  '진단 규칙 수 Rules',
  '진단값 수 Checked',
  '오류 수 Errors',
  '오류율(%) Error rate',
  '오류율 구간 Official band',
  '구간 점수 Points',
  '표준적용률(%) Standard terms',
  '구조 현행화율(%) Structure',
  '연계 일치율(%) Links',
  '품질 점수 Score',
  '등급 Grade',
  '산식 판 Formula',
];

function ruleRows({ node, report }: DatasetEvidence): Row[] {
  return (report?.value.results ?? []).map((result) => [
    node.id,
    result.id,
    criterionName(result.criterion),
    result.columns.join(', '),
    result.severity,
    result.gate,
    result.evaluated,
    result.errors,
    measuredRate(result),
  ]);
}

const RULES: Row = [
  '자료 Dataset',
  '규칙 Rule',
  '진단 기준 Criterion',
  '열 Columns',
  '중요도 Severity',
  '관문 Gate',
  '진단값 수 Checked',
  '오류 수 Errors',
  '오류율(%) Error rate',
];

function finishedOn({ status }: Task): string | null {
  return status.kind === 'open' ? null : day(status.at);
}

function actionRow(task: Task): Row {
  const { subject, before, after, status } = task;
  return [
    subject.dataset,
    subject.rule,
    criterionName(subject.criterion),
    task.department,
    task.owner ?? '미지정 nobody yet',
    day(task.createdAt),
    task.due,
    STATUS[status.kind],
    finishedOn(task),
    before.errors,
    before.evaluated,
    measuredRate(before),
    after.errors,
    after.evaluated,
    measuredRate(after),
    day(after.at),
    status.kind === 'accepted' ? status.reason : '',
    task.evidence.map(({ at, by, text }) => `${day(at)} ${by}: ${text}`).join('\n'),
  ];
}

const ACTIONS: Row = [
  '자료 Dataset',
  '규칙 Rule',
  '진단 기준 Criterion',
  '소관 Department',
  '담당 Owner',
  '등록일 Opened',
  '기한 Due',
  '상태 Status',
  '처리일 Settled',
  '조치 전 오류 수 Errors before',
  '조치 전 진단값 수 Checked before',
  '조치 전 오류율(%) Rate before',
  '조치 후 오류 수 Errors after',
  '조치 후 진단값 수 Checked after',
  '조치 후 오류율(%) Rate after',
  '재진단일 Checked on',
  '수용 사유 Reason accepted',
  '기록 Notes',
];

function detailText({ event }: TaskChange): string {
  switch (event.kind) {
    case 'opened':
    case 'measured':
      return `${event.measure.errors} / ${event.measure.evaluated}`;
    case 'assign':
      return event.owner ?? '-';
    case 'due':
      return event.due;
    case 'note':
      return event.text;
    case 'accept':
      return event.reason;
    case 'reopen':
    case 'withdraw':
      return '';
  }
}

function changeRows({ tasks }: DatasetEvidence): Row[] {
  return tasks.flatMap(({ task, changes }) =>
    changes.map((change): Row => {
      const { dataset, rule } = task.subject;
      const what = EVENTS[change.event.kind];
      return [dataset, rule, change.at, change.by, what, detailText(change)];
    }),
  );
}

const CHANGES: Row = [
  '자료 Dataset',
  '규칙 Rule',
  '일시 At',
  '사람 By',
  '내용 What',
  '상세 Detail',
];

/** The evidence file: diagnoses, their rules, the actions with the rates before and after, and what
 * was done when. The columns are what the national evaluation of data quality asks to be shown. */
export function evidenceSheets(
  formula: ScoreFormula,
  evidence: readonly DatasetEvidence[],
): WorkbookInput {
  const sheet = (name: string, header: Row, rows: Row[]) => {
    return { name, rows: [header, ...rows], dates: [] };
  };
  const tasks = evidence.flatMap((one) => one.tasks.map(({ task }) => actionRow(task)));
  const diagnoses = evidence.map((one) => diagnosisRow(formula, one));
  return {
    sheets: [
      sheet('진단 Diagnoses', DIAGNOSES, diagnoses),
      sheet('규칙 Rules', RULES, evidence.flatMap(ruleRows)),
      sheet('조치 Actions', ACTIONS, tasks),
      sheet('이력 History', CHANGES, evidence.flatMap(changeRows)),
    ],
  };
}
