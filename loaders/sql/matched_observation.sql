-- Grain: one row per target and observation of its own series.
-- Reads: candidate_observation, operator.
-- Nulls: base_* where the same compiler gives nothing earlier; run_* but run_years where no year of it stands right before.
-- Units: values in the measure of the target; year is decimal, 31/12/2020 being 2021.0; run_years counts consecutive years to this one.
-- Why:   the baseline is the earliest figure of the same compiler: series of different compilers are never joined.
with own as (
    select
        c.target_id, c.observation_id, c.same_standard, c.predates_plan, c.compiler, c.as_of_on, year(c.as_of_on) as described, decimal_year(c.as_of_on) as year,
        -- The figure stands for the end of its year, not for a day on the way there.
        c.as_of_precision = 'year' or month(c.as_of_on) > 9 as tells_year_end,
        c.low, c.high, p.low_closed, p.high_closed, p.shape, p.template_vi, p.template_en
    from candidate_observation c
    join operator p on p.operator_id = c.operator
    where c.misfit is null
),
packed as (
    select
        *, described - dense_rank() over (partition by target_id, compiler order by described) as island,
        {'described': described, 'before': -epoch(as_of_on), 'id': observation_id, 'year': year, 'low': low, 'high': high, 'shape': shape} as point
    from own
),
traced as (
    select
        *, first_value(point) over (partition by target_id, compiler order by as_of_on, observation_id) as base,
        -- At most five yearly changes, as in the German strategy, and of several figures of a year the last.
        min(point) over last_years as run,
        dense_rank() over (partition by target_id, compiler, island order by described) as run_years
    from packed
    window last_years as (partition by target_id, compiler, island order by described range between 5 preceding and current row)
),
earlier as (
    select * replace (case when base.before > point.before then base end as base, case when run.described < described then run end as run)
    from traced
)
select
    * exclude (island, point, base, run),
    base.id as base_id, base.year as base_year, base.low as base_low, base.high as base_high, base.shape as base_shape,
    run.id as run_id, run.year as run_year, run.low as run_low, run.high as run_high, run.shape as run_shape
from earlier
