export {
  type CubeRequest,
  cubeCells,
  fillCube,
  type LinkedColumns,
  type LinkedCube,
  planScans,
} from './query/linked-build.ts';
export { componentsOf, uncubedMeasure } from './query/linked-components.ts';
export type { LinkedEngine, LinkedStatement, NumberColumn } from './query/linked-engine.ts';
export { LinkedNumbers, LinkedQuestion } from './query/linked-question.ts';
export { compileScans } from './query/linked-scan.ts';
export {
  Clause,
  type ClauseOwner,
  clausesFor,
  NOTHING_SELECTED,
  recordSelection,
  redoSelection,
  Selection,
  type SelectionHistory,
  sameOwner,
  undoSelection,
  withClause,
  withoutClause,
} from './query/linked-selection.ts';
export { clauseSlots, type SlotRange, snapInterval } from './query/linked-slots.ts';
export {
  binEdge,
  dimensionOf,
  firstDayOf,
  LinkedDimension,
  LinkedMeasure,
  LinkedModel,
  LinkedTable,
  LinkedView,
  linkedView,
  slotCount,
} from './query/linked-view.ts';
export type { Sql } from './query/sql-compiler.ts';
