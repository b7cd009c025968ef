/*
 * same_index: validate -> PLAN -> emit -> apply -> log
 *
 * Expects: two CREATE_INDEX operations, or null for none.
 * Returns: whether they make the same index, by whatever name.
 * Test:    test/functions/20-plan/same_index.tap.sql
 */
create or replace function compiler.same_index(p_one compiler.operation, p_other compiler.operation)
returns boolean
language sql
immutable parallel safe
security invoker
return p_one.name is not null and p_other.name is not null
  and row((p_one).columns, (p_one).data_type, coalesce((p_one).is_unique, false), (p_one).check_expression)
    is not distinct from
    row((p_other).columns, (p_other).data_type, coalesce((p_other).is_unique, false), (p_other).check_expression);

comment on function compiler.same_index is 'Plan pass: whether two operations make the same index.';

revoke all on function compiler.same_index from public;
