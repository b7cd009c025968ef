/*
 * validate_new_ids: VALIDATE -> plan -> emit -> apply -> log
 *
 * The id of what is deleted but kept is not free: its table, column and
 * constraints are named after it, and it may come back.
 *
 * Expects: the workspace that is asking; ids of new rows; those of new relation
 *          rows, which are kept with their fields.
 * Returns: every fault (MC104). Empty when there is none.
 * Test:    test/functions/10-validate/validate_new_ids.tap.sql
 */
create or replace function compiler.validate_new_ids(
  p_workspace_id uuid, p_ids uuid[], p_relation_ids uuid[] default '{}')
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
-- A plan is kept for long; made on a near-empty table, it must still serve a full one.
set enable_seqscan = off
as $validate_new_ids$
begin
  -- Most ids are new; naming those that are not costs ten times as much as finding none.
  if p_relation_ids = '{}' and not exists (select from compiler.deleted d where d.id = any (p_ids)) then
    return '{}';
  end if;
  return (
    with kept as (
      select d.id, d.kind, d.workspace_id, d.id as deleted_id, d.object_id, d.kind <> 'FIELD' or d.with_object as is_object
      from compiler.deleted d
      where d.id = any (p_ids || p_relation_ids)
      union
      select (r ->> 'id')::uuid, 'RELATION', d.workspace_id, (array_agg(d.id order by d.id))[1], d.object_id, d.with_object
      from compiler.deleted d
      cross join jsonb_array_elements(d.relations) r
      where p_relation_ids <> '{}' and (r ->> 'id')::uuid = any (p_relation_ids)
      group by (r ->> 'id'), d.workspace_id, d.object_id, d.with_object
    )
    select coalesce(array_agg(distinct row('MC104',
      format('the id %s is taken', k.id),
      -- What another workspace deleted is none of this one's business.
      case when k.workspace_id = p_workspace_id
        then format('The %s that had it is deleted, but kept.', lower(k.kind))
        else 'Another row of the control plane has it.' end,
      case when k.workspace_id = p_workspace_id
        then format('Restore it: select core.%s(%L); or leave "id" out.',
          case when k.is_object then 'restore_object' else 'restore_field' end,
          case when k.is_object then k.object_id else k.deleted_id end)
        else 'Leave "id" out.' end)::compiler.fault), '{}')
    from kept k
  );
end;
$validate_new_ids$;

comment on function compiler.validate_new_ids is 'Validate pass: ids of new rows that something deleted still has.';

revoke all on function compiler.validate_new_ids from public;
