/** The formatting of numbers, changes, periods and words, in one place for the pages. */
export { type ChangeOptions, changeUnit, formatChange, formatRelativeChange } from './change.ts';
export {
  formatNumber,
  formatQuantity,
  formatValue,
  MINUS,
  MISSING,
  type Notation,
  notComputable,
  type Quantity,
  type QuantityOptions,
  type ValueStatus,
} from './number.ts';
export {
  formatDate,
  formatPeriod,
  type Grain,
  type Period,
  type PeriodStyle,
  periodTime,
} from './period.ts';
export { byCode, shortName } from './places.ts';
export { ordinal, type Particle, withParticle } from './words.ts';
