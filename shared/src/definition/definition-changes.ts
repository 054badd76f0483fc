import type { FieldChange } from '../catalogue/contract-changes.ts';
import type { Localized } from '../model/localized.ts';
import { flatFields } from '../semantic/flat-fields.ts';
import { fieldName } from './field-names.ts';

/** Written beside each value to name it; tells nothing of its own. The version is the server's to count. */
const NAMES = /^(v|id|version)$|^caveats\.[^.]+\.id$|^breaks\.[^.]+\.at$|^targets\.[^.]+\.year$/;

/** Written by the approval, never by an author: who set a target and who agreed to it. */
const SEALS = /^targets\.[^.]+\.(setBy|setOn|approvedBy|approvedOn|reason)(\.|$)/;

const LANGUAGES: Readonly<Record<string, Localized>> = {
  ko: { ko: '한국어', en: 'Korean' },
  en: { ko: '영어', en: 'English' },
};

function nameOf(path: string): Localized {
  const [, base = path, language = ''] = /^(.*?)(?:\.(ko|en))?$/.exec(path) ?? [];
  const name = fieldName(base);
  const words = LANGUAGES[language];
  return words ? { ko: `${name.ko}(${words.ko})`, en: `${name.en} (${words.en})` } : name;
}

function fieldsOf(indicator: object | undefined): Map<string, string> {
  const fields = flatFields(indicator ?? {});
  for (const path of fields.keys()) if (NAMES.test(path) || SEALS.test(path)) fields.delete(path);
  return fields;
}

/** The fields in which two definitions differ, in their order in the later one; each may still be on
 * its way. */
export function definitionChanges(before: object | undefined, after: object): FieldChange[] {
  const was = fieldsOf(before);
  const is = fieldsOf(after);
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((path) => {
    const change = { before: was.get(path) ?? null, after: is.get(path) ?? null };
    return change.before === change.after ? [] : [{ path, name: nameOf(path), ...change }];
  });
}
