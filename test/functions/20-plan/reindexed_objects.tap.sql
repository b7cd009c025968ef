-- The objects whose indexes may get other names.
select plan(7);

create function pg_temp.id(p_end text) returns uuid immutable language sql return ('00000000-0000-0000-0000-0000000000' || p_end)::uuid;
create function pg_temp.object(p_changes jsonb) returns core."objectMetadata" language sql as $$
  select jsonb_populate_record(null::core."objectMetadata", jsonb_build_object('id', pg_temp.id('b1'), 'nameSingular', 'book', 'labelSingular', 'Book') || p_changes) $$;
create function pg_temp.field(p_changes jsonb) returns core."fieldMetadata" language sql as $$
  select jsonb_populate_record(null::core."fieldMetadata", jsonb_build_object('id', pg_temp.id('c1'), 'objectMetadataId', pg_temp.id('b2'), 'name', 'title', 'type', 'TEXT') || p_changes) $$;
create function pg_temp.reindexed(p_object jsonb, p_fields jsonb[]) returns uuid[] language sql as $$
  select compiler.reindexed_objects(row(
    array(select row(pg_temp.object('{}'), pg_temp.object(p_object))::compiler.object_change where p_object is not null),
    array(select row(pg_temp.field('{}'), case when f <> 'null' then pg_temp.field(f) end)::compiler.field_change from unnest(p_fields) f))) $$;
select is(pg_temp.reindexed(null, '{}'), '{}', 'nothing changes');
select is(pg_temp.reindexed('{"nameSingular": "tome"}', '{}'), array[pg_temp.id('b1')], 'a renamed object');
select is(pg_temp.reindexed('{"labelSingular": "Tome"}', '{}'), '{}', 'not one with a new label');
select is(pg_temp.reindexed(null, array['{"name": "headline"}'::jsonb, '{"isUnique": true}']), array[pg_temp.id('b2')], 'that of changed fields, once');
select is(pg_temp.reindexed(null, array['{"label": "Headline"}'::jsonb]), '{}', 'not of one with a new label');
select is(pg_temp.reindexed(null, array['null'::jsonb]), '{}', 'nor of a deleted one');
select is(pg_temp.reindexed('{"nameSingular": "tome"}', array['{"type": "EMAIL"}'::jsonb]), array[pg_temp.id('b1'), pg_temp.id('b2')], 'both');
