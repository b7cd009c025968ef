-- A change leaves its history, raises the version and is announced.
select plan(10);

insert into core.workspace (id, "displayName", subdomain) values
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme'),
  ('00000000-0000-0000-0000-00000000000b', 'Bolt', 'bolt');
-- As its callers run it: as the owner.
create function pg_temp.log(p_is_custom boolean default true) returns bigint language sql security definer as $$
  select compiler.log_statements('00000000-0000-0000-0000-00000000000a', array[
      row('CREATE_FIELD', '{"objectId": "o", "fieldId": "f"}', 'alter table t add column c text', 't', 'c text', null, null, null),
      row('CREATE_INDEX', '{}', 'create index i on t (c)', 't', null, null, null, null)]::compiler.statement[],
    '{00000000-0000-0000-0000-0000000000c1,00000000-0000-0000-0000-0000000000c2}', p_is_custom)
$$;
alter function pg_temp.log owner to compiler;

select is(pg_temp.log(), 2::bigint, 'answers with the new version');
select results_eq(
  $$ select "metadataVersion" from core.workspace order by subdomain $$, $$ values (2::bigint), (1) $$,
  'which is the workspace''s, and no other''s');
select results_eq(
  $$ select name::text, version, "isCustom", "createdBy", "appliedAt" >= "createdAt" from core."workspaceMigration" where version = 2 $$,
  $$ values ('000002-create_field', 2::bigint, true, session_user::text collate "default", true) $$,
  'one row of history: what, when, by whom');
select is((select migrations from core."workspaceMigration" where version = 2),
  '[{"type": "CREATE_FIELD", "objectId": "o", "fieldId": "f", "sql": "alter table t add column c text"},
    {"type": "CREATE_INDEX", "sql": "create index i on t (c)"}]'::jsonb, 'its entries, in order: type, ids, sql');
select is((select count(*) from compiler.compiled where id in (
    '00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000c2')), 0::bigint,
  'what has no row is not marked as compiled: see mark_compiled()');

set local jwt.claims.sub = '00000000-0000-0000-0000-0000000000e1';
select is(pg_temp.log(false), 3::bigint, 'versions have no gap');
select is((select "createdBy" from core."workspaceMigration" where version = 3), '00000000-0000-0000-0000-0000000000e1',
  'a user who is claimed made the change');
select is((select "isCustom" from core."workspaceMigration" where version = 3), false, 'a change of ours is not custom');
set local jwt.claims.sub = '';
select pg_temp.log();
select is((select "createdBy" from core."workspaceMigration" where version = 4), session_user::text, 'an empty claim is none');

select throws_ok($$ set local role compiler; select compiler.log_statements('00000000-0000-0000-0000-00000000000f', '{}', '{}', true) $$,
  'P0002', null, 'no such workspace: a mistake of the caller, not a change without history');
