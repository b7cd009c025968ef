select plan(4);

insert into core.workspace (id, "displayName") values ('11111111-1111-4111-8111-111111111111', 'Acme');
select set_config('app.current_workspace_id', '11111111-1111-4111-8111-111111111111', true);
insert into core."objectMetadata" (id, "nameSingular", "namePlural") values
  ('22222222-2222-4222-8222-222222222222', 'gadget', 'gadgets');
insert into core."fieldMetadata" ("objectMetadataId", name, type, settings)
select '22222222-2222-4222-8222-222222222222', f.name, f.type, f.settings::jsonb
from (values
  ('title', 'TEXT', '{"maxLength": 5}'), ('mail', 'EMAIL', null), ('size', 'NUMBER', '{"precision": 5, "scale": 2}'),
  ('stars', 'RATING', null), ('stage', 'SELECT', '{"options": [{"value": "A", "label": "A", "color": "red"}]}'),
  ('tags', 'MULTI_SELECT', '{"options": [{"value": "B", "label": "B", "color": "red"}]}'), ('price', 'CURRENCY', null)
) f (name, type, settings);
insert into core."fieldMetadata" ("objectMetadataId", name, type, settings)
select '22222222-2222-4222-8222-222222222222', r.name, 'RELATION',
  jsonb_build_object('relationType', r.type, 'relationTargetObjectId', o.id)
from core."objectMetadata" o, (values ('owner', 'MANY_TO_ONE'), ('people', 'ONE_TO_MANY')) r (name, type)
where o."nameSingular" = 'company' and o."workspaceId" = core.current_workspace_id();

select is(compiler.filter_columns('22222222-2222-4222-8222-222222222222') - '{id,createdAt,updatedAt,deletedAt,position}'::text[], '{
  "title": {"kind": "TEXT", "type": "varchar"}, "mail": {"kind": "TEXT", "type": "varchar"},
  "size": {"kind": "NUMBER", "type": "numeric"}, "stars": {"kind": "NUMBER", "type": "integer"},
  "stage": {"kind": "SELECT", "type": "varchar", "options": ["A"]},
  "tags": {"kind": "MULTI_SELECT", "type": "varchar[]", "options": ["B"]},
  "price": {"kind": "CURRENCY", "type": "jsonb"}, "ownerId": {"kind": "ID", "type": "uuid"}}'::jsonb, 'fields with a column, by kind');
select is(compiler.filter_columns('22222222-2222-4222-8222-222222222222') -> 'deletedAt',
  '{"kind": "DATE_TIME", "type": "timestamptz"}', 'system columns');

update core."fieldMetadata" set "isActive" = false where name = 'title' and "objectMetadataId" = '22222222-2222-4222-8222-222222222222';
select ok(not compiler.filter_columns('22222222-2222-4222-8222-222222222222') ? 'title', 'not an inactive one');

-- Each kind's operators work on a column of its type.
select lives_ok(format('select * from %I.gadget where %s', (select "schemaName" from core.workspace where id = core.current_workspace_id()),
  compiler.filter_expression('{"mail": {"ilike": "a%"}, "size": {"in": [1.5]}, "stars": {"gte": 2}, "stage": {"in": ["A"]},
    "tags": {"containsAll": ["B"]}, "price": {"amount": {"lt": 3}}, "ownerId": {"neq": "$currentWorkspaceMember"},
    "createdAt": {"gt": "2026-01-01"}}', compiler.filter_columns('22222222-2222-4222-8222-222222222222'))), 'Postgres takes the expression');
