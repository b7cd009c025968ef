-- A junction object's two fields are told by what they lead to, whatever they are called.
select plan(11);

create function pg_temp.id(p_end text) returns uuid immutable language sql return ('00000000-0000-0000-0000-0000000000' || p_end)::uuid;
insert into core.workspace (id, "displayName", subdomain) values (pg_temp.id('0a'), 'Acme', 'acme'), (pg_temp.id('0b'), 'Bolt', 'bolt');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  (pg_temp.id('b1'), pg_temp.id('0a'), 'order', 'orders'), (pg_temp.id('b2'), pg_temp.id('0a'), 'product', 'products');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  (pg_temp.id('c1'), pg_temp.id('b1'), 'products', 'RELATION',
   jsonb_build_object('relationType', 'MANY_TO_MANY', 'relationTargetObjectId', pg_temp.id('b2'))),
  (pg_temp.id('c2'), pg_temp.id('b1'), 'similar', 'RELATION', jsonb_build_object('relationType', 'MANY_TO_MANY',
   'relationTargetObjectId', pg_temp.id('b1'), 'relationTargetFieldName', 'alike', 'junctionObjectName', 'likeness'));

-- The renamed fields of a junction object that lists these.
create function pg_temp.renamed(p_object text, p_fields text[]) returns text language sql as $$
  select string_agg(concat(f.name, ' -> ', c -> 'row' ->> 'name'), ', ' order by f.ordinal)
  from jsonb_array_elements(compiler.plan_blueprint_junctions(pg_temp.id('0a'), jsonb_build_array(jsonb_build_object('nameSingular', p_object,
    'fields', (select jsonb_agg(jsonb_build_object('name', split_part(f, ':', 1),
      'settings', jsonb_build_object('relationTargetObject', split_part(f, ':', 2)))) from unnest(p_fields) f))))) c
  join core."fieldMetadata" f on f.id = (c -> 'row' ->> 'id')::uuid
$$;
select is(pg_temp.renamed('orderProduct', '{order:order,product:product}'), null, 'those that have their names');
select is(pg_temp.renamed('orderProduct', '{purchase:order,product:product}'), 'order -> purchase', 'another name for the same target');
select is(pg_temp.renamed('orderProduct', '{product:product,thing:product,purchase:order}'), 'order -> purchase', 'beside another relation');
select is(pg_temp.renamed('orderProduct', '{order:company,product:product}'), null, 'a name that leads elsewhere is no new name');
select is(pg_temp.renamed('likeness', '{one:order,two:order}'), 'order -> one, otherOrder -> two', 'of an object joined with itself: in their order');
select is(pg_temp.renamed('order', '{goods:product}'), null, 'only in junction objects');

update core."objectMetadata" set "nameSingular" = 'purchase', "namePlural" = 'purchases' where id = pg_temp.id('b1');
update core."objectMetadata" set "nameSingular" = 'lineItem', "namePlural" = 'lineItems' where "nameSingular" = 'orderProduct';
create temp table told on commit drop as select core.export_blueprint(pg_temp.id('0a')) as blueprint;
select is(core.apply_blueprint(pg_temp.id('0a'), blueprint), 0, 'objects that were renamed: what is told of them is so') from told;
select cmp_ok(core.apply_blueprint(pg_temp.id('0b'), blueprint), '>', 0, 'applied to another workspace') from told;
select is(core.export_blueprint(pg_temp.id('0b')), blueprint, 'it tells the same') from told;
create function pg_temp.joined(p_end text) returns setof text language sql as $$
  select concat_ws('.', o."nameSingular", f.name, list.name)
  from compiler.junction j
  join core."fieldMetadata" f on f.id = j.field_id
  join core."objectMetadata" o on o.id = f."objectMetadataId"
  join core."fieldMetadata" list on list.id = j.list_field_id
  where j.workspace_id = pg_temp.id(p_end)
$$;
select set_eq($$ select pg_temp.joined('0b') $$, $$ select pg_temp.joined('0a') $$, 'and the same fields join the same lists');

-- What would be lost beside a new name is the plan's to know, too.
insert into core."fieldMetadata" (id, "objectMetadataId", name, type)
select pg_temp.id('c3'), o.id, 'note', 'TEXT' from core."objectMetadata" o where o."nameSingular" = 'product' and o."workspaceId" = pg_temp.id('0b');
insert into workspace_b.product (note) values ('kept so far');
update core."fieldMetadata" f set name = 'buy' from core."objectMetadata" o
where o.id = f."objectMetadataId" and f.name = 'order' and o."nameSingular" = 'lineItem' and o."workspaceId" = pg_temp.id('0b');
select results_eq($$ select p.type, p.subject from told, core.plan_blueprint(pg_temp.id('0b'), blueprint) p where p.destructive $$,
  $$ values ('DELETE_FIELD', 'product.note') $$, 'a plan tells what is lost beside a new name');
