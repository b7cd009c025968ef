/*
 * claim_id: triggers
 *
 * The id of a new row of the control plane. Ids share one space, since
 * compiler.compiled tells by the id alone what is compiled: a field with the id
 * of an object would pass for a field that has its column.
 *
 * Expects: the row's id, possibly null; what the row is, for messages.
 * Returns: the id.
 * Raises:  MC104 another row has it, 55P03 another session is about to take it.
 * Test:    test/functions/80-triggers/claim_id.tap.sql
 */
create or replace function compiler.claim_id(p_id uuid, p_subject text)
returns uuid
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $claim_id$
begin
  if p_id is null then
    return gen_random_uuid();
  end if;
  perform compiler.lock_value('id', p_id::text);
  -- What is not compiled yet: rows of this statement, and fields that wait for their relation.
  if exists (
    select from compiler.compiled c where c.id = p_id
    union all
    select from core."fieldMetadata" f where f.id = p_id
    union all
    select from core."objectMetadata" o where o.id = p_id
    union all
    select from core."relationMetadata" r where r.id = p_id
    union all
    select from core.workspace w where w.id = p_id
  ) then
    raise exception 'the id of % is taken', p_subject
      using errcode = 'MC104',
            detail  = format('Another row of the control plane has the id %s.', p_id),
            hint    = 'Leave "id" out.';
  end if;
  return p_id;
end;
$claim_id$;

comment on function compiler.claim_id is 'Triggers: the id of a new row of the control plane.';

revoke all on function compiler.claim_id from public;
