-- Rights and policies that are changed by hand are found and repaired; those of permissions are as stable as any.
select plan(34);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
insert into core.role (id, "workspaceId", name) values ('00000000-0000-0000-0000-0000000000f1', '00000000-0000-0000-0000-00000000000a', 'GUEST');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'book', 'books');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000b1', 'title', 'TEXT', '{"maxLength": 50}'),
  ('00000000-0000-0000-0000-0000000000c2', '00000000-0000-0000-0000-0000000000b1', 'genre', 'SELECT',
   '{"options": [{"value": "A", "label": "A"}, {"value": "B", "label": "B"}], "permissions": {"GUEST": ["READ"]}}'),
  ('00000000-0000-0000-0000-0000000000c3', '00000000-0000-0000-0000-0000000000b1', 'tags', 'MULTI_SELECT',
   '{"options": [{"value": "A", "label": "A"}, {"value": "B", "label": "B"}]}'),
  ('00000000-0000-0000-0000-0000000000c4', '00000000-0000-0000-0000-0000000000b1', 'price', 'CURRENCY', null),
  ('00000000-0000-0000-0000-0000000000c5', '00000000-0000-0000-0000-0000000000b1', 'pages', 'NUMBER', '{"precision": 10, "scale": 2}'),
  ('00000000-0000-0000-0000-0000000000c6', '00000000-0000-0000-0000-0000000000b1', 'day', 'DATE', null),
  ('00000000-0000-0000-0000-0000000000c7', '00000000-0000-0000-0000-0000000000b1', 'owner', 'RELATION', jsonb_build_object(
    'relationType', 'MANY_TO_ONE', 'relationTargetObjectId', (select id from core."objectMetadata" where "nameSingular" = 'workspaceMember')));
insert into core."objectPermission" ("roleId", "objectMetadataId", "canSoftDeleteObjectRecords") values
  ('00000000-0000-0000-0000-0000000000f1', '00000000-0000-0000-0000-0000000000b1', false);
insert into core."fieldPermission" ("roleId", "objectMetadataId", "fieldMetadataId", "canReadFieldValue", "canUpdateFieldValue") values
  ('00000000-0000-0000-0000-0000000000f1', '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-0000000000c1', false, false);
-- Every operator, every kind of column.
insert into core."rowPermission" (id, "roleId", "objectMetadataId", "readFilter", "updateFilter", "softDeleteFilter", "destroyFilter") values
  ('00000000-0000-0000-0000-0000000000d1', '00000000-0000-0000-0000-0000000000f1', '00000000-0000-0000-0000-0000000000b1',
   '{"or": [{"ownerId": {"eq": "$currentWorkspaceMember"}}, {"title": {"in": ["a", "it''s"], "neq": "x", "like": "a%", "ilike": "B_"}},
     {"not": {"genre": {"in": ["A", "B"], "eq": "A"}}}, {"title": {"startsWith": "50%", "endsWith": "\\"}}]}',
   '{"tags": {"containsAny": ["A"], "containsAll": ["A", "B"], "isEmptyArray": false}, "price": {"amount": {"gt": 1.5}, "currency": {"in": ["EUR", "USD"]}}}',
   '{"pages": {"gte": 1, "lt": 10.25, "in": [1, 2]}, "day": {"lte": "2026-01-31"}, "createdAt": {"gt": "2026-01-31T10:00:00Z"}}',
   '{"and": [{"id": {"in": ["00000000-0000-0000-0000-0000000000d9"]}}, {"deletedAt": {"is": "NULL"}}, {"position": {"gt": 0}}]}');
create role probe;

create function pg_temp.filled(p_text text) returns text language sql as $$
  select replace(replace(p_text, '{guest}', compiler.id_name('role', '00000000-0000-0000-0000-0000000000f1')), '{id}', '000000000000000000000000000000d1') $$;
create temp table damage (sql text) on commit drop;
-- What drift() reports, and that the statements it gives leave none.
create function pg_temp.check_drift(p_damage text, variadic p_found text[]) returns setof text language plpgsql as $$
declare
  v_found text[];
  v_sql   text;
begin
  insert into pg_temp.damage values (p_damage);
  execute pg_temp.filled(p_damage);
  select array_agg(d.kind || ' ' || d.subject), string_agg(d.repair, ';') into v_found, v_sql
  from core.drift('00000000-0000-0000-0000-00000000000a') d;
  execute v_sql;
  return next set_eq(format('select unnest(%L::text[])', v_found),
    format('select pg_temp.filled(u) from unnest(%L::text[]) u', p_found), p_damage || ': found');
  return next is_empty($d$ select * from core.drift('00000000-0000-0000-0000-00000000000a') $d$, p_damage || ': repaired');
end $$;

select is_empty($$ select * from core.drift('00000000-0000-0000-0000-00000000000a') $$, 'none where nobody changed anything');
set local timezone = 'Asia/Kathmandu';
select is_empty($$ select * from core.drift('00000000-0000-0000-0000-00000000000a') $$, 'nor in another time zone');
set local timezone = 'UTC';
select pg_temp.check_drift('grant select (title) on workspace_a.book to {guest}', 'GRANT book to {guest}');
select pg_temp.check_drift('grant delete on workspace_a.book to {guest}', 'GRANT book to {guest}');
select pg_temp.check_drift('revoke select (genre) on workspace_a.book from {guest}', 'GRANT book to {guest}');
select pg_temp.check_drift('revoke all on workspace_a.book from {guest}', 'GRANT book to {guest}');
select pg_temp.check_drift('grant select on workspace_a.book to probe; grant select on core."rowPermission" to {guest}',
  'GRANT book to probe', 'GRANT table core."rowPermission" to {guest}');
select pg_temp.check_drift('drop policy row_select_{id} on workspace_a.book', 'POLICY book.row_select_{id}');
select pg_temp.check_drift('alter policy row_update_{id} on workspace_a.book using (true) with check (true)', 'POLICY book.row_update_{id}');
select pg_temp.check_drift('alter policy row_delete_{id} on workspace_a.book to public', 'POLICY book.row_delete_{id}');
select pg_temp.check_drift('do $d$ begin execute format(''alter policy %I on workspace_a.book to %I'', '
  'compiler.id_name(''workspace_roles'', ''00000000-0000-0000-0000-0000000000b1''), ''{guest}''); end $d$',
  'POLICY book.workspace_roles_000000000000000000000000000000b1');
select pg_temp.check_drift('create policy mine on workspace_a.book to {guest} using (true)', 'POLICY book.mine');
select pg_temp.check_drift('drop trigger row_guard_{id} on workspace_a.book', 'TRIGGER book.row_guard_{id}');
select pg_temp.check_drift('alter default privileges for role compiler in schema workspace_a grant select on tables to probe',
  'DEFAULT_PRIVILEGES tables in schema workspace_a to probe');
-- What is expected is made without them, so that no repair gives them to the tables that are there.
select pg_temp.check_drift('alter default privileges for role compiler grant all on tables to public', 'DEFAULT_PRIVILEGES tables to public');
select pg_temp.check_drift('alter role {guest} set search_path = public', 'ROLE_ATTRIBUTE {guest} search_path=public');

-- All of it at once.
do $$ declare v text; begin
  for v in select pg_temp.filled(sql) from pg_temp.damage loop execute v; end loop;
end $$;
select cmp_ok(core.repair('00000000-0000-0000-0000-00000000000a'), '>', 8, 'all of it at once');
select is_empty($$ select * from core.drift('00000000-0000-0000-0000-00000000000a') $$, 'repaired');
do $$ begin
  execute pg_temp.filled('alter table workspace_a.book disable trigger row_guard_{id}; alter role {guest} login');
  execute 'alter table workspace_a."workspaceMember" disable trigger all';
end $$;
select ok(exists (select from core.drift('00000000-0000-0000-0000-00000000000a') where subject = 'book.fk_000000000000000000000000000000c7'),
  'a foreign key that nothing enforces is found');
select core.repair('00000000-0000-0000-0000-00000000000a');
select is_empty($$ select * from core.drift('00000000-0000-0000-0000-00000000000a') $$, 'a trigger that is off, a power');
