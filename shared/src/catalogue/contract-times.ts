import { z } from 'zod';
import { Localized } from '../model/localized.ts';
import { ColumnRole } from '../semantic/column-role.ts';
import { OdcsDocument, ownExtension } from './odcs-document.ts';

/** How a measure adds up over time: `sum` for flows, `last` for stocks and rates. */
export const MeasureTime = z.enum(['sum', 'last']);
export type MeasureTime = z.infer<typeof MeasureTime>;

/** A measure of a contract, and how it is taken to add up over time. */
export const ContractMeasure = z.strictObject({
  name: z.string(),
  title: Localized,
  /** Null while nobody has said it. */
  time: MeasureTime.nullable(),
  proposal: MeasureTime,
  reason: Localized,
});
export type ContractMeasure = z.infer<typeof ContractMeasure>;

/** What a proposal goes by. */
interface MeasureWords {
  readonly name: string;
  readonly title: Localized;
  readonly unit?: string | undefined;
}

/** What counts persons, households or things stands at a day; everything else is taken to add up over time. */
const STOCK = /인구|세대|가구|현황|잔액|재고|면적|명$|대$|개소$|persons|households|area/;
/** What people do or what happens arises anew, also where it is counted in persons. */
const FLOW =
  /승객|승차|하차|이용객|방문객|관광객|출생|사망|전입|전출|passengers|boardings|visitors|births|deaths/i;
const RATE = /%|‰|비율|율$|률$|평균|지수|밀도|rate|ratio|average|mean|index/i;

/** How a measure is likely to add up over time, and why. */
export function proposedTime({ unit, title, name }: MeasureWords): {
  time: MeasureTime;
  reason: Localized;
} {
  const texts = [unit, title.ko, name].filter((text) => text !== undefined);
  const wordOf = (pattern: RegExp) => texts.flatMap((text) => pattern.exec(text)?.[0] ?? [])[0];
  const rate = wordOf(RATE);
  if (rate !== undefined) {
    const ko = `‘${rate}’: 비율이나 평균은 더할 수 없어 마지막 값을 제안합니다.`;
    return {
      time: 'last',
      reason: { ko, en: `“${rate}”: rates do not add up, so the last value.` },
    };
  }
  const flow = wordOf(FLOW);
  const stock = wordOf(STOCK);
  if (flow === undefined && stock !== undefined) {
    const ko = `‘${stock}’: 그 시점에 있는 수(잔량)로 보아 마지막 값을 제안합니다.`;
    return { time: 'last', reason: { ko, en: `“${stock}”: a count at a day, so the last value.` } };
  }
  const ko = '기간마다 새로 생기는 수(흐름)로 보아 더하기를 제안합니다.';
  return { time: 'sum', reason: { ko, en: 'Taken for a flow that arises anew, so a sum.' } };
}

const OwnColumn = z.object({
  role: ColumnRole,
  title: Localized,
  unit: z.string().optional(),
  time: MeasureTime.optional(),
});

function propertiesOf(document: OdcsDocument) {
  return document.schema?.[0]?.properties ?? [];
}

/** The measures of a contract with how each adds up over time. */
export function contractMeasures(document: OdcsDocument): ContractMeasure[] {
  return propertiesOf(document).flatMap(({ name, customProperties }) => {
    const own = OwnColumn.safeParse(ownExtension(customProperties));
    if (!own.success || own.data.role !== 'measure') return [];
    const { title, time = null, unit } = own.data;
    const { time: proposal, reason } = proposedTime({ name, title, unit });
    return [{ name, title, time, proposal, reason }];
  });
}

/** The contract with these ways of adding up; columns that are no measures stay as they are. */
export function withContractTimes(
  document: OdcsDocument,
  times: Readonly<Record<string, MeasureTime>>,
): OdcsDocument {
  const measures = new Set(contractMeasures(document).map(({ name }) => name));
  const [table, ...others] = document.schema ?? [];
  if (!table) return document;
  const properties = propertiesOf(document).map((property) => {
    const time = times[property.name];
    if (time === undefined || !measures.has(property.name)) return property;
    const customProperties = (property.customProperties ?? []).map((one) =>
      one.property === 'bada' ? { ...one, value: { ...Object(one.value), time } } : one,
    );
    return { ...property, customProperties };
  });
  return OdcsDocument.parse({ ...document, schema: [{ ...table, properties }, ...others] });
}
