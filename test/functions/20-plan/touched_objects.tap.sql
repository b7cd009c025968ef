-- The objects that have to be compiled together: whatever pending relations lead to, from either side.
select plan(7);

insert into core.workspace (id, "displayName", subdomain) values
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme'),
  ('00000000-0000-0000-0000-00000000000b', 'Bolt', 'bolt');
-- Five objects: 1 -> 2 by a field's settings, 2 <- 3 by a relation row; 4 has a field that leads nowhere; 5 is of Bolt.
set local role compiler;
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural", "labelSingular", "labelPlural")
select ('00000000-0000-0000-0000-0000000000b' || n)::uuid,
  ('00000000-0000-0000-0000-00000000000' || case n when 5 then 'b' else 'a' end)::uuid, 'o' || n, 'p' || n, 'x', 'x'
from generate_series(1, 5) n;
insert into core."fieldMetadata" (id, "workspaceId", "objectMetadataId", name, label, type, settings) values
  ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b1', 'f1', 'x', 'RELATION',
   '{"relationTargetObjectId": "00000000-0000-0000-0000-0000000000b2"}'),
  ('00000000-0000-0000-0000-0000000000c2', '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b2', 'f2', 'x', 'RELATION', null),
  ('00000000-0000-0000-0000-0000000000c3', '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b3', 'f3', 'x', 'RELATION', null),
  ('00000000-0000-0000-0000-0000000000c4', '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b4', 'f4', 'x', 'RELATION',
   '{"relationTargetObjectId": "nowhere"}');
insert into core."relationMetadata"
  (id, "workspaceId", "relationType", "fromObjectMetadataId", "fromFieldMetadataId", "toObjectMetadataId", "toFieldMetadataId")
values ('00000000-0000-0000-0000-0000000000d1', '00000000-0000-0000-0000-00000000000a', 'ONE_TO_MANY',
  '00000000-0000-0000-0000-0000000000b3', '00000000-0000-0000-0000-0000000000c3',
  '00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-0000000000c2');
reset role;

-- The names of the objects touched, from the objects with these numbers.
create function pg_temp.touched(p_from text[], p_workspace text default 'a') returns text language sql as $$
  select string_agg(o."nameSingular", ',' order by o."nameSingular")
  from unnest(compiler.touched_objects(('00000000-0000-0000-0000-00000000000' || p_workspace)::uuid,
    array(select ('00000000-0000-0000-0000-0000000000b' || n)::uuid from unnest(p_from) n))) touched (id)
  join core."objectMetadata" o on o.id = touched.id
$$;

select is(pg_temp.touched('{1}'), 'o1,o2,o3', 'along the settings of a field, then along a relation row');
select is(pg_temp.touched('{3}'), 'o2,o3', 'along a relation row; settings lead one way');
select is(pg_temp.touched('{4}'), 'o4', 'settings that hold no uuid lead nowhere');
select is(pg_temp.touched('{1,4}'), 'o1,o2,o3,o4', 'from several');
select is(pg_temp.touched('{1}', 'b'), 'o1', 'not along the fields of another workspace');

set local role compiler;
insert into compiler.compiled (id, workspace_id, kind)
values ('00000000-0000-0000-0000-0000000000d1', '00000000-0000-0000-0000-00000000000a', 'RELATION');
reset role;
select is(pg_temp.touched('{1}'), 'o1,o2', 'not along what is compiled: a relation');
set local role compiler;
insert into compiler.compiled (id, workspace_id, kind)
values ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-00000000000a', 'FIELD');
reset role;
select is(pg_temp.touched('{1}'), 'o1', 'nor a field');
