select * from (with n as (select $1 as "place", cast(date_trunc('year', "period") as date) as "period", max("period") as last_at, cast(sum("value_sum") as double) as value, 0 as mark from "air-choryang" where "place" like $2 and "pollutant" = cast($3 as VARCHAR) group by 1, 2),
d as (select $4 as "place", cast(date_trunc('year', "period") as date) as "period", max("period") as last_at, cast(sum("valid_hours") as double) as value, 0 as mark from "air-choryang" where "place" like $5 and "pollutant" = cast($6 as VARCHAR) group by 1, 2),
s as (select p.place, t.period from (select distinct place from n) as p cross join (select distinct period from n) as t),
r as (select "s"."place", "s"."period", cast(null as double) as value, case when n.value is null then 'missing' when cast(null as double) is null then 'not-computable' when "n"."mark" = 2 or "d"."mark" = 2 then 'provisional' when "n"."mark" = 1 or "d"."mark" = 1 then 'revised' else 'final' end as status from s left join n on "s"."place" is not distinct from "n"."place" and "s"."period" is not distinct from "n"."period" left join d on "s"."place" is not distinct from "d"."place" and d.period is not distinct from s.period)
select $7 as indicator, place, cast(period as varchar) as period, value, status from r)
order by "indicator", "place", "period"
-- parameters: ["26","26___","pm10","26","26___","pm10","pm10"]
