select * from (with n as (select "place" as "place", "period" as "period", "day_type" as "day_type", max("period") as last_at, quantile_cont(cast("passengers" as double), 0.75) as value, 0 as mark from "metro-ridership" where "place" like $1 and "direction" = cast($2 as VARCHAR) group by 1, 2, 3),
s as (select "n"."place", "n"."period", "n"."day_type" from n),
r as (select "s"."place", "s"."period", "s"."day_type", n.value as value, case when n.value is null then 'missing' when "n"."mark" = 2 then 'provisional' when "n"."mark" = 1 then 'revised' else 'final' end as status from s left join n on "s"."place" is not distinct from "n"."place" and "s"."period" is not distinct from "n"."period" and "s"."day_type" is not distinct from "n"."day_type")
select $3 as indicator, place, cast(period as varchar) as period, "day_type", value, status from r)
order by "indicator", "place", "period", "day_type"
-- parameters: ["26___","board","upper-quarter-of-boardings"]
