import { DISTRICTS } from '@bada/shared';
import { romanize } from 'es-hangul';
import { cell, type Row, readRows } from '../aggregate/read.ts';
import { type CrosswalkPlace, shortProvince } from './crosswalk.ts';

/** Places in force on a day: name by MOIS code (2, 5 or 10 digits). */
interface Snapshot {
  readonly day: string;
  readonly names: ReadonlyMap<string, string>;
}

const REGISTERS = [
  ['2012-03', 'cp949'],
  ['2014-05', 'cp949'],
  ['2016-03', 'cp949'],
  ['2018-05', 'cp949'],
  ['2020-06', 'cp949'],
  ['2023-01', 'utf8'],
] as const;
const YEARS = ['2017', '2018', '2019', '2020', '2021'] as const;
const CITY = '26';

function lastDayOf(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

function dayBeside(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** `2611051000` as it is, `2611000000` as `26110`, `2600000000` as `26`. */
function shortCode(code: string): string {
  return code.replace(/^(\d{5})0{5}$/, '$1').replace(/^(\d{2})000$/, '$1');
}

/** Dong of other provinces are not held: their codes pass as they are. */
function isHeld(code: string): boolean {
  return code.length < 10 || code.startsWith(CITY);
}

function registerSnapshot(folder: string, month: string, encoding: 'cp949' | 'utf8'): Snapshot {
  const names = new Map<string, string>();
  for (const row of readRows(folder, `population/mois_age_${month}.csv`, { encoding })) {
    const [, text = '', code = ''] = /^(.*?)\s*\((\d{10})\)/.exec(cell(row, '행정구역')) ?? [];
    const short = shortCode(code);
    if (!isHeld(short)) continue;
    const parts = text.trim().split(/\s+/);
    // Below a city with districts both names are told: 수원시 장안구.
    const own = short.length === 5 ? parts.slice(1) : parts.slice(-1);
    const name = own.filter((part, at) => part !== own[at - 1]).join(' ');
    if (name !== '') names.set(short, name);
  }
  return { day: lastDayOf(month), names };
}

function yearRows(folder: string, year: string): Row[] {
  const read = (kind: string) => readRows(folder, `population/${kind}_${year}.csv`);
  return [...read('P_DEN'), ...read('POP5')];
}

function yearSnapshot(folder: string, year: string): Snapshot {
  const dongs = yearRows(folder, year).filter((row) => cell(row, 'CODE_AD').startsWith(CITY));
  return {
    day: `${year}-12-31`,
    names: new Map(dongs.map((row) => [cell(row, 'CODE_AD'), cell(row, 'NAME_AD')])),
  };
}

/** Statistics codes by MOIS code, from the files that carry both. */
function statisticsCodes(folder: string): Map<string, Set<string>> {
  const codes = new Map<string, Set<string>>();
  const add = (place: string, code: string) =>
    codes.set(place, (codes.get(place) ?? new Set()).add(code));
  for (const year of YEARS) {
    for (const row of yearRows(folder, year)) {
      const [mois, kostat] = [cell(row, 'CODE_AD'), cell(row, 'CODE')];
      add(mois.slice(0, 2), kostat.slice(0, 2));
      add(mois.slice(0, 5), kostat.slice(0, 5));
      if (isHeld(mois)) add(mois, kostat);
    }
  }
  for (const { place, kostat } of DISTRICTS) for (const code of kostat) add(place, code);
  return codes;
}

interface Lookup {
  readonly kostat: string;
  readonly english: string;
  /** Korean name there, which may be a newer one. */
  readonly korean: string;
}

/** Provinces and districts by `province district` in Korean; the lookup's codes may be of another year than the files'. */
function lookupByName(folder: string): Map<string, Lookup> {
  const rows = readRows(folder, 'boundaries/tidycensuskr_lookup_district_code.csv');
  const known = rows.filter((row) => cell(row, 'adm2_code') !== 'NA');
  const pairs = known.flatMap((row): [string, Lookup][] => {
    const [code, province] = [cell(row, 'adm2_code'), cell(row, 'sido_kr')];
    return [
      [
        shortProvince(province),
        { kostat: code.slice(0, 2), english: cell(row, 'sido_en'), korean: province },
      ],
      [
        `${shortProvince(province)} ${cell(row, 'sigungu_kr')}`,
        { kostat: code, english: cell(row, 'sigungu_1_en'), korean: cell(row, 'sigungu_kr') },
      ],
    ];
  });
  return new Map(pairs);
}

const SUFFIX: Readonly<Record<string, string>> = { 동: 'dong', 읍: 'eup', 면: 'myeon', 가: 'ga' };

/** Name of a dong in Revised Romanization: 영주1동 as `Yeongju 1-dong`. */
function romanName(name: string, isShort: boolean): string {
  const form = isShort ? /^(.*?)(\d*)(동|읍|면|가)$/ : /^(.*?)제?(\d*)(동|읍|면|가)$/;
  const [, stem = name, number = '', kind = ''] = form.exec(name) ?? [];
  const latin = romanize(stem);
  const capital = latin.charAt(0).toUpperCase() + latin.slice(1);
  return `${capital}${number === '' ? '' : ` ${number}`}-${SUFFIX[kind] ?? 'dong'}`;
}

/** What other files know of places. */
interface Known {
  /** Statistics codes by MOIS code. */
  readonly codes: ReadonlyMap<string, ReadonlySet<string>>;
  readonly lookup: ReadonlyMap<string, Lookup>;
}

type Dated = Omit<CrosswalkPlace, 'successors'>;

function dated(place: string, snapshots: readonly Snapshot[], { codes, lookup }: Known): Dated {
  // Dong stand in every snapshot, higher places only in the register's.
  const looked = snapshots.filter(({ names }) => place.length === 10 || names.has(CITY));
  const seen = looked.flatMap(({ names }, at) => (names.has(place) ? [at] : []));
  const [first = 0, last = 0] = [seen[0], seen.at(-1)];
  const names = [...new Set(seen.map((at) => looked[at]?.names.get(place) ?? ''))];
  // 영주제1동 and 영주1동 are one name; the register's long form is the alias.
  const nameKo = names.reduce((short, name) => (name.length < short.length ? name : short));
  const before = looked[first - 1]?.day;
  const after = looked[last + 1]?.day;
  const province = snapshots.findLast(({ names: all }) => all.has(place.slice(0, 2)))?.names;
  const above = shortProvince(province?.get(place.slice(0, 2)) ?? '');
  const path = [above, place.length === 5 ? nameKo : undefined];
  const found = place.length === 10 ? undefined : lookup.get(path.filter(Boolean).join(' '));
  const kostat = new Set([...(codes.get(place) ?? []), ...(found ? [found.kostat] : [])]);
  const own = DISTRICTS.find((district) => district.place === place)?.name.en;
  return {
    place,
    kostat: [...kostat].sort(),
    nameKo,
    aliases: [...new Set([...names, ...(found ? [found.korean] : [])])].filter(
      (one) => one !== nameKo,
    ),
    nameEn:
      own ?? (place.length === 10 ? romanName(nameKo, names.length > 1) : (found?.english ?? '')),
    from: before === undefined ? '' : dayBeside(before, 1),
    to: after === undefined ? '' : dayBeside(after, -1),
  };
}

function stemOf({ nameKo }: Dated): string {
  return nameKo.replace(/제?\d*(동|읍|면)$/, '');
}

/** Renamings that share no part of the name (가덕도동 was 천가동 until 2015). */
const RENAMED: Readonly<Record<string, readonly string[]>> = { '2644057000': ['2644058000'] };

/** Places that took over from one that ended: new ones of its district at the time with its name. Where names do not
 * tell, none is given. */
function successorsOf(one: Dated, all: readonly Dated[]): string[] {
  if (one.to === '' || one.place.length < 10) return [];
  const named = all.filter(
    (other) =>
      other.place.length === 10 &&
      other.place.startsWith(one.place.slice(0, 5)) &&
      stemOf(other).startsWith(stemOf(one)) &&
      overlaps(one, other),
  );
  return RENAMED[one.place]?.slice() ?? named.map(({ place }) => place);
}

/** Whether one can have followed the other: its span of possible beginnings holds the other's possible end. */
function overlaps(ended: Dated, began: Dated): boolean {
  const isLater = began.from > (ended.from || '0') && (began.to || '9') > ended.to;
  const days = (Date.parse(ended.to) - Date.parse(began.from || '0001-01-01')) / 86_400_000;
  return isLater && days >= 0 && days < 3 * 366;
}

/** The crosswalk from the input files: provinces and districts of the country, dong of the city. Days are bounds:
 * a place is held to stand from the day after the last file that lacks it to the day before the next that does. */
export function buildCrosswalk(folder: string): CrosswalkPlace[] {
  const snapshots = [
    ...REGISTERS.map(([month, encoding]) => registerSnapshot(folder, month, encoding)),
    ...YEARS.map((year) => yearSnapshot(folder, year)),
  ].sort((a, b) => (a.day < b.day ? -1 : 1));
  const known = { codes: statisticsCodes(folder), lookup: lookupByName(folder) };
  const places = [...new Set(snapshots.flatMap(({ names }) => [...names.keys()]))].sort();
  const all = places.map((place) => dated(place, snapshots, known));
  return all.map((one) => ({ ...one, successors: successorsOf(one, all) }));
}
