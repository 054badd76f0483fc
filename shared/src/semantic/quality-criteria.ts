import { z } from 'zod';
import type { Localized } from '../model/localized.ts';

/** The sixteen criteria of the official value diagnosis, in the order of the ministry's manual. */
export const QualityCriterion = z.enum([
  'time-order',
  'precedence',
  'logic',
  'calculation',
  'reference',
  'garbled',
  'blank-special',
  'required',
  'duplicate',
  'date',
  'number',
  'yes-no',
  'code',
  'amount',
  'quantity',
  'rate',
]);
export type QualityCriterion = z.infer<typeof QualityCriterion>;

/** Weight of a failure: 3, 2 and 1 in the proposed score. */
export const QualitySeverity = z.enum(['critical', 'major', 'minor']);
export type QualitySeverity = z.infer<typeof QualitySeverity>;

/** The three groups that the manual files the criteria under. */
export type QualityFamily = 'consistency' | 'completeness' | 'validity';

interface CriterionEntry {
  readonly family: QualityFamily;
  readonly name: Localized;
}

function entry(family: QualityFamily, ko: string, en: string): CriterionEntry {
  return Object.freeze({ family, name: { ko, en } });
}

/** Official name and group of each criterion. */
export const QUALITY_CRITERIA: Readonly<Record<QualityCriterion, CriterionEntry>> = Object.freeze({
  'time-order': entry('consistency', '시간순서', 'Order in time'),
  precedence: entry('consistency', '선후관계', 'Sequence of records'),
  logic: entry('consistency', '논리관계', 'Logical relation'),
  calculation: entry('consistency', '계산식', 'Calculation'),
  reference: entry('consistency', '참조관계', 'Reference'),
  garbled: entry('completeness', '글자깨짐', 'Garbled characters'),
  'blank-special': entry('completeness', '공백·특수문자', 'Blanks and special characters'),
  required: entry('completeness', '필수값', 'Required value'),
  duplicate: entry('completeness', '중복', 'Duplicate'),
  date: entry('validity', '날짜', 'Date domain'),
  number: entry('validity', '번호', 'Number domain'),
  'yes-no': entry('validity', '여부', 'Yes-no domain'),
  code: entry('validity', '코드', 'Code domain'),
  amount: entry('validity', '금액', 'Amount domain'),
  quantity: entry('validity', '수량', 'Quantity domain'),
  rate: entry('validity', '율', 'Rate domain'),
});
