-- A workspace has a name, and a subdomain and domain that are those of DNS and free.
select plan(44);

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
select is(pg_temp.faults(jsonb_build_object('subdomain', subdomain)), '', format('subdomain %s', subdomain))
from unnest(array['a', '7', 'a-1', 'a--b', repeat('a', 63)]) subdomain;
select is(pg_temp.faults(jsonb_build_object('subdomain', subdomain)), 'MC107', format('not subdomain %L', left(subdomain, 20)))
from unnest(array['', 'BAD_SUB', 'Acme', 'a.b', 'a b', '-a', 'a-', 'ä', E'a\n', repeat('a', 64), repeat('a', 5000)]) subdomain;
select is(pg_temp.faults(jsonb_build_object('domainName', domain)), '', format('domainName %s', left(domain, 20)))
from unnest(array['localhost', 'crm.acme.com', 'xn--nsta-moa.se', rtrim(repeat('a.', 127), '.')]) domain;
select is(pg_temp.faults(jsonb_build_object('domainName', domain)), 'MC107', format('not domainName %L', left(domain, 20)))
from unnest(array['', 'https://acme.com', 'acme.com:80', 'acme.com/crm', 'acme..com', '.com', 'acme.com.', 'acme.-com', 'Acme.com', 'a b.com',
  repeat('a', 64) || '.com', rtrim(repeat('a.', 128), '.')]) domain;
select is(pg_temp.faults('{"subdomain": "acme", "domainName": "A", "displayName": null}'), 'MC104,MC105,MC107', 'all faults at once');
select is(array(select f.sqlstate from unnest(compiler.validate_workspace(p_previous => w, p_workspace => jsonb_populate_record(w, change))) f), codes, description)
from (values
  ('{"displayName": "B"}'::jsonb, '{}'::text[], 'names that were there before may stay'),
  ('{"subdomain": "OLD_TOO"}', '{MC107}', 'one that is changed is looked at'),
  ('{"domainName": "OLD TOO"}', '{MC107}', 'either')
) t (change, codes, description)
cross join lateral jsonb_populate_record(null::core.workspace,
  '{"id": "00000000-0000-0000-0000-00000000000b", "displayName": "Bolt", "subdomain": "OLD_SUB", "domainName": "Old Domain"}') w;
select is(pg_temp.faults(jsonb_build_object('trashRetentionDays', days)), 'MC202', format('records kept in the trash for %s days', days))
from unnest('{-1,3651}'::integer[]) days;
