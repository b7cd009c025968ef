-- The workspace of a row that goes is locked.
select plan(6);

create function pg_temp.id(p_end text) returns uuid immutable language sql return ('00000000-0000-0000-0000-0000000000' || p_end)::uuid;
insert into core.workspace (id, "displayName", subdomain) values (pg_temp.id('0a'), 'Acme', 'acme'), (pg_temp.id('0b'), 'Bolt', 'bolt');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  (pg_temp.id('b1'), pg_temp.id('0a'), 'book', 'books'), (pg_temp.id('b2'), pg_temp.id('0b'), 'book', 'books');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type) values
  (pg_temp.id('c1'), pg_temp.id('b1'), 'title', 'TEXT'), (pg_temp.id('c2'), pg_temp.id('b1'), 'pages', 'NUMBER'),
  (pg_temp.id('c3'), pg_temp.id('b2'), 'title', 'TEXT'), (pg_temp.id('c4'), pg_temp.id('b2'), 'pages', 'NUMBER');
-- Rows of history since the workspaces and their objects were made.
create temp table made on commit drop as select "workspaceId" as id, max(version) as version from core."workspaceMigration" group by 1;
create function pg_temp.history() returns text language sql as $$
  select string_agg(concat_ws(' ', w.subdomain, m.migrations #>> '{0,type}'), ', ' order by w.subdomain, m.version)
  from core."workspaceMigration" m join made on made.id = m."workspaceId" and m.version > made.version join core.workspace w on w.id = m."workspaceId"
$$;

create function pg_temp.locks() returns bigint language sql as $$
  select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()
    and (classid::bigint << 32 | objid::bigint) = hashtextextended(pg_temp.id('0b')::text, 0)
$$;
select is(pg_temp.locks(), 1::bigint, 'it is locked since it was made, in this transaction');
select is((select tgname::text from pg_trigger where tgrelid = t::regclass and tgfoid = 'compiler.before_delete'::regproc), '1_before_delete', 'asked before a row of ' || t || ' goes')
from unnest(array['core."objectMetadata"', 'core."fieldMetadata"', 'core."relationMetadata"', 'core."indexMetadata"']) t;
delete from core."fieldMetadata" where id = pg_temp.id('c4');
select is((select count(*) from core."fieldMetadata" where id = pg_temp.id('c4')), 0::bigint, 'the row goes');
