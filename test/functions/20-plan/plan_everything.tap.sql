-- plan_everything(): a whole workspace anew, with what is deleted but kept.
select plan(9);

insert into core.workspace (id, "displayName", subdomain)
values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'book', 'books'),
  ('00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-00000000000a', 'shelf', 'shelves');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type) values
  ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000b1', 'title', 'TEXT'),
  ('00000000-0000-0000-0000-0000000000c2', '00000000-0000-0000-0000-0000000000b1', 'pages', 'NUMBER');
insert into core."indexMetadata" ("objectMetadataId", fields) values ('00000000-0000-0000-0000-0000000000b1', '{title,createdAt}');
create function pg_temp.plan(out place bigint, out type text, out action text, out table_name text, out name text, out object_id uuid, out columns text[])
returns setof record language sql as $$
  select o.ordinality, o.type, o.action, o.table_name, o.name, o.object_id, o.columns
  from unnest(compiler.plan_everything('00000000-0000-0000-0000-00000000000a')) with ordinality o $$;

select results_eq($$ select type from pg_temp.plan() order by place limit 5 $$,
  $$ values ('CREATE_WORKSPACE'), ('CREATE_ROLE'), ('CREATE_ROLE'), ('CREATE_ROLE'), ('CREATE_OBJECT') $$, 'schema and roles first');
select set_eq(
  $$ select p.type, p.table_name, p.name from pg_temp.plan() p where p.object_id is not null and type <> 'CREATE_RELATION' $$,
  $$ select p.type, p.table_name, p.name from core."objectMetadata" o, unnest(compiler.plan_object(o, null, null)) p
     union all
     select p.type, p.table_name, p.name from core."fieldMetadata" f join core."objectMetadata" o on o.id = f."objectMetadataId",
       unnest(compiler.plan_field(f, o."nameSingular", true)) p
     union all select 'CREATE_INDEX', 'book', 'IDX_book_title_createdAt_all' $$, 'what each object and field would be by itself');
select is((select count(*) from pg_temp.plan() where type = 'CREATE_RELATION'), (select count(*) from core."relationMetadata"), 'each relation');
select is((select array_agg(distinct p.place > all (select q.place from pg_temp.plan() q where q.type = 'CREATE_OBJECT'))
  from pg_temp.plan() p where p.type = 'CREATE_RELATION'), '{true}', 'relations last');

delete from core."fieldMetadata" where id = '00000000-0000-0000-0000-0000000000c2';
insert into core."fieldMetadata" ("objectMetadataId", name, type) values ('00000000-0000-0000-0000-0000000000b1', 'pages', 'TEXT');
select results_eq(
  $$ select type, action, name from pg_temp.plan() where table_name = 'book' and type <> 'CREATE_INDEX' order by place $$,
  $$ values ('CREATE_OBJECT', null, null), ('CREATE_FIELD', null, 'pages'), ('DELETE_FIELD', 'HIDE', 'deleted_000000000000000000000000000000c2'),
    ('CREATE_FIELD', null, 'title'), ('CREATE_FIELD', null, 'pages'), ('UPDATE_OBJECT', 'GRANTS', null) $$,
  'a deleted field is hidden before another has its name; rights are by column');

-- As if another workspace had deleted an object and a field of these ids.
insert into compiler.deleted (id, workspace_id, kind, object_id, definition, "deletedBy")
select case k.kind when 'OBJECT' then o.id else gen_random_uuid() end, gen_random_uuid(), k.kind, o.id,
  case k.kind when 'OBJECT' then to_jsonb(o) else '{"name": "stray", "type": "TEXT"}' end, 'somebody'
from core."objectMetadata" o, (values ('OBJECT'), ('FIELD')) k (kind) where o."nameSingular" = 'shelf';
select results_eq($$ select type from pg_temp.plan() where table_name = 'shelf' order by place $$,
  $$ select p.type from core."objectMetadata" o, unnest(compiler.plan_object(o, null)) p where o."nameSingular" = 'shelf' $$,
  'what another workspace deleted says nothing here');

update core."objectMetadata" set "isActive" = false where "nameSingular" = 'shelf';
select results_eq($$ select type, action, columns from pg_temp.plan() where table_name = 'shelf' and type <> 'CREATE_INDEX' order by place $$,
  $$ values ('CREATE_OBJECT', null, null::text[]), ('UPDATE_OBJECT', 'GRANTS', null) $$, 'an inactive object loses its rights');

delete from core."indexMetadata";
delete from core."objectMetadata" where "nameSingular" = 'book';
select is_empty($$ select * from pg_temp.plan() where object_id = '00000000-0000-0000-0000-0000000000b1' $$, 'nothing of a deleted object');
set local role compiler;
select compiler.revive_deleted('00000000-0000-0000-0000-00000000000a');
reset role;
select results_eq(
  $$ select type, action, table_name, name from pg_temp.plan() where object_id = '00000000-0000-0000-0000-0000000000b1' order by place $$,
  $$ values ('CREATE_OBJECT', null, 'deleted_000000000000000000000000000000b1', null),
    ('CREATE_FIELD', null, 'deleted_000000000000000000000000000000b1', 'pages'),
    ('DELETE_FIELD', 'HIDE', 'deleted_000000000000000000000000000000b1', 'deleted_000000000000000000000000000000c2'),
    ('CREATE_FIELD', null, 'deleted_000000000000000000000000000000b1', 'title'),
    ('CREATE_FIELD', null, 'deleted_000000000000000000000000000000b1', 'pages'),
    ('UPDATE_OBJECT', 'GRANTS', 'deleted_000000000000000000000000000000b1', null) $$,
  'but for a moment: without its indexes and its rights');
