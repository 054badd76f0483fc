/** Words of a dataset's quality section. */
export interface QualityMessages {
  sentence: (parts: {
    score: string;
    rate: string;
    band: string;
    failed: number;
    rules: number;
    pending: number;
  }) => string;
  undiagnosed: string;
  undiagnosedHint: string;
  officialRate: string;
  bandBelow: (bound: string) => string;
  bandAbove: (bound: string) => string;
  beside: string;
  caps: Record<'coverage' | 'critical', string>;
  dimensions: string;
  diagnoses: {
    title: string;
    names: Record<'standard' | 'structure' | 'value' | 'links', string>;
    measures: Record<'standard' | 'structure' | 'value' | 'links', string>;
    verdicts: Record<'good' | 'caution' | 'warning' | 'none', string>;
    unmeasured: Record<'standard' | 'structure' | 'value' | 'links', string>;
  };
  links: {
    title: string;
    what: string;
    columns: string;
    matched: string;
    examples: string;
    crosswalk: string;
    declared: string;
  };
  rules: {
    title: string;
    rule: string;
    columns: string;
    severity: string;
    errors: string;
    rate: string;
    show: (rule: string) => string;
    rows: string;
    none: string;
    all: string;
    severities: Record<'critical' | 'major' | 'minor', string>;
    notExecuted: (names: string) => string;
    unrunnable: string;
  };
  failing: {
    title: (rule: string) => string;
    row: string;
    value: string;
    download: string;
    masked: string;
    range: (from: string, to: string, total: string) => string;
  };
  trend: {
    title: string;
    score: string;
    points: (value: string) => string;
    one: (score: string) => string;
    many: (count: number, score: { from: string; to: string; errors: number }) => string;
    breaks: (count: number) => string;
    broken: string;
    version: string;
    date: string;
    errors: string;
    note: string;
  };
  signals: {
    title: string;
    gate: Record<'pass' | 'warn' | 'block', (date: string) => string>;
    gateRules: (rules: string) => string;
    late: (due: string, days: string) => string;
    onTime: (due: string) => string;
    unscheduled: string;
    noDrift: (version: string) => string;
    firstVersion: string;
    drift: (version: string) => string;
    breaking: string;
    anomalies: (count: number) => string;
    noAnomalies: string;
    missing: (group: string, period: string, successor: string) => string;
    departs: (
      group: string,
      period: string,
      column: string,
      value: string,
      expected: string,
    ) => string;
    more: (count: number) => string;
  };
  overlaps: {
    title: string;
    none: string;
    of: (keys: string, share: string) => string;
    agrees: (column: string, agreeing: string, compared: string, share: string) => string;
    conflict: (key: string, value: string, other: string) => string;
  };
  evidence: string;
}

export const qualityKo: QualityMessages = {
  sentence: ({ score, rate, band, failed, rules, pending }) =>
    `품질 점수는 ${score}, 공식 오류율은 ${rate}(${band})입니다. ` +
    (failed === 0
      ? `규칙 ${rules}개를 모두 지켰습니다.`
      : `규칙 ${rules}개 가운데 ${failed}개를 어겼고, 조치 과제 ${pending}건이 진행 중입니다.`),
  undiagnosed: '미진단',
  undiagnosedHint: '진단 없이 펴낸 자료입니다. 미진단은 좋다는 뜻이 아닙니다.',
  officialRate: '공식 오류율',
  bandBelow: (bound) => `${bound}% 미만 구간`,
  bandAbove: (bound) => `${bound}% 이상 구간`,
  beside: '공식 오류율은 점수에 섞지 않습니다.',
  caps: {
    coverage: '규칙으로 진단한 열이 60%에 못 미쳐 B등급을 넘지 못합니다.',
    critical: '중대 규칙의 통과율이 99%에 못 미쳐 C등급을 넘지 못합니다.',
  },
  dimensions: '차원별 점수',
  diagnoses: {
    title: '네 가지 진단',
    names: { standard: '표준', structure: '구조', value: '값', links: '연계' },
    measures: {
      standard: '표준적용률',
      structure: '현행화율',
      value: '오류율',
      links: '연계 일치율',
    },
    verdicts: { good: '양호', caution: '주의', warning: '미흡', none: '미진단' },
    unmeasured: {
      standard: '견줄 열 없음',
      structure: '견줄 표 없음',
      value: '진단한 값 없음',
      links: '이을 자료나 코드 없음',
    },
  },
  links: {
    title: '다른 자료와의 연계',
    what: '대상',
    columns: '열',
    matched: '짝이 있는 값',
    examples: '짝이 없는 값',
    crosswalk: '행정구역 코드표',
    declared: '계약에 적힘',
  },
  rules: {
    title: '규칙별 결과',
    rule: '규칙',
    columns: '열',
    severity: '중요도',
    errors: '오류 / 진단',
    rate: '오류율',
    show: (rule) => `${rule} 틀린 행 보기`,
    rows: '틀린 행',
    none: '어긴 규칙이 없습니다.',
    all: '모든 규칙 보기',
    severities: { critical: '중대', major: '주요', minor: '경미' },
    notExecuted: (names) => `다른 도구의 규칙이어서 실행하지 않음: ${names}`,
    unrunnable: '미진단',
  },
  failing: {
    title: (rule) => `틀린 행: ${rule}`,
    row: '행 번호',
    value: '값',
    download: '사유와 함께 XLSX로 내려받기',
    masked: '***은 공개 구분에 따라 가린 값입니다.',
    range: (from, to, total) => `${total}행 가운데 ${from}~${to}행`,
  },
  trend: {
    title: '판별 추이',
    score: '품질 점수',
    points: (value) => `${value}점`,
    one: (score) => `같은 산식과 규칙으로 진단한 판이 하나여서 아직 추이가 없습니다(${score}).`,
    many: (count, { from, to, errors }) =>
      `진단한 판 ${count}개에 걸쳐 ${from}에서 ${to}으로 바뀌었고, 마지막 판의 오류는 ${errors}개입니다.`,
    breaks: (count) => `산식이나 규칙이 ${count}번 바뀌어 바뀐 앞뒤의 점수는 견줄 수 없습니다.`,
    broken: '산식·규칙 변경',
    version: '판',
    date: '진단일',
    errors: '오류 / 진단',
    note: '적시성은 보는 날에 따라 달라지므로 추이에서 뺐습니다.',
  },
  signals: {
    title: '살필 점',
    gate: {
      pass: (date) => `발행 관문: ${date} 통과`,
      warn: (date) => `발행 관문: ${date} 경고와 함께 통과`,
      block: (date) => `발행 관문: ${date} 차단. 앞선 판이 그대로 쓰입니다.`,
    },
    gateRules: (rules) => `사유: ${rules}`,
    late: (due, days) => `갱신 기한(${due})을 ${days}일 넘겼습니다.`,
    onTime: (due) => `갱신 주기를 지키고 있습니다(기한 ${due}).`,
    unscheduled: '갱신 주기가 정해지지 않았습니다.',
    noDrift: (version) => `앞선 판(${version})과 열 구성이 같습니다.`,
    firstVersion: '견줄 앞선 판이 없습니다.',
    drift: (version) => `앞선 판(${version})과 열 구성이 다릅니다.`,
    breaking: '호환 안 됨',
    anomalies: (count) => `합계에 이상한 점이 ${count}건 있습니다.`,
    noAnomalies: '합계에 이상한 점이 없습니다.',
    missing: (group, period, successor) =>
      `${group}: ${period} 값이 빠졌습니다${successor === '' ? '' : `(뒤를 이은 코드 ${successor})`}.`,
    departs: (group, period, column, value, expected) =>
      `${group}: ${period} ${column} ${value}, 앞뒤로 보아 ${expected} 안팎이어야 합니다.`,
    more: (count) => `${count}건 더 보기`,
  },
  overlaps: {
    title: '다른 자료와 겹침',
    none: '같은 내용을 담은 다른 자료가 없습니다.',
    of: (keys, share) => `키 ${keys}개가 겹침(${share})`,
    agrees: (column, agreeing, compared, share) =>
      `${column}: ${compared}개 가운데 ${agreeing}개 일치(${share})`,
    conflict: (key, value, other) => `${key}: 이 자료 ${value}, 저 자료 ${other}`,
  },
  evidence: '품질 증빙 XLSX',
};

export const qualityEn: QualityMessages = {
  sentence: ({ score, rate, band, failed, rules, pending }) =>
    `The quality score is ${score}, the official error rate ${rate} (${band}). ` +
    (failed === 0
      ? `All ${rules} rules hold.`
      : `${failed} of ${rules} rules are broken; ${pending} ${pending === 1 ? 'task is' : 'tasks are'} under way.`),
  undiagnosed: 'Not diagnosed',
  undiagnosedHint: 'It was published without a diagnosis, which does not mean that it is good.',
  officialRate: 'Official error rate',
  bandBelow: (bound) => `band below ${bound}%`,
  bandAbove: (bound) => `band of ${bound}% or more`,
  beside: 'The official error rate is never blended into the score.',
  caps: {
    coverage: 'Rules cover less than 60% of the columns, which caps the grade at B.',
    critical: 'A critical rule holds for less than 99% of its values, which caps the grade at C.',
  },
  dimensions: 'Score by dimension',
  diagnoses: {
    title: 'The four diagnoses',
    names: { standard: 'Standards', structure: 'Structure', value: 'Values', links: 'Links' },
    measures: {
      standard: 'columns on standard terms',
      structure: 'definitions up to date',
      value: 'error rate',
      links: 'values with a counterpart',
    },
    verdicts: { good: 'Good', caution: 'Caution', warning: 'Poor', none: 'Not diagnosed' },
    unmeasured: {
      standard: 'no columns to compare',
      structure: 'no tables to compare',
      value: 'no values were checked',
      links: 'nothing to link by',
    },
  },
  links: {
    title: 'Links with other datasets',
    what: 'Target',
    columns: 'Columns',
    matched: 'Values matched',
    examples: 'Without counterpart',
    crosswalk: 'Codes of places',
    declared: 'in the contract',
  },
  rules: {
    title: 'Results by rule',
    rule: 'Rule',
    columns: 'Columns',
    severity: 'Severity',
    errors: 'Errors / checked',
    rate: 'Error rate',
    show: (rule) => `Show failing rows of ${rule}`,
    rows: 'Failing rows',
    none: 'No rule is broken.',
    all: 'Show all rules',
    severities: { critical: 'Critical', major: 'Major', minor: 'Minor' },
    notExecuted: (names) => `Not run, rules of other tools: ${names}`,
    unrunnable: 'Undiagnosed',
  },
  failing: {
    title: (rule) => `Failing rows: ${rule}`,
    row: 'Row',
    value: 'Value',
    download: 'Download as XLSX with reasons',
    masked: '*** is a value that its class hides.',
    range: (from, to, total) => `rows ${from} to ${to} of ${total}`,
  },
  trend: {
    title: 'Over the versions',
    score: 'Quality score',
    points: (value) => `${value} points`,
    one: (score) => `Only one version was measured alike, so there is no trend yet (${score}).`,
    many: (count, { from, to, errors }) =>
      `Over ${count} diagnosed versions the score went from ${from} to ${to}; the last one has ${errors} ${errors === 1 ? 'error' : 'errors'}.`,
    breaks: (count) =>
      `Formula or rules changed ${count === 1 ? 'once' : `${count} times`}; figures on either side cannot be compared.`,
    broken: 'formula or rules changed',
    version: 'Version',
    date: 'Diagnosed',
    errors: 'Errors / checked',
    note: 'Timeliness depends on the day of asking and is left out of the trend.',
  },
  signals: {
    title: 'Worth a look',
    gate: {
      pass: (date) => `Publishing gate: passed on ${date}`,
      warn: (date) => `Publishing gate: passed with warnings on ${date}`,
      block: (date) => `Publishing gate: blocked on ${date}. The version before it stays in use.`,
    },
    gateRules: (rules) => `Reasons: ${rules}`,
    late: (due, days) => `The update was due on ${due} and is ${days} days late.`,
    onTime: (due) => `Updates keep their schedule (due ${due}).`,
    unscheduled: 'No update schedule is set.',
    noDrift: (version) => `The columns are those of the version before (${version}).`,
    firstVersion: 'There is no earlier version to compare with.',
    drift: (version) => `The columns differ from the version before (${version}).`,
    breaking: 'breaking',
    anomalies: (count) => (count === 1 ? 'One total looks odd.' : `${count} totals look odd.`),
    noAnomalies: 'No total looks odd.',
    missing: (group, period, successor) =>
      `${group}: nothing for ${period}${successor === '' ? '' : ` (succeeded by ${successor})`}.`,
    departs: (group, period, column, value, expected) =>
      `${group}: ${column} is ${value} for ${period}; its neighbours suggest about ${expected}.`,
    more: (count) => `Show ${count} more`,
  },
  overlaps: {
    title: 'Overlap with other datasets',
    none: 'No other dataset tells of the same things.',
    of: (keys, share) => `${keys} keys in common (${share})`,
    agrees: (column, agreeing, compared, share) =>
      `${column}: ${agreeing} of ${compared} agree (${share})`,
    conflict: (key, value, other) => `${key}: ${value} here, ${other} there`,
  },
  evidence: 'Evidence of quality, XLSX',
};
