-- Which of the two fields of a relation a blueprint tells.
select plan(8);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
create function pg_temp.object(p_name text) returns uuid language sql as
  $$ select id from core."objectMetadata" where "nameSingular" = p_name $$;
create function pg_temp.is_source(p_object text, p_field text) returns boolean language sql as $$
  select compiler.is_source_field(f) from core."fieldMetadata" f where f."objectMetadataId" = pg_temp.object(p_object) and f.name = p_field
$$;
insert into core."fieldMetadata" (id, "workspaceId", "objectMetadataId", name, type, settings)
select f.id, '00000000-0000-0000-0000-00000000000a', pg_temp.object(f.object), f.name, 'RELATION', f.settings::jsonb from (values
  (gen_random_uuid(), 'task', 'notes', format('{"relationType": "ONE_TO_MANY", "relationTargetObjectId": "%s"}', pg_temp.object('note'))),
  (gen_random_uuid(), 'task', 'report', format('{"relationType": "ONE_TO_ONE", "relationTargetObjectId": "%s", "relationTargetFieldName": "subject"}', pg_temp.object('note'))),
  ('00000000-0000-0000-0000-0000000000c1', 'note', 'first', '{}'),
  ('00000000-0000-0000-0000-0000000000c2', 'company', 'second', '{}'),
  (gen_random_uuid(), 'company', 'waits', '{}')) f (id, object, name, settings);
-- Joined by the client: the first field becomes the inverse.
insert into core."relationMetadata" ("workspaceId", "relationType", "fromObjectMetadataId", "fromFieldMetadataId",
  "toObjectMetadataId", "toFieldMetadataId")
values ('00000000-0000-0000-0000-00000000000a', 'ONE_TO_ONE', pg_temp.object('note'), '00000000-0000-0000-0000-0000000000c1',
  pg_temp.object('company'), '00000000-0000-0000-0000-0000000000c2');

select ok(pg_temp.is_source('person', 'firstName'), 'a field that is no relation');
select ok(pg_temp.is_source('person', 'company'), 'the field that was created');
select ok(not pg_temp.is_source('company', 'people'), 'not what the compiler gave it');
select ok(pg_temp.is_source('task', 'notes') and not pg_temp.is_source('note', 'task'), 'a list as well');
select ok(pg_temp.is_source('task', 'report'), 'of ONE_TO_ONE the one that has the column');
select ok(not pg_temp.is_source('note', 'first'), 'though it came later');
select ok(pg_temp.is_source('company', 'second'), 'whoever joined the two');
select ok(not pg_temp.is_source('company', 'waits'), 'nor one that waits for its other side');
