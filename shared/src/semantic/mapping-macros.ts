/** Full-width forms and look-alikes of ASCII, and what they stand for. Circled numbers and the like are left alone. */
const WIDE = Array.from({ length: 94 }, (_, index) => String.fromCodePoint(0xff01 + index)).join(
  '',
);
const NARROW = Array.from({ length: 94 }, (_, index) => String.fromCodePoint(0x21 + index)).join(
  '',
);

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

const SPACES = '[\\s\\x{00A0}\\x{200B}\\x{3000}\\x{FEFF}]+';
const GROUPED = '([0-9]+|[0-9]{1,3}(,[0-9]{3})+)';
const PLAIN_INTEGER = '-?[0-9]{1,18}';
const NUMBER = '-?[0-9][-+.0-9e]*';
/** A shape in well-known binary as hexadecimal digits, which databases begin with \x. */
const HEX_SHAPE = '(\\\\x)?0[01]([0-9A-Fa-f]{2}){8,}';
const COMMA_INTEGER = '-?[0-9]{1,3}(,[0-9]{3}){1,5}';
const DAY = '^([0-9]{4}) ?[-./년] ?([0-9]{1,2}) ?[-./월] ?([0-9]{1,2})';
const CLOCK = '[ T]*(오전|오후|AM|PM)? ?([0-9]{1,2}) ?[:시] ?([0-9]{0,2}) ?[:분]? ?([0-9]{0,2})';

/** `year`, `month` and `day` expressions as a date; null when there is no such day. */
function dateOf(year: string, month: string, day: string): string {
  return `try_cast(${year} || '-' || lpad(${month}, 2, '0') || '-' || lpad(${day}, 2, '0') as date)`;
}

function part(pattern: string, group: number): string {
  return `regexp_extract(f, ${quoted(pattern)}, ${group})`;
}

function matches(pattern: string): string {
  return `regexp_matches(f, ${quoted(pattern)})`;
}

const DAY_FORM = `${DAY}[.일]?( 00:00(:00)?)?$`;
const MONTH_FORM = '^([0-9]{4}) ?[-./년] ?([0-9]{1,2}) ?[.월]?$';
const QUARTER_FORM = '^([0-9]{4}) ?[-./년]? ?(?:Q ?)?([1-4]) ?(?:/ ?4)? ?(?:분기)?$';
const HALF_FORM = '^([0-9]{4}) ?[-./년]? ?(?:(상|하)반기|H ?([12])|([12]))$';
const YEAR_FORM = '^([0-9]{4}) ?(?:년도?|\\.)?$';
const STAMP_FORM = '^([0-9]{8})([0-9]{2})([0-9]{2})?([0-9]{2})?$';
const CLOCK_FORM = `${DAY}[.일]?${CLOCK}초?(?:\\.[0-9]+)?$`;

/** A day and a clock as a timestamp; hour 24 is the next day's first, and nothing follows it. */
function clockOf(day: string, hour: string, minute: string, second: string): string {
  const [h, m, s] = [hour, minute, second].map(
    (text) => `coalesce(try_cast(${text} as integer), 0)`,
  );
  return (
    `case when ${h} < 24 and ${m} < 60 and ${s} < 60 or ${h} = 24 and ${m} = 0 and ${s} = 0 ` +
    `then ${day} + to_seconds(${h} * 3600 + ${m} * 60 + ${s}) end`
  );
}

const TWELVE = `case when ${part(CLOCK_FORM, 4)} in ('오후', 'PM') then ${part(CLOCK_FORM, 5)}::integer % 12 + 12
  when ${part(CLOCK_FORM, 4)} in ('오전', 'AM') then ${part(CLOCK_FORM, 5)}::integer % 12
  else try_cast(${part(CLOCK_FORM, 5)} as integer) end`;

/** SQL functions that compiled mappings use; to be created once per connection, in this order. Each takes text and
 * gives null where the text is not of its form: `t` is text as it stood, `f` folded text. */
export const MAPPING_MACROS: readonly string[] = Object.freeze([
  `create or replace temp macro bada_fold_slow(t) as trim(regexp_replace(translate(nfc_normalize(t), ${quoted(`${WIDE}−–`)}, ${quoted(`${NARROW}--`)}), '${SPACES}', ' ', 'g'))`,
  // CASE and not COALESCE: the engine computes what a COALESCE shares between its parts for every row.
  `create or replace temp macro bada_fold(t) as case when regexp_full_match(t, '([!-~가-힣]+( [!-~가-힣]+)*)?') then t else bada_fold_slow(t) end`,
  `create or replace temp macro bada_unspaced(t) as case when regexp_full_match(t, '[ -~가-힣]*') then replace(t, ' ', '') else replace(bada_fold(replace(t, ' ', '')), ' ', '') end`,
  `create or replace temp macro bada_integer_slow(f) as case
    when regexp_full_match(f, '[+-]?${GROUPED}(\\.0*)?') then try_cast(replace(regexp_replace(f, '\\.0*$', ''), ',', '') as bigint)
    when regexp_full_match(f, '[+-]?[0-9]+(\\.[0-9]+)?[eE][+]?[0-9]{1,2}') and try_cast(f as double) = round(try_cast(f as double)) and abs(try_cast(f as double)) < 9007199254740992
      then try_cast(try_cast(f as double) as bigint) end`,
  // The plain forms are read as they stand; all else goes the careful way.
  `create or replace temp macro bada_integer(t) as case
    when regexp_full_match(t, '${PLAIN_INTEGER}') then try_cast(t as bigint)
    when regexp_full_match(t, '${COMMA_INTEGER}') then try_cast(replace(t, ',', '') as bigint)
    else bada_integer_slow(bada_fold(t)) end`,
  `create or replace temp macro bada_decimal_slow(f) as case
    when regexp_full_match(f, '[+-]?${GROUPED}?(\\.[0-9]*)?([eE][+-]?[0-9]{1,3})?') and regexp_matches(f, '^[+-]?\\.?[0-9]')
      then case when isfinite(try_cast(replace(f, ',', '') as double)) then try_cast(replace(f, ',', '') as double) end end`,
  `create or replace temp macro bada_decimal(t) as case
    when regexp_full_match(t, '-?[0-9]{1,15}([.][0-9]{1,15})?') then try_cast(t as double)
    when regexp_full_match(t, '${COMMA_INTEGER}([.][0-9]{1,15})?') then try_cast(replace(t, ',', '') as double)
    else bada_decimal_slow(bada_fold(t)) end`,
  `create or replace temp macro bada_date_slow(f) as case
    when regexp_full_match(f, '[0-9]{8}') then ${dateOf('f[1:4]', 'f[5:6]', 'f[7:8]')}
    when ${matches(DAY_FORM)} then ${dateOf(part(DAY_FORM, 1), part(DAY_FORM, 2), part(DAY_FORM, 3))} end`,
  `create or replace temp macro bada_date(t) as case when length(t) = 10 and try_cast(t as date)::varchar = t then try_cast(t as date) else bada_date_slow(bada_fold(t)) end`,
  `create or replace temp macro bada_month_folded(f) as case
    when regexp_full_match(f, '[0-9]{6}') then ${dateOf('f[1:4]', 'f[5:6]', "'1'")}
    when ${matches(MONTH_FORM)} then ${dateOf(part(MONTH_FORM, 1), part(MONTH_FORM, 2), "'1'")}
    when day(bada_date_slow(f)) = 1 then bada_date_slow(f) end`,
  `create or replace temp macro bada_quarter_folded(f) as case when ${matches(QUARTER_FORM)} then make_date(${part(QUARTER_FORM, 1)}::integer, ${part(QUARTER_FORM, 2)}::integer * 3 - 2, 1) end`,
  `create or replace temp macro bada_half_folded(f) as case when ${matches(HALF_FORM)} then make_date(${part(HALF_FORM, 1)}::integer,
    case when ${part(HALF_FORM, 2)} = '하' or ${part(HALF_FORM, 3)} = '2' or ${part(HALF_FORM, 4)} = '2' then 7 else 1 end, 1) end`,
  `create or replace temp macro bada_year_folded(f) as case when ${matches(YEAR_FORM)} then ${dateOf(part(YEAR_FORM, 1), "'1'", "'1'")}
    when month(bada_date_slow(f)) = 1 and day(bada_date_slow(f)) = 1 then bada_date_slow(f) end`,
  `create or replace temp macro bada_datetime_folded(f) as case
    when ${matches(STAMP_FORM)} then ${clockOf(`bada_date_slow(${part(STAMP_FORM, 1)})`, part(STAMP_FORM, 2), part(STAMP_FORM, 3), part(STAMP_FORM, 4))}
    when ${matches(CLOCK_FORM)} then ${clockOf(dateOf(part(CLOCK_FORM, 1), part(CLOCK_FORM, 2), part(CLOCK_FORM, 3)), `(${TWELVE})`, part(CLOCK_FORM, 6), part(CLOCK_FORM, 7))} end`,
  `create or replace temp macro bada_datetime(t) as case when length(t) = 19 and try_cast(t as timestamp)::varchar = t then try_cast(t as timestamp) else bada_datetime_folded(bada_fold(t)) end`,
  `create or replace temp macro bada_hours_folded(f) as case when regexp_full_match(f, '[0-9]{1,2} ?시?') and regexp_extract(f, '^[0-9]+')::integer <= 24 then regexp_extract(f, '^[0-9]+')::integer end`,
  // A shape as text becomes GeoJSON: brackets for parentheses, and of each position the first two numbers.
  `create or replace temp macro bada_positions(w) as replace(translate(regexp_replace(regexp_extract(w, '[(].*$'), '(${NUMBER}) (${NUMBER})( ${NUMBER})*', '[\\1,\\2]', 'g'), '()', '[]'), ', ', ',')`,
  `create or replace temp macro bada_geojson(w) as case when w like '%(%' then case regexp_extract(w, '^[A-Z]+')
    when 'POINT' then '{"type":"Point","coordinates":' || regexp_extract(bada_positions(w), '^[[](.*)[]]$', 1) || '}'
    when 'LINESTRING' then '{"type":"LineString","coordinates":' || bada_positions(w) || '}'
    when 'POLYGON' then '{"type":"Polygon","coordinates":' || bada_positions(w) || '}'
    when 'MULTIPOINT' then '{"type":"MultiPoint","coordinates":' || bada_positions(w) || '}'
    when 'MULTILINESTRING' then '{"type":"MultiLineString","coordinates":' || bada_positions(w) || '}'
    when 'MULTIPOLYGON' then '{"type":"MultiPolygon","coordinates":' || bada_positions(w) || '}' end end`,
  `create or replace temp macro bada_wkb(t) as case when regexp_full_match(t, '${HEX_SHAPE}') then
    bada_geojson(try(st_astext(st_geomfromwkb(unhex(replace(t, '\\x', '')))))) end`,
  `create or replace temp macro bada_boolean_folded(f) as case
    when lower(f) in ('y', 'yes', 'true', '1', 'o', '예', '여', '유') then true
    when lower(f) in ('n', 'no', 'false', '0', 'x', '아니오', '아니요', '부', '무') then false end`,
]);
