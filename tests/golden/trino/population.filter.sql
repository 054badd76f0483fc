select * from (with n as (select "place" as "place", "period" as "period", max("period") as last_at, cast(sum("persons") as double) as value, 0 as mark from "population-total" where "place" like ? and "period" between cast(? as date) and cast(? as date) and "place" in (cast(? as VARCHAR), cast(? as VARCHAR)) group by 1, 2),
s as (select p.place, t.period from (select distinct place from n) as p cross join (select distinct period from n) as t),
r as (select "s"."place", "s"."period", n.value as value, case when n.value is null then 'missing' when "n"."mark" = 2 then 'provisional' when "n"."mark" = 1 then 'revised' else 'final' end as status from s left join n on "s"."place" is not distinct from "n"."place" and "s"."period" is not distinct from "n"."period")
select ? as indicator, place, cast(period as varchar) as period, value, status from r where period between cast(? as date) and cast(? as date))
order by "indicator", "place", "period"
-- parameters: ["26___","2019-01-01","2024-12-31","26170","26350","population","2019-01-01","2024-12-31"]
