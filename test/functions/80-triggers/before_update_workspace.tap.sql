-- A workspace may be renamed, deactivated and deleted; what identifies it stays.
select plan(12);

insert into core.workspace (id, "displayName", subdomain, "domainName") values
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme', 'acme.com'),
  ('00000000-0000-0000-0000-00000000000b', 'Bolt', 'bolt', 'bolt.com');

update core.workspace set "displayName" = 'Acme Inc', subdomain = 'acmeinc', "domainName" = 'acme.inc', "isActivated" = null,
  "createdAt" = null, "trashRetentionDays" = null
where subdomain = 'acme';
select results_eq(
  $$ select "displayName"::text, subdomain::text, "domainName"::text, "isActivated", "schemaName", "trashRetentionDays", "createdAt" = now()
     from core.workspace where id = '00000000-0000-0000-0000-00000000000a' $$,
  $$ values ('Acme Inc', 'acmeinc', 'acme.inc', true, 'workspace_a', 14, true) $$, 'what may change does');

select throws_ok(format('update core.workspace set %s where subdomain = ''acmeinc''', c.change), 'MC501', null, c.change)
from (values ('id = gen_random_uuid()'), ('id = null'), ('"schemaName" = ''public'''), ('"metadataVersion" = 0'),
  ('"metadataVersion" = null')) c (change);
select throws_ok($$ update core.workspace set subdomain = 'bolt' where subdomain = 'acmeinc' $$,
  'MC104', 'the subdomain or domain of workspace "Acme Inc" is taken', 'a subdomain that is taken');
select throws_ok($$ update core.workspace set "displayName" = null where subdomain = 'acmeinc' $$,
  'MC105', 'the workspace has no displayName', 'no name');
select throws_ok($$ update core.workspace set "domainName" =
  (select string_agg(md5(i::text), '') from generate_series(1, 300) i) where subdomain = 'acmeinc' $$,
  'MC107', null, 'a domain longer than an index can hold');
select is(
  (select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()
     and (classid::bigint << 32) | objid::bigint = hashtextextended('00000000-0000-0000-0000-00000000000a', 0)),
  1::bigint, 'the workspace is locked');
create function pg_temp.hint() returns text language plpgsql as $$
declare v_hint text; begin
  update core.workspace set "metadataVersion" = 0;
exception when sqlstate 'MC501' then get stacked diagnostics v_hint = pg_exception_hint; return v_hint; end $$;
select matches(pg_temp.hint(), 'trashRetentionDays', 'the hint names what may change');

alter table core.workspace disable trigger user;
update core.workspace set subdomain = 'OLD_SUB' where subdomain = 'bolt';
alter table core.workspace enable trigger user;
select lives_ok($$ update core.workspace set "displayName" = 'Bolt Inc' where subdomain = 'OLD_SUB' $$, 'an old name that is none of DNS stays');
