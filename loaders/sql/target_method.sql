-- Grain: one row per target, finite end and method; the weather at the weakest end only.
-- Reads: target_end.
-- Nulls: as in target_end.
-- Units: none.
-- Why:   the kind of target prescribes the method; the lenses stand beside it for whoever wants another look.
with asked as (
    select
        *,
        case kind
            when 'flow_cumulative' then 'pro_rata'
            when 'flow_annual' then 'yearly_floor'
            when 'growth_annual' then 'growth_rate'
            else 'linear'
        end as prescribed,
        unnest([prescribed, 'eurostat', 'sdg_trend', 'weather']) as method
    from target_end
)
select * exclude (prescribed), method = prescribed as is_default
from asked
-- Of an interval the German weather judges the weakest end.
where is_weakest or method <> 'weather'
