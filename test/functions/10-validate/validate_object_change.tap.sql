select plan(11);

create function pg_temp.faults_of(p_is_custom boolean, p_change jsonb) returns compiler.fault[] language sql as $$
  select compiler.validate_object_change(
    jsonb_populate_record(null::core."objectMetadata", o.row), jsonb_populate_record(null::core."objectMetadata", o.row || p_change))
  from (select '{"nameSingular": "deal", "namePlural": "deals", "labelSingular": "Deal", "labelPlural": "Deals", "isActive": true,
    "isSystem": false}'::jsonb || jsonb_build_object('isCustom', p_is_custom)) o (row)
$$;

select is(pg_temp.faults_of(is_custom, change::jsonb), '{}', 'taken: ' || description)
from (values
  (true, '{"nameSingular": "offer", "namePlural": "offers"}', 'names'),
  (true, '{"isActive": false}', 'switched off'),
  (false, '{"isActive": false}', 'a standard object switched off'),
  (false, '{"labelSingular": "Offer", "labelPlural": "Offers", "description": "x", "icon": "y"}', 'labels of a standard object')
) t (is_custom, change, description);
select is((pg_temp.faults_of(true, change::jsonb))[1].sqlstate, sqlstate, 'refused as of a new object: ' || change)
from (values
  ('{"nameSingular": "Bad name"}', 'MC101'), ('{"namePlural": "queries"}', 'MC102'), ('{"namePlural": "DEAL"}', 'MC101'),
  ('{"namePlural": "deal"}', 'MC104'), ('{"labelPlural": ""}', 'MC105')
) t (change, sqlstate);
select is(pg_temp.faults_of(false, '{"nameSingular": "offer"}'), array[row('MC502', 'standard object "deal" keeps its names',
  'Its labels, description and icon may change.', 'Change the labels instead.')::compiler.fault], 'refused: the name of a standard object');
select is((pg_temp.faults_of(false, '{"namePlural": "offers"}'))[1].sqlstate, 'MC502', 'refused: its plural');
