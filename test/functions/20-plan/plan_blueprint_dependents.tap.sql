-- What depends on fields that a blueprint does not list.
select plan(3);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
insert into core."fieldMetadata" (id, "workspaceId", "objectMetadataId", name, type)
select f.id, '00000000-0000-0000-0000-00000000000a', o.id, f.name, 'TEXT' from core."objectMetadata" o, (values
  ('00000000-0000-0000-0000-0000000000c1'::uuid, 'one'), ('00000000-0000-0000-0000-0000000000c2', 'two')) f (id, name)
where o."nameSingular" = 'note';
insert into core."indexMetadata" (id, "workspaceId", "objectMetadataId", fields)
select i.id, '00000000-0000-0000-0000-00000000000a', o.id, i.fields from core."objectMetadata" o, (values
  ('00000000-0000-0000-0000-0000000000e1'::uuid, '{one,createdAt}'::text[]), ('00000000-0000-0000-0000-0000000000e2', '{two}')) i (id, fields)
where o."nameSingular" = 'note';
update core."objectMetadata" set "labelIdentifierFieldMetadataId" = '00000000-0000-0000-0000-0000000000c1',
  "imageIdentifierFieldMetadataId" = '00000000-0000-0000-0000-0000000000c2' where "nameSingular" = 'note';
create function pg_temp.plan(p_gone uuid[]) returns table (step text, part jsonb) language sql as $$
  select c ->> 'step', c -> 'row' from jsonb_array_elements(
    compiler.plan_blueprint_dependents('00000000-0000-0000-0000-00000000000a', p_gone)) c
$$;

select is_empty($$ select * from pg_temp.plan('{}') $$, 'no field');
select is_empty($$ select * from pg_temp.plan('{00000000-0000-0000-0000-0000000000c9}') $$, 'none that anything depends on');
select set_eq($$ select * from pg_temp.plan('{00000000-0000-0000-0000-0000000000c1}') $$,
  $$ select 'DELETE_INDEX', '{"id": "00000000-0000-0000-0000-0000000000e1"}'::jsonb
     union all select 'CLEAR_OBJECT', jsonb_build_object('id', id, 'labelIdentifierFieldMetadataId', null,
       'imageIdentifierFieldMetadataId', '00000000-0000-0000-0000-0000000000c2') from core."objectMetadata" where "nameSingular" = 'note' $$,
  'its indexes, and the identifier it is');
