select * from (with n as (select "place" as place, "period" as period, max("period") as last_at, cast(sum("rate") as double) as value, false as provisional from "fiscal-self-reliance" where "place" like $1 group by 1, 2),
s as (select p.place, t.period from (select distinct place from n) as p cross join (select distinct period from n) as t),
e as (select "s"."place", "s"."period", n.value as value, case when n.value is null then 'missing' when n.provisional then 'provisional' else 'final' end as status from s left join n on "s"."place" is not distinct from "n"."place" and "s"."period" is not distinct from "n"."period"),
r as (select $2 as place, "period", case when count(value) = (select count(distinct place) from s) then quantile_cont(cast(value as double), 0.5) end as value, case when bool_and(status = 'missing') then 'missing' when not count(value) = (select count(distinct place) from s) then 'not-computable' when bool_or(status = 'provisional') then 'provisional' else 'final' end as status from e group by "period")
select $3 as indicator, place, cast(period as varchar) as period, value, status from r)
order by "indicator", "place", "period"
-- parameters: ["26___","26","fiscal-self-reliance"]
