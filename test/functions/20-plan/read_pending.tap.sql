-- What is pending on some objects, in the order in which it was given.
select plan(12);

insert into core.workspace (id, "displayName", subdomain) values
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme'),
  ('00000000-0000-0000-0000-00000000000b', 'Bolt', 'bolt');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural")
values ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'author', 'authors');
-- The compiler's own rows stay pending.
set local role compiler;
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural", "labelSingular", "labelPlural") values
  ('00000000-0000-0000-0000-0000000000b3', '00000000-0000-0000-0000-00000000000a', 'shelf', 'shelves', 'x', 'x'),
  ('00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-00000000000a', 'book', 'books', 'x', 'x');
insert into core."fieldMetadata" (id, "workspaceId", "objectMetadataId", name, label, type) values
  ('00000000-0000-0000-0000-0000000000c2', '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b1', 'born', 'x', 'DATE'),
  ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b1', 'age', 'x', 'NUMBER'),
  ('00000000-0000-0000-0000-0000000000cf', '00000000-0000-0000-0000-00000000000b', '00000000-0000-0000-0000-0000000000b1', 'foreign', 'x', 'TEXT');
reset role;

-- What is read from the objects with these numbers.
create function pg_temp.pending(p_from text[], p_relations boolean default false) returns compiler.pending language sql as $$
  select compiler.read_pending('00000000-0000-0000-0000-00000000000a',
    array(select ('00000000-0000-0000-0000-0000000000b' || n)::uuid from unnest(p_from) n), p_relations)
$$;
create function pg_temp.objects(p compiler.pending) returns text language sql as
  $$ select string_agg(o."nameSingular", ',') from unnest(p.objects) o $$;
create function pg_temp.fields(p compiler.pending) returns text language sql as
  $$ select string_agg(f.name, ',') from unnest(p.fields) f $$;

select is(pg_temp.objects(pg_temp.pending('{1}')), 'author', 'the object itself');
select is((pg_temp.pending('{1}')).new_object_ids, '{}'::uuid[], 'which has its table');
select is(pg_temp.fields(pg_temp.pending('{1}')), 'born,age', 'its pending fields of this workspace, in the order given');
select is((pg_temp.pending('{1}')).has_relations, false, 'no relation among them');

select is(pg_temp.objects(pg_temp.pending('{1,2,3}')), 'author,shelf,book', 'several objects, in the order given');
select is((pg_temp.pending('{1,2,3}')).object_ids,
  array(select ('00000000-0000-0000-0000-0000000000b' || n)::uuid from unnest('{1,3,2}'::text[]) n), 'and their ids');
select set_eq($$ select unnest((pg_temp.pending('{1,2,3}')).new_object_ids) $$,
  array['00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-0000000000b3']::uuid[], 'two of them are new');

set local role compiler;
insert into core."fieldMetadata" (id, "workspaceId", "objectMetadataId", name, label, type, settings) values
  ('00000000-0000-0000-0000-0000000000c4', '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b2', 'shelf', 'x', 'RELATION',
   '{"relationTargetObjectId": "00000000-0000-0000-0000-0000000000b3"}'),
  ('00000000-0000-0000-0000-0000000000c5', '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b3', 'rows', 'x', 'NUMBER', null);
reset role;
select is(pg_temp.objects(pg_temp.pending('{2}')), 'shelf,book', 'a pending relation brings the object that it leads to');
select is(pg_temp.fields(pg_temp.pending('{2}')), 'shelf,rows', 'and what is pending there');

-- Between fields that do not wait for it: to be found, since it has to be refused.
set local role compiler;
insert into core."relationMetadata"
  (id, "workspaceId", "relationType", "fromObjectMetadataId", "fromFieldMetadataId", "toObjectMetadataId", "toFieldMetadataId")
values ('00000000-0000-0000-0000-0000000000d1', '00000000-0000-0000-0000-00000000000a', 'ONE_TO_MANY',
  '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-0000000000c1',
  '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-0000000000c2');
reset role;
select is((select array_agg(r.id) from unnest((pg_temp.pending('{1}', true)).relations) r),
  '{00000000-0000-0000-0000-0000000000d1}'::uuid[], 'relation rows, where the caller says that there are any');
select is((pg_temp.pending('{1}', true)).has_relations, true, 'so that the passes look at them');
select is((select count(*) from unnest((compiler.read_pending(
    '00000000-0000-0000-0000-00000000000b', '{00000000-0000-0000-0000-0000000000b1}')).objects)), 0::bigint,
  'no object of another workspace');
