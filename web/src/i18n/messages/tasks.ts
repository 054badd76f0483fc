/** Words of tasks: their list, one of them, and what happened to it. */
export interface TaskMessages {
  title: string;
  intro: (pending: string, overdue: string) => string;
  found: (count: string) => string;
  none: { title: string; reason: string };
  more: string;
  evidence: string;
  filter: {
    title: string;
    status: string;
    department: string;
    owner: string;
    due: string;
    everything: string;
    clear: string;
  };
  statuses: Record<'pending' | 'overdue' | 'open' | 'accepted' | 'done' | 'withdrawn', string>;
  nobody: string;
  overdueBy: (days: number) => string;
  due: (date: string) => string;
  rates: (before: string, after: string) => string;
  sameRate: (rate: string) => string;
  unchecked: string;
  open: (what: string) => string;
  /** Name of a task: the rule's kind, its columns, the dataset. */
  name: (rule: string, columns: string, dataset: string) => string;
  facts: {
    department: string;
    owner: string;
    due: string;
    status: string;
    before: string;
    after: string;
    dataset: string;
    rule: string;
    reason: string;
  };
  counts: (errors: string, evaluated: string, rate: string) => string;
  edit: {
    title: string;
    owner: string;
    due: string;
    save: string;
    note: string;
    addNote: string;
    accept: string;
    acceptHint: string;
    reason: string;
    reopen: string;
    recheck: string;
    rechecked: (errors: string) => string;
    saved: string;
    missing: string;
  };
  history: {
    title: string;
    events: Record<
      'opened' | 'measured' | 'assign' | 'due' | 'note' | 'accept' | 'reopen' | 'withdraw',
      string
    >;
    system: string;
  };
}

export const tasksKo: TaskMessages = {
  title: '조치 과제',
  intro: (pending, overdue) =>
    `품질 진단에서 어긴 규칙마다 과제가 하나씩 열립니다. 진행 중 ${pending}건, 기한 지남 ${overdue}건입니다.`,
  found: (count) => `과제 ${count}건`,
  none: {
    title: '해당하는 과제가 없습니다',
    reason: '조건을 지우거나 상태를 바꾸어 보십시오.',
  },
  more: '더 보기',
  evidence: '전체 품질 증빙 XLSX',
  filter: {
    title: '과제 좁히기',
    status: '상태',
    department: '소관 부서',
    owner: '담당자',
    due: '기한(이날까지)',
    everything: '전체',
    clear: '조건 지우기',
  },
  statuses: {
    pending: '진행 중',
    overdue: '기한 지남',
    open: '조치 중',
    accepted: '수용',
    done: '완료',
    withdrawn: '대상 제외',
  },
  nobody: '담당자 미지정',
  overdueBy: (days) => `기한 ${days}일 지남`,
  due: (date) => `기한 ${date}`,
  rates: (before, after) => `오류율 ${before} → ${after}`,
  sameRate: (rate) => `오류율 ${rate}`,
  unchecked: '확인 못 함',
  open: (what) => `${what} 과제 열기`,
  name: (rule, columns, dataset) => `${dataset}: ${rule} (${columns})`,
  facts: {
    department: '소관 부서',
    owner: '담당자',
    due: '기한',
    status: '상태',
    before: '조치 전',
    after: '마지막 진단',
    dataset: '자료',
    rule: '규칙',
    reason: '수용 사유',
  },
  counts: (errors, evaluated, rate) => `${evaluated}개 가운데 ${errors}개 오류(${rate})`,
  edit: {
    title: '담당과 기한',
    owner: '담당자',
    due: '기한',
    save: '저장',
    note: '조치 기록',
    addNote: '기록 남기기',
    accept: '오류로 보지 않고 수용',
    acceptHint: '오류율이 더 나빠지면 과제가 다시 열립니다.',
    reason: '수용 사유',
    reopen: '수용 취소',
    recheck: '다시 진단',
    rechecked: (errors) => `다시 진단했습니다. 오류 ${errors}개입니다.`,
    saved: '과제를 저장했습니다.',
    missing: '내용을 적어 주십시오.',
  },
  history: {
    title: '이력',
    events: {
      opened: '과제 열림',
      measured: '재진단',
      assign: '담당자 지정',
      due: '기한 변경',
      note: '기록',
      accept: '수용',
      reopen: '수용 취소',
      withdraw: '대상 제외',
    },
    system: '시스템',
  },
};

export const tasksEn: TaskMessages = {
  title: 'Tasks',
  intro: (pending, overdue) =>
    `Each rule that a diagnosis finds broken opens one task. ${pending} under way, ${overdue} overdue.`,
  found: (count) => `${count} ${count === '1' ? 'task' : 'tasks'}`,
  none: {
    title: 'No task fits',
    reason: 'Clear what you narrowed by, or choose another status.',
  },
  more: 'Show more',
  evidence: 'Evidence of all datasets, XLSX',
  filter: {
    title: 'Narrow the tasks',
    status: 'Status',
    department: 'Department',
    owner: 'Person in charge',
    due: 'Due by',
    everything: 'All',
    clear: 'Clear',
  },
  statuses: {
    pending: 'Under way',
    overdue: 'Overdue',
    open: 'Open',
    accepted: 'Accepted',
    done: 'Done',
    withdrawn: 'Withdrawn',
  },
  nobody: 'nobody in charge yet',
  overdueBy: (days) => (days === 1 ? '1 day overdue' : `${days} days overdue`),
  due: (date) => `due ${date}`,
  rates: (before, after) => `error rate ${before} → ${after}`,
  sameRate: (rate) => `error rate ${rate}`,
  unchecked: 'not checked',
  open: (what) => `Open the task ${what}`,
  name: (rule, columns, dataset) => `${dataset}: ${rule} (${columns})`,
  facts: {
    department: 'Department',
    owner: 'Person in charge',
    due: 'Due',
    status: 'Status',
    before: 'Before',
    after: 'Last check',
    dataset: 'Dataset',
    rule: 'Rule',
    reason: 'Reason accepted',
  },
  counts: (errors, evaluated, rate) => `${errors} errors in ${evaluated} (${rate})`,
  edit: {
    title: 'Who and until when',
    owner: 'Person in charge',
    due: 'Due',
    save: 'Save',
    note: 'What was done',
    addNote: 'Add the note',
    accept: 'Accept as no error',
    acceptHint: 'A worse error rate opens the task again.',
    reason: 'Reason',
    reopen: 'Take back the acceptance',
    recheck: 'Check again',
    rechecked: (errors) => `Checked again: ${errors} errors.`,
    saved: 'The task is saved.',
    missing: 'Write something first.',
  },
  history: {
    title: 'History',
    events: {
      opened: 'Opened',
      measured: 'Checked',
      assign: 'Assigned',
      due: 'Deadline moved',
      note: 'Note',
      accept: 'Accepted',
      reopen: 'Acceptance taken back',
      withdraw: 'Withdrawn',
    },
    system: 'system',
  },
};
