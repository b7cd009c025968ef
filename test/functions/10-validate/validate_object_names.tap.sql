select plan(25);

-- Written as the compiler, whose rows fire no trigger.
set local role compiler;
insert into core.workspace (id, "displayName", "schemaName") values
  ('00000000-0000-4000-8000-000000000001', 'Acme', 'workspace_test_1'),
  ('00000000-0000-4000-8000-000000000002', 'Other', 'workspace_test_2');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural", "labelSingular", "labelPlural") values
  ('00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-000000000001', 'product', 'products', 'x', 'x'),
  ('00000000-0000-4000-8000-0000000000a2', '00000000-0000-4000-8000-000000000001', 'personEdge', 'personEdges', 'x', 'x'),
  ('00000000-0000-4000-8000-0000000000a4', '00000000-0000-4000-8000-000000000001', 'itemsGroupBy', 'itemsGroupBys', 'x', 'x'),
  ('00000000-0000-4000-8000-0000000000a3', '00000000-0000-4000-8000-000000000002', 'gadget', 'gadgets', 'x', 'x');
reset role;

-- The faults of a new object of that name.
create function pg_temp.faults_of(p_singular text, p_plural text) returns text[] language plpgsql as $$
declare
  v_id     uuid;
  v_result text[];
begin
  set local role compiler;
  insert into core."objectMetadata" ("workspaceId", "nameSingular", "namePlural", "labelSingular", "labelPlural")
  values ('00000000-0000-4000-8000-000000000001', p_singular, p_plural, 'x', 'x') returning id into v_id;
  v_result := array(
    select f.sqlstate || ': ' || f.message
    from unnest(compiler.validate_object_names('00000000-0000-4000-8000-000000000001', array[v_id])) f);
  delete from core."objectMetadata" where id = v_id;
  reset role;
  return v_result;
end $$;

select is(pg_temp.faults_of(singular, plural), '{}', 'taken: ' || description)
from (values
  ('order', 'orders', 'a name of its own'),
  ('gadget', 'gadgets', 'a name that another workspace has'),
  ('productItem', 'productItems', 'a name that starts with another'),
  ('people', 'peoples', 'a name that is close to another'),
  ('Product', 'Products', 'a name that differs by case, which validate_name() refuses')
) t (singular, plural, description);

select is(pg_temp.faults_of(singular, plural), array[format('MC104: object name "%s" is taken', taken)], 'refused: ' || description)
from (values
  ('product', 'goods', 'product', 'another''s singular as singular'),
  ('products', 'goods', 'products', 'another''s plural as singular'),
  ('good', 'products', 'products', 'another''s plural as plural'),
  ('good', 'product', 'product', 'another''s singular as plural'),
  ('productConnection', 'goods', 'productConnection', 'the connection type of another'),
  ('good', 'productEdge', 'productEdge', 'its edge type as plural'),
  ('productFilterInput', 'goods', 'productFilterInput', 'its filter type'),
  ('productRelationInput', 'goods', 'productRelationInput', 'the input of a relation to it'),
  ('productDuplicates', 'goods', 'productDuplicates', 'its duplicates query'),
  ('productsGroupBy', 'goods', 'productsGroupBy', 'its groups query'),
  ('productGroupByInput', 'goods', 'productGroupByInput', 'the type of what its groups are made by'),
  ('good', 'productGroupByConnection', 'productGroupByConnection', 'the type of its groups'),
  ('productOrderByWith', 'goods', 'productOrderByWith', 'a name whose own type of that kind is the order of its groups'),
  ('person', 'people', 'person', 'a name whose edge type another object has for its name'),
  ('item', 'items', 'items', 'a plural whose groups query another object has for its name'),
  ('human', 'personEdges', 'personEdges', 'that object''s plural'),
  ('zap', 'zapDuplicates', 'zapDuplicates', 'a plural that is the object''s own duplicates query'),
  ('zapsGroupBy', 'zaps', 'zapsGroupBy', 'a singular that is the object''s own groups query')
) t (singular, plural, taken, description);

select is(
  (compiler.validate_object_names('00000000-0000-4000-8000-000000000001', '{00000000-0000-4000-8000-0000000000a1}')), '{}',
  'an object is no clash with itself');
select is(compiler.validate_object_names('00000000-0000-4000-8000-000000000001', '{}'), '{}', 'no object, no fault');
