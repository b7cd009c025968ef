-- An object as a blueprint has it: what full_object() makes of the blueprint that it came from.
select plan(5);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
create function pg_temp.object(p_name text) returns jsonb language sql as
  $$ select compiler.blueprint_object(o) from core."objectMetadata" o where o."nameSingular" = p_name $$;

select is(pg_temp.object(name), (select o || jsonb_build_object('fields', (select jsonb_agg(f - 'isStandard' order by place)
      from jsonb_array_elements(o -> 'fields') with ordinality fields (f, place)))
    from compiler.full_object(compiler.standard_object(name), compiler.standard_object(name)) o), name || ': its fields, and no inverse of another''s')
from unnest('{company,opportunity}'::text[]) name;

insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural", "labelSingular", description, icon)
values ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'shelf', 'shelves', 'The shelf', 'd', null);
insert into core."fieldMetadata" (id, "workspaceId", "objectMetadataId", name, type)
values ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b1', 'y', 'TEXT'),
  ('00000000-0000-0000-0000-0000000000c2', '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b1', 'x', 'URL');
insert into core."indexMetadata" ("workspaceId", "objectMetadataId", fields)
values ('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b1', '{y,x}');
update core."objectMetadata" set "labelIdentifierFieldMetadataId" = '00000000-0000-0000-0000-0000000000c1',
  "imageIdentifierFieldMetadataId" = '00000000-0000-0000-0000-0000000000c2', "isActive" = false where "nameSingular" = 'shelf';
select is(pg_temp.object('shelf'), compiler.full_object('{"nameSingular": "shelf", "namePlural": "shelves", "labelSingular": "The shelf",
  "description": "d", "icon": null, "isActive": false, "labelIdentifierField": "y", "imageIdentifierField": "x",
  "fields": [{"name": "y", "type": "TEXT"}, {"name": "x", "type": "URL"}], "indexes": [{"fields": ["y", "x"]}]}'), 'everything of an object');
insert into core."fieldMetadata" ("workspaceId", "objectMetadataId", name, type, settings)
values ('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b1', 'parent', 'RELATION',
  '{"relationType": "MANY_TO_ONE", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b1", "relationTargetFieldName": "children"}');
select is((select jsonb_agg(f -> 'name') from jsonb_array_elements(pg_temp.object('shelf') -> 'fields') f), '["y", "x", "parent"]'::jsonb,
  'a relation with itself is told once');
insert into core."fieldMetadata" ("workspaceId", "objectMetadataId", name, type)
values ('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b1', 'waits', 'RELATION');
select is(jsonb_array_length(pg_temp.object('shelf') -> 'fields'), 3, 'one that waits for its other side not at all');
