/** Rows of the generated table. */
export const ROWS = 5_000_000;

const STOPS = 3200;

/** Tables of both engines, by arithmetic alone, so that all versions make the same rows. */
export const TABLES: readonly string[] = [
  `create table rides as
   with numbers as (select n, n * 2654435761 % 4294967296 as a, n * 1597334677 % 4294967291 as b from range(${ROWS}) r(n))
   select cast(n as integer) as id, cast(26000 + 10 * (1 + a % 16) as varchar) as place,
          cast(a // 16 % ${STOPS} as integer) as stop,
          cast(date '2022-01-01' + cast(b % 730 as integer) as date) as day, cast(b // 730 % 24 as integer) as hour,
          ['weekday', 'saturday', 'holiday'][1 + cast(b // 17520 % 3 as integer)] as kind,
          cast(a // 51200 % 5000 as integer) as passengers,
          cast(b % 1000003 as double) / 100 as amount
   from numbers`,
  `create table stops as
   select cast(n as integer) as stop, ['subway', 'bus', 'ferry', 'tram'][1 + n % 4] as mode,
          '정류장 ' || (n % 97) || ['역', '앞', '시장', '구청'][1 + n // 97 % 4] as name
   from range(${STOPS}) r(n)`,
];

/** A question in SQL; its answer is in a total order. */
export interface AnalyticQuery {
  readonly name: string;
  readonly sql: string;
}

/** What analysts ask of a table. */
export const QUERIES: readonly AnalyticQuery[] = [
  {
    name: 'filter and count',
    sql: `select count(*) as n, sum(passengers)::double as s from rides where hour between 7 and 9 and kind = 'weekday' and amount > 5000`,
  },
  {
    name: 'group by place',
    sql: 'select place, count(*) as n, sum(passengers)::double as s, avg(amount) as m from rides group by place order by place',
  },
  {
    name: 'group by month and kind',
    sql: `select date_trunc('month', day)::date as month, kind, sum(passengers)::double as s from rides group by all order by month, kind`,
  },
  {
    name: 'group by many keys (stop × day)',
    sql: 'select stop, day, count(*) as n, sum(passengers)::double as s from rides group by stop, day order by s desc, stop, day limit 20',
  },
  {
    name: 'top 100 rows',
    sql: 'select id, place, passengers, amount from rides order by amount desc, id limit 100',
  },
  {
    name: 'top 3 stops of each place (window)',
    sql: `with sums as (select place, stop, sum(passengers)::double as s from rides group by place, stop)
      select place, stop, s from sums qualify row_number() over (partition by place order by s desc, stop) <= 3 order by place, s desc, stop`,
  },
  {
    name: 'moving mean of seven days (window)',
    sql: `with days as (select place, day, sum(passengers)::double as s from rides group by place, day),
        means as (select place, day, avg(s) over (partition by place order by day rows 6 preceding) as m from days)
      select place, max(m) as most, min(m) as least from means group by place order by place`,
  },
  {
    name: 'join with stops',
    sql: 'select mode, kind, count(*) as n, sum(passengers)::double as s from rides join stops using (stop) group by mode, kind order by mode, kind',
  },
  {
    name: 'quantiles by place',
    sql: 'select place, quantile_cont(amount, [0.5, 0.95])::varchar as q from rides group by place order by place',
  },
  {
    name: 'distinct stops and days',
    sql: 'select place, count(distinct stop) as stops, count(distinct day) as days from rides group by place order by place',
  },
  {
    name: 'text search through a join',
    sql: `select name, count(*) as n from rides join stops using (stop) where name like '%시장%' group by name order by n desc, name limit 20`,
  },
  {
    name: 'share and change by month',
    sql: `with months as (select date_trunc('month', day)::date as month, sum(amount) / sum(passengers) as ratio from rides group by 1)
      select month, ratio, ratio - lag(ratio) over (order by month) as change from months order by month`,
  },
];
