/*
 * is_relabelled: READ, before validate -> plan -> emit -> apply -> log
 *
 * The change that is made most, and the one that concerns no record: such a field
 * is not validated, converted and planned as one that may be another column.
 *
 * Expects: both states of a field.
 * Returns: whether they differ in label, description and icon alone. Never of a
 *          RELATION, whose other half may follow.
 * Test:    test/functions/20-plan/is_relabelled.tap.sql
 */
create or replace function compiler.is_relabelled(p_previous core."fieldMetadata", p_next core."fieldMetadata")
returns boolean
language sql
stable
security invoker
return p_next.type <> 'RELATION' and p_next.name = p_previous.name and compiler.is_same_column(p_previous, p_next);

comment on function compiler.is_relabelled is 'Read: whether only a field''s label, description or icon changed.';

revoke all on function compiler.is_relabelled from public;
