-- Changed permissions: other rights, other policies.
select plan(4);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000a';
insert into core."objectMetadata" (id, "nameSingular", "namePlural") values
  ('00000000-0000-0000-0000-0000000000b1', 'book', 'books'), ('00000000-0000-0000-0000-0000000000b2', 'page', 'pages');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000b1', 'title', 'TEXT', '{"maxLength": 20}'),
  ('00000000-0000-0000-0000-0000000000c2', '00000000-0000-0000-0000-0000000000b1', 'state', 'SELECT',
   '{"options": [{"value": "NEW", "label": "New", "color": "red"}, {"value": "OLD", "label": "Old", "color": "red"}]}'),
  ('00000000-0000-0000-0000-0000000000c3', '00000000-0000-0000-0000-0000000000b2', 'book', 'RELATION',
   '{"relationType": "MANY_TO_ONE", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b1"}');
create function pg_temp.role(p_name text) returns core.role language sql as $$ select r from core.role r where name = p_name $$;
create function pg_temp.plan(p_rows uuid[] default '{}') returns text[] language sql as $$
  select array_agg(p.action || ' ' || p.table_name) from unnest(compiler.plan_permissions('00000000-0000-0000-0000-00000000000a',
    '{00000000-0000-0000-0000-0000000000b1,00000000-0000-0000-0000-0000000000b2}', p_rows)) p $$;
select is(pg_temp.plan(), '{GRANTS book,GRANTS page}', 'rights, of each object');
insert into core."rowPermission" (id, "roleId", "objectMetadataId", "readFilter")
values ('00000000-0000-0000-0000-0000000000d1', (pg_temp.role('USER')).id, '00000000-0000-0000-0000-0000000000b1', '{"state": {"eq": "NEW"}}');
select is(pg_temp.plan('{00000000-0000-0000-0000-0000000000d1}'), '{POLICIES book,GRANTS book,GRANTS page}', 'policies, of the object they are on');
delete from core."fieldMetadata" where name = 'pages';
delete from core."objectMetadata" where "nameSingular" = 'page';
select is(pg_temp.plan(), '{GRANTS book}', 'a deleted object has no rights');
delete from core."objectMetadata" where "nameSingular" = 'book';
select is(pg_temp.plan('{00000000-0000-0000-0000-0000000000d1}'), '{"POLICIES deleted_000000000000000000000000000000b1"}', 'but policies');
