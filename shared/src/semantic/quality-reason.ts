import type { Localized } from '../model/localized.ts';
import type { QualityRule } from './quality-rule.ts';

function both(ko: string, en: string): Localized {
  return { ko, en };
}

function rangeReason(rule: { min?: number | undefined; max?: number | undefined }): Localized {
  const from = rule.min === undefined ? '' : String(rule.min);
  const to = rule.max === undefined ? '' : String(rule.max);
  if (from === '' && to === '') return both('숫자가 아닙니다', 'not a number');
  return both(
    `허용 범위(${from}~${to})를 벗어났습니다`,
    `outside the allowed range ${from} to ${to}`,
  );
}

function numberReason(rule: Extract<QualityRule, { criterion: 'number' }>): Localized {
  switch (rule.kind) {
    case 'business':
      return both('사업자등록번호가 아닙니다', 'not a business registration number');
    case 'phone':
      return both('전화번호 형식이 아닙니다', 'not in the form of a telephone number');
    case 'postal':
      return both('우편번호 형식이 아닙니다', 'not in the form of a postal code');
    case 'pattern':
      return both('번호 형식이 맞지 않습니다', 'not in the form of this number');
  }
}

function dateReason({ from, to }: Extract<QualityRule, { criterion: 'date' }>): Localized {
  if (from === undefined && to === undefined) return both('날짜가 아닙니다', 'not a date');
  const range = [from ?? '', to ?? ''];
  return both(
    `날짜가 아니거나 ${range.join('~')} 밖입니다`,
    `not a date, or outside ${range.join(' to ')}`,
  );
}

function consistencyReason(rule: QualityRule): Localized | undefined {
  switch (rule.criterion) {
    case 'time-order':
      return both(
        `날짜의 앞뒤가 바뀌었습니다(${rule.columns.join(' ≤ ')})`,
        `dates run backwards (${rule.columns.join(' ≤ ')})`,
      );
    case 'precedence':
      return both('앞 기록과 이어지지 않거나 겹칩니다', 'does not follow the record before it');
    case 'logic':
      return both(
        `${rule.holds.column} 값이 정한 조건과 맞지 않습니다`,
        `${rule.holds.column} breaks the declared condition`,
      );
    case 'calculation':
      return both('계산한 값과 다릅니다', 'differs from the computed value');
    case 'reference':
      return both(`${rule.dataset}에 없는 값입니다`, `has no counterpart in ${rule.dataset}`);
    default:
      return undefined;
  }
}

function valueReason(rule: QualityRule): Localized {
  switch (rule.criterion) {
    case 'garbled':
      return both('깨진 글자가 있습니다', 'contains garbled characters');
    case 'blank-special':
      return both(
        '불필요한 공백이나 제어·특수문자가 있습니다',
        'has stray blanks, control or special characters',
      );
    case 'required':
      return both('필수값이 비어 있습니다', 'a required value is missing');
    case 'duplicate':
      return both(
        `같은 ${rule.columns.join(', ')} 값이 앞에 있습니다`,
        `repeats an earlier ${rule.columns.join(', ')}`,
      );
    case 'date':
      return dateReason(rule);
    case 'number':
      return numberReason(rule);
    case 'yes-no':
      return both(
        `${rule.values.join('/')} 값이 아닙니다`,
        `is neither ${rule.values.join(' nor ')}`,
      );
    case 'code':
      return both('정해진 코드가 아닙니다', 'is not one of the declared codes');
    case 'amount':
    case 'quantity':
    case 'rate':
      return rangeReason(rule);
    default:
      return both('규칙에 맞지 않습니다', 'breaks the rule');
  }
}

/** Why a row fails a rule, for the one who has to mend it. */
export function ruleReason(rule: QualityRule): Localized {
  return rule.reason ?? consistencyReason(rule) ?? valueReason(rule);
}
