import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BadaError } from '@bada/shared';
import {
  findHeader,
  type Header,
  type HeadRow,
  type Mapping,
  nameGroups,
  parseMapping,
} from '@bada/shared/intake';

/** Reads all mappings of a folder, ordered by file name.
 * @throws BadaError `contract.invalid` */
export async function loadMappings(folder: string): Promise<Mapping[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  return Promise.all(
    names.map(async (name) => parseMapping(await readFile(join(folder, name), 'utf8'), name)),
  );
}

/** A mapping that fits a table, with what it found there. */
export interface Fit {
  readonly mapping: Mapping;
  readonly header: Header;
  readonly groups: Readonly<Record<string, string>>;
}

/** What tells a table's kind. */
export interface TableLook {
  readonly file: string;
  readonly table: string;
  readonly head: readonly HeadRow[];
  readonly columns?: readonly string[] | undefined;
}

function fitOf(mapping: Mapping, { file, table, head, columns }: TableLook): Fit | undefined {
  const groups = nameGroups(mapping, file, table);
  const header = groups && findHeader(mapping, head, columns);
  return header && { mapping, header, groups };
}

/** The one mapping that fits a table; undefined when none does. With `chosen`, the file's name need not fit.
 * @throws BadaError `mapping.unknown`, `mapping.ambiguous` */
export function chooseMapping(
  mappings: readonly Mapping[],
  look: TableLook,
  chosen?: string,
): Fit | undefined {
  if (chosen !== undefined) {
    const mapping = mappings.find(({ id }) => id === chosen);
    if (!mapping) throw new BadaError('mapping.unknown', { id: chosen });
    const header = findHeader(mapping, look.head, look.columns);
    return header && { mapping, header, groups: nameGroups(mapping, look.file, look.table) ?? {} };
  }
  const fits = mappings.flatMap((mapping) => fitOf(mapping, look) ?? []);
  if (fits.length > 1) {
    const names = fits.map(({ mapping }) => mapping.id).join(', ');
    throw new BadaError('mapping.ambiguous', {
      file: look.file,
      table: look.table,
      mappings: names,
    });
  }
  return fits[0];
}
