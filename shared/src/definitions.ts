export { blankDefinition } from './definition/blank-definition.ts';
export {
  DefinitionDependents,
  DefinitionDraft,
  DefinitionHistory,
  DefinitionImport,
  DefinitionImported,
  DefinitionList,
  DefinitionPreview,
  DefinitionRestore,
  DefinitionState,
  DefinitionStatus,
  DefinitionSummary,
  DraftEdit,
  DraftMove,
  DraftStatus,
  PreviewRequest,
} from './definition/definition-api.ts';
export { definitionChanges } from './definition/definition-changes.ts';
export {
  type CheckedDefinition,
  checkDefinition,
  checkDefinitionText,
  DefinitionProblem,
  definitionYaml,
} from './definition/definition-check.ts';
export {
  DefinitionFile,
  definitionsYaml,
  type FileDefinition,
  FileProblem,
  readDefinitionFile,
} from './definition/definition-files.ts';
export type {
  DefinitionWorld,
  KnownDataset,
} from './definition/definition-rules.ts';
export { fieldName } from './definition/field-names.ts';
export { placedMeasures } from './definition/formula-measures.ts';
export { headlineQuery } from './definition/headline-query.ts';
export {
  definitionNumber,
  definitionParts,
  isMeaningChanged,
  Release,
  releasedDefinition,
} from './definition/release.ts';
export { isSamePerson, NamedPerson } from './model/named-person.ts';
