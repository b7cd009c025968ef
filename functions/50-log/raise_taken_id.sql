/*
 * raise_taken_id: validate -> plan -> emit -> apply -> LOG
 *
 * Expects: an id that two rows of the control plane have; the kind of the later one.
 * Returns: nothing; the type is that of the expression that it stands in.
 * Raises:  MC104.
 * Test:    test/functions/50-log/raise_taken_id.tap.sql
 */
create or replace function compiler.raise_taken_id(p_id uuid, p_kind text)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $raise_taken_id$
begin
  raise exception 'the id of % % is taken', case when p_kind in ('INDEX', 'OBJECT') then 'an' else 'a' end, replace(lower(p_kind), '_', ' ')
    using errcode = 'MC104',
          detail  = format('Another row of the control plane has the id %s.', p_id),
          hint    = 'Leave "id" out.';
end;
$raise_taken_id$;

comment on function compiler.raise_taken_id is 'Log pass: refuses an id that a row of another kind has.';

revoke all on function compiler.raise_taken_id from public;
