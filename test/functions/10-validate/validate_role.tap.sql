-- A role's row by itself.
select plan(7);

create function pg_temp.faults(p_change jsonb) returns text[] language sql as $$
  select array(select f.sqlstate || ' ' || f.message || ' ' || f.detail from unnest(compiler.validate_role(jsonb_populate_record(null::core.role, '{
    "id": "00000000-0000-0000-0000-0000000000d2", "workspaceId": "00000000-0000-0000-0000-00000000000a", "name": "Sales",
    "canUpdateAllSettings": false, "canReadAllObjectRecords": true, "canUpdateAllObjectRecords": true,
    "canSoftDeleteAllObjectRecords": true, "canDestroyAllObjectRecords": false}' || p_change))) f)
$$;

select is(pg_temp.faults(jsonb_build_object('name', repeat('é', 63))), '{}', '63 characters');
select matches((pg_temp.faults(jsonb_build_object('name', repeat('x', 64))))[1], '^MC105 role name', '64 characters');
select matches((pg_temp.faults(jsonb_build_object('name', v)))[1], '^MC105 role name .* is not valid', format('not %L', v))
from unnest(array['', ' Sales', null]) v;
select is(pg_temp.faults('{"canReadAllObjectRecords": false}'), array[
  'MC505 role "Sales" would write records that it may not read canReadAllObjectRecords is off, and on are canUpdateAllObjectRecords, canSoftDeleteAllObjectRecords.'],
  'no writing without reading');
select is(cardinality(pg_temp.faults('{"name": " Sales", "canReadAllObjectRecords": false}')), 2, 'every fault');
