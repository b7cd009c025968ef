-- The other side of a RELATION field, as a row to be written.
select plan(8);

-- The inverse of a field "customer" of object order, whose settings lead to object b2.
create function pg_temp.inverse(p_settings jsonb) returns core."fieldMetadata" language sql as $$
  select compiler.plan_inverse_field(
    jsonb_populate_record(null::core."fieldMetadata", jsonb_build_object(
      'id', '00000000-0000-0000-0000-0000000000c1', 'workspaceId', '00000000-0000-0000-0000-00000000000a',
      'objectMetadataId', '00000000-0000-0000-0000-0000000000b1', 'name', 'customer', 'label', 'Customer', 'isCustom', true,
      'settings', '{"relationTargetObjectId": "00000000-0000-0000-0000-0000000000b2"}' || p_settings)),
    jsonb_populate_record(null::core."objectMetadata", '{"id": "00000000-0000-0000-0000-0000000000b1",
      "nameSingular": "order", "namePlural": "orders", "labelSingular": "The order", "labelPlural": "All orders"}'))
$$;

select is(pg_temp.inverse('{"relationType": "MANY_TO_ONE", "onDelete": "CASCADE"}'),
  jsonb_populate_record(null::core."fieldMetadata", '{
    "workspaceId": "00000000-0000-0000-0000-00000000000a", "objectMetadataId": "00000000-0000-0000-0000-0000000000b2",
    "name": "orders", "label": "All orders", "type": "RELATION",
    "settings": {"relationType": "ONE_TO_MANY", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b1"},
    "isCustom": true, "isActive": true, "isNullable": true, "isUnique": false, "isSystem": false}'),
  'of a many side: a list named by the plural; onDelete stays with the column');
select is((pg_temp.inverse('{"relationType": "ONE_TO_MANY"}')).name, 'order', 'of a list: one record, named by the singular');
select is((pg_temp.inverse('{"relationType": "ONE_TO_MANY"}')).label, 'The order', 'and labelled by it');
select is((pg_temp.inverse('{"relationType": "ONE_TO_MANY", "onDelete": "CASCADE"}')).settings,
  '{"relationType": "MANY_TO_ONE", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b1", "onDelete": "CASCADE"}'::jsonb,
  'of a list: onDelete goes to the side that has the column');
select is((pg_temp.inverse('{"relationType": "ONE_TO_MANY"}')).settings,
  '{"relationType": "MANY_TO_ONE", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b1"}'::jsonb,
  'of a list without onDelete: none');
select is((pg_temp.inverse('{"relationType": "MANY_TO_ONE", "relationTargetFieldName": "pastOrders"}')).name, 'pastOrders',
  'a given name');
select is((pg_temp.inverse('{"relationType": "MANY_TO_ONE", "relationTargetFieldName": "pastOrders"}')).label, 'Past Orders',
  'and the label that comes from it');
select is((pg_temp.inverse('{"relationType": "MANY_TO_ONE", "relationTargetFieldLabel": "History"}')).label, 'History',
  'a given label');
