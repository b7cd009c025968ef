-- A workspace has a name, and a subdomain and domain that are short enough and free.
select plan(11);

insert into core.workspace (id, "displayName", subdomain, "domainName")
values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme', 'acme.com');

-- The codes of the faults of a workspace's row.
create function pg_temp.faults(p_row jsonb) returns text language sql as $$
  select coalesce(string_agg(f.sqlstate, ',' order by f.sqlstate), '')
  from unnest(compiler.validate_workspace(jsonb_populate_record(null::core.workspace,
    '{"id": "00000000-0000-0000-0000-00000000000b", "displayName": "Bolt"}' || p_row))) f
$$;

select is(pg_temp.faults('{}'), '', 'a name is enough');
select is(pg_temp.faults('{"subdomain": "bolt", "domainName": "bolt.com"}'), '', 'a subdomain and a domain that are free');
select is(pg_temp.faults('{"displayName": null}'), 'MC105', 'no name');
select is(pg_temp.faults('{"subdomain": "acme"}'), 'MC104', 'the subdomain of another');
select is(pg_temp.faults('{"domainName": "acme.com"}'), 'MC104', 'the domain of another');
select is(pg_temp.faults('{"id": "00000000-0000-0000-0000-00000000000a", "subdomain": "acme", "domainName": "acme.com"}'), '',
  'its own are not taken');
select is(pg_temp.faults(jsonb_build_object('subdomain', repeat('a', 253), 'domainName', repeat('ä', 126))), '',
  'as long as DNS allows');
select is(pg_temp.faults(jsonb_build_object('subdomain', repeat('a', 254))), 'MC103', 'one byte more');
select is(pg_temp.faults(jsonb_build_object('domainName', repeat('ä', 127), 'subdomain', 'acme', 'displayName', null)),
  'MC103,MC104,MC105', 'all faults at once; bytes count, not characters');
select is(pg_temp.faults(jsonb_build_object('trashRetentionDays', days)), 'MC202', format('records kept in the trash for %s days', days))
from unnest('{-1,3651}'::integer[]) days;
