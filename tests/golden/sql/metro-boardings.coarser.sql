select * from (with n as (select "place" as "place", cast(date_trunc('quarter', "period") as date) as "period", max("period") as last_at, cast(sum("passengers") as double) as value, 0 as mark from "metro-ridership/rollup/month-district" where "place" like $1 and "direction" = cast($2 as VARCHAR) group by 1, 2),
d as (select cast(date_trunc('quarter', "period") as date) as "period", max("period") as last_at, cast(sum("days") as double) as value, 0 as mark from "metro-days" group by 1),
s as (select p.place, t.period from (select distinct place from n) as p cross join (select distinct period from n) as t),
r as (select "s"."place", "s"."period", n.value / nullif(d.value, 0) * $3 as value, case when n.value is null then 'missing' when n.value / nullif(d.value, 0) * $4 is null then 'not-computable' when "n"."mark" = 2 or "d"."mark" = 2 then 'provisional' when "n"."mark" = 1 or "d"."mark" = 1 then 'revised' else 'final' end as status from s left join n on "s"."place" is not distinct from "n"."place" and "s"."period" is not distinct from "n"."period" left join d on d.period is not distinct from s.period)
select $5 as indicator, place, cast(period as varchar) as period, value, status from r)
order by "indicator", "place", "period"
-- parameters: ["26___","board",1,1,"metro-boardings"]
