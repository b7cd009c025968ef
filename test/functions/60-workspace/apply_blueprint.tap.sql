-- A workspace becomes what a blueprint says.
select plan(41);

insert into core.workspace (id, "displayName", subdomain) values
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme'), ('00000000-0000-0000-0000-00000000000b', 'Bolt', 'bolt');
create temp table shop (blueprint jsonb) on commit drop;
insert into shop values ('{"objects": [
  {"nameSingular": "product", "namePlural": "products", "labelIdentifierField": "name", "fields": [
    {"name": "name", "type": "TEXT", "isNullable": false},
    {"name": "kind", "type": "SELECT", "settings": {"options": [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}, {"value": "c", "label": "C"}]}},
    {"name": "price", "type": "NUMBER", "isActive": false}]},
  {"nameSingular": "order", "namePlural": "orders", "isActive": false, "indexes": [{"fields": ["customerId", "createdAt"]}], "fields": [
    {"name": "customer", "type": "RELATION", "settings": {"relationType": "MANY_TO_ONE", "relationTargetObject": "company"}, "inverse": {"icon": "IconOrder"}},
    {"name": "products", "type": "RELATION", "settings": {"relationType": "MANY_TO_MANY", "relationTargetObject": "product", "junctionObjectName": "line"}}]},
  {"nameSingular": "line", "namePlural": "lines", "labelPlural": "Order lines", "fields": [
    {"name": "order", "type": "RELATION", "isNullable": false,
     "settings": {"relationType": "MANY_TO_ONE", "relationTargetObject": "order", "onDelete": "CASCADE"}},
    {"name": "product", "type": "RELATION", "isNullable": false,
     "settings": {"relationType": "MANY_TO_ONE", "relationTargetObject": "product", "onDelete": "CASCADE"}},
    {"name": "quantity", "type": "NUMBER"}]}]}');
grant select on shop to public;
create function pg_temp.apply(p_blueprint jsonb, p_allow text[] default '{}') returns integer language sql as
  $$ select core.apply_blueprint('00000000-0000-0000-0000-00000000000a', p_blueprint, p_allow) $$;
-- The blueprint with one of its parts replaced.
create function pg_temp.changed(variadic p_changes text[]) returns jsonb language plpgsql as $$
declare v_result jsonb := (select blueprint from shop);
begin
  for i in 1 .. cardinality(p_changes) by 2 loop
    v_result := case when p_changes[i + 1] is null then v_result #- p_changes[i]::text[]
      else jsonb_set(v_result, p_changes[i]::text[], p_changes[i + 1]::jsonb) end;
  end loop;
  return v_result;
end $$;

create function pg_temp.version() returns bigint language sql as
  $$ select "metadataVersion" from core.workspace where id = '00000000-0000-0000-0000-00000000000a' $$;
create function pg_temp.detail(p_blueprint jsonb, p_allow text[] default '{}') returns text language plpgsql as $$
declare v_detail text;
begin
  perform pg_temp.apply(p_blueprint, p_allow);
  return 'applied';
exception when others then
  get stacked diagnostics v_detail = pg_exception_detail;
  return sqlstate || ' ' || v_detail;
end $$;

-- As the API does it: under the workspace's claim, by the role that changes settings.
set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000a';
set local jwt.claims.sub = '00000000-0000-0000-0000-0000000000f1';
set local role core_settings;
select set_config('test.count', pg_temp.apply(blueprint)::text, true) is null from shop;
select is(current_setting('test.count'), (select sum(jsonb_array_length(migrations))::text from core."workspaceMigration" where "isCustom"),
  'answers with the number of operations');
select is((core.export_blueprint('00000000-0000-0000-0000-00000000000a') -> 'objects')::text,
  ('[{"nameSingular": "company"}, {"nameSingular": "person"}, {"nameSingular": "opportunity"}, {"nameSingular": "workspaceMember"},
    {"nameSingular": "task"}, {"nameSingular": "note"}]'::jsonb || (blueprint -> 'objects'))::text, 'it is what the blueprint says') from shop;
select is((select array_agg(distinct "createdBy") from core."workspaceMigration" where "isCustom"), '{00000000-0000-0000-0000-0000000000f1}',
  'done by the caller');
select ok(bool_and("isCustom"), 'whose objects they are') from core."objectMetadata" where "nameSingular" in ('product', 'order', 'line');
select is(array[pg_temp.version(), pg_temp.apply(blueprint), pg_temp.version()], array[pg_temp.version(), 0, pg_temp.version()],
  'applied again, nothing is left to do') from shop;
select throws_ok($$ select core.apply_blueprint('00000000-0000-0000-0000-00000000000b', '{"objects": []}') $$, 'MC402', null, 'another workspace');
reset role;
set local role core_reader;
select throws_ok($$ select pg_temp.apply('{"objects": []}') $$, '42501', null, 'who only reads metadata may not');
reset role;
select has_table('workspace_a', 'line', 'there are tables');
select has_column('workspace_a', 'product', 'price', 'and columns');

-- What is lost has to be allowed by name.
insert into workspace_a.product (id, name, kind, price) values
  ('00000000-0000-0000-0000-0000000000d1', 'P', 'a', 1), ('00000000-0000-0000-0000-0000000000d2', 'Q', 'b', null);
insert into workspace_a.company (id, name) values ('00000000-0000-0000-0000-0000000000d3', 'C');
insert into workspace_a.order (id, "customerId") values ('00000000-0000-0000-0000-0000000000d4', '00000000-0000-0000-0000-0000000000d3');
set local role core_settings;
select throws_ok($$ select pg_temp.apply('{"objects": []}') $$, 'MC701', 'the blueprint would lose what is not allowed to be lost', 'two objects');
select is(pg_temp.detail('{"objects": []}'), E'MC701 order: 1 record.\nproduct: 2 records.', 'they are listed');
select is(pg_temp.detail('{"objects": []}', '{order,other}'), E'MC701 product: 2 records.', 'but those that are allowed');
select is(pg_temp.detail('{"objects": []}', null), E'MC701 order: 1 record.\nproduct: 2 records.', 'null allows nothing');
select is((select count(*) from core."objectMetadata" where "isCustom"), 3::bigint, 'nothing was changed');
select is(pg_temp.detail(pg_temp.changed('{objects,0,fields,2}', null)), 'MC701 product.price: 1 record has a value.', 'a field with values');
select is(pg_temp.detail(pg_temp.changed('{objects,0,fields,2,type}', '"BOOLEAN"')), 'MC701 product.price: 1 record has a value.',
  'one that has to be made anew');
select is(pg_temp.detail(pg_temp.changed('{objects,0,fields,2,type}', '"TEXT"')), 'MC701 product.price: 1 value becomes TEXT from NUMBER.',
  'one whose values are rewritten');
select is(pg_temp.detail(pg_temp.changed('{objects,0,fields,1,settings,options,0}', null)), 'MC701 product.kind: 1 record has an option that goes.',
  'an option that records have');
select is(pg_temp.detail(pg_temp.changed('{objects,1,fields,0}', null, '{objects,1,indexes}', null)), 'MC701 order.customer: 1 record has a value.',
  'a relation');

-- Allowed.
select lives_ok($$ select pg_temp.apply(pg_temp.changed('{objects,0,fields,1,settings,options,2}', null)) $$, 'an option that no record has needs no word');
select lives_ok($$ select pg_temp.apply(pg_temp.changed('{objects,0,fields,1,settings}', '{"replacements": {"a": "c", "z": "c"}, "options":
  [{"value": "c", "label": "C"}, {"value": "b", "label": "B"}]}')) $$, 'nor one that is replaced');
reset role;
select results_eq($$ select name::text, kind::text from workspace_a.product order by 1 $$, $$ values ('P', 'c'), ('Q', 'b') $$, 'its records follow');
set local role core_settings;
select is(pg_temp.apply(pg_temp.changed('{objects,0,fields,1,settings}', '{"replacements": {"a": "c", "z": "c"}, "options":
  [{"value": "c", "label": "C"}, {"value": "b", "label": "B"}]}')), 0, 'replacements are done once');
select lives_ok($$ select pg_temp.apply(pg_temp.changed('{objects,0,fields,1,settings}', '{"options": [{"value": "c", "label": "C"}]}'), '{product.kind}') $$,
  'an option that goes');
select lives_ok($$ select pg_temp.apply(pg_temp.changed('{objects,0,fields,1,settings}', '{"options": [{"value": "c", "label": "C"}]}',
  '{objects,0,fields,1,type}', '"MULTI_SELECT"', '{objects,0,labelIdentifierField}', '"price"'), '{product.kind}') $$,
  'a type that values are converted to');
reset role;
select results_eq($$ select name::text, kind::text, price::text from workspace_a.product order by 1 $$,
  $$ values ('P', '{c}', '1'), ('Q', null, null) $$, 'its records lose it, and the others nothing');
set local role core_settings;
select lives_ok($$ select pg_temp.apply(pg_temp.changed('{objects,0,fields,1,settings}', '{"options": [{"value": "c", "label": "C"}]}',
  '{objects,0,fields,1,type}', '"MULTI_SELECT"', '{objects,0,fields,0,label}', '"Title"', '{objects,0,fields,2,type}', '"DATE"',
  '{objects,0,labelIdentifierField}', '"price"'), '{product.price}') $$, 'a field made anew, though it is the identifier');
select is((core.export_blueprint('00000000-0000-0000-0000-00000000000a') #> '{objects,6}'), '{"nameSingular": "product", "namePlural": "products",
  "labelIdentifierField": "price", "fields": [
    {"name": "name", "type": "TEXT", "label": "Title", "isNullable": false},
    {"name": "kind", "type": "MULTI_SELECT", "settings": {"options": [{"value": "c", "label": "C"}]}},
    {"name": "price", "type": "DATE", "isActive": false}]}'::jsonb, 'it is one again');
select lives_ok($$ select pg_temp.apply('{"objects": [{"nameSingular": "company", "fields": [{"name": "size", "type": "NUMBER"}]}]}',
  '{product,order,order.customer,line}') $$, 'objects that join one another, and a standard one');
select is((select array_agg("nameSingular"::text order by ordinal) from core."objectMetadata"),
  '{company,person,opportunity,workspaceMember,task,note}', 'are gone');
select is((select count(*) from core."fieldMetadata" where name in ('orders', 'lines')), 0::bigint, 'with the other halves of their relations');
reset role;
select lives_ok($$ select core.restore_object(id) from compiler.deleted where kind = 'OBJECT' and definition ->> 'nameSingular' = 'product' $$,
  'for now: what is deleted can be restored');
set local role core_settings;
select ok(pg_temp.apply('{"objects": []}', '{product}') > 0, 'and deleted again');
select is(core.export_blueprint('00000000-0000-0000-0000-00000000000a') #> '{objects,0}',
  '{"nameSingular": "company", "fields": [{"name": "size", "type": "NUMBER"}]}'::jsonb, 'a standard object that is not listed stays as it is');
select ok(pg_temp.apply('{"objects": [{"nameSingular": "company"}]}') > 0, 'one that is listed becomes what is listed');

-- What the compiler refuses, it refuses here.
select throws_ok($$ select pg_temp.apply('{"objects": [{"nameSingular": "user", "namePlural": "users"}]}') $$, 'MC102', null, 'a reserved name');
select throws_ok($$ select pg_temp.apply('{"objects": [{"nameSingular": "note", "fields": [{"name": "body", "type": "URL"}]}]}') $$, 'MC502', null,
  'the type of a standard field');
select throws_ok($$ select pg_temp.apply('{"objects": [{"nameSingular": "note", "indexes": [{"fields": ["nothing"]}]}]}') $$, 'MC601', null,
  'an index of no field');
select throws_ok($$ select pg_temp.apply('{"objects": [{"nameSingular": "note", "fields": [{"name": "a", "type": "TEXT", "settings": {"maxLength": 0}}]}]}') $$,
  'MC202', null, 'a setting');
select is((select count(*) from core."fieldMetadata" where "isCustom"), 0::bigint, 'and nothing of it stays');
reset role;
set local role compiler;
select throws_ok($$ select pg_temp.apply('{"objects": []}') $$, '42501', 'a blueprint is not applied as the compiler', 'the owner''s rows would not compile');
