select * from (with n as (select ? as "place", cast(date_trunc('year', "period") as date) as "period", max("period") as last_at, cast(nullif(count(distinct "station"), 0) as double) as value, 0 as mark from (select *, max("period") over (partition by cast(date_trunc('year', "period") as date)) as last_period from "metro-ridership" where "place" like ? and "direction" = cast(? as VARCHAR)) where "period" = last_period group by 1, 2),
s as (select p.place, t.period from (select distinct place from n) as p cross join (select distinct period from n) as t),
r as (select "s"."place", "s"."period", n.value as value, case when n.value is null then 'missing' when "n"."mark" = 2 then 'provisional' when "n"."mark" = 1 then 'revised' else 'final' end as status from s left join n on "s"."place" is not distinct from "n"."place" and "s"."period" is not distinct from "n"."period")
select ? as indicator, place, cast(period as varchar) as period, value, status from r)
order by "indicator", "place", "period"
-- parameters: ["26","26___","board","stations"]
