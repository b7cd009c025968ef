-- The two fields of a relation are there together.
select plan(21);

create function pg_temp.id(p_end text) returns uuid immutable language sql return ('00000000-0000-0000-0000-0000000000' || p_end)::uuid;
insert into core.workspace (id, "displayName", subdomain) values (pg_temp.id('0a'), 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  (pg_temp.id('b1'), pg_temp.id('0a'), 'book', 'books'), (pg_temp.id('b2'), pg_temp.id('0a'), 'author', 'authors');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  (pg_temp.id('c1'), pg_temp.id('b1'), 'title', 'TEXT', null), (pg_temp.id('c2'), pg_temp.id('b1'), 'pages', 'NUMBER', null),
  (pg_temp.id('c3'), pg_temp.id('b1'), 'author', 'RELATION',
   jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', pg_temp.id('b2')));
-- A field's row with changes.
create function pg_temp.field(p_end text, p_change jsonb default '{}') returns core."fieldMetadata" language sql as $$
  select jsonb_populate_record(null::core."fieldMetadata", to_jsonb(f) || p_change) from core."fieldMetadata" f where f.id = pg_temp.id(p_end)
$$;

-- As its callers run it: as the owner.
create function pg_temp.change(p_previous core."fieldMetadata", p_next core."fieldMetadata") returns uuid[] language sql security definer as
  'select compiler.change_other_half(p_previous, p_next)';
alter function pg_temp.change owner to compiler;
create function pg_temp.inverse() returns core."fieldMetadata" language sql as $$
  select f from core."fieldMetadata" f where f.name = 'books' and f."objectMetadataId" = pg_temp.id('b2')
$$;
select is(pg_temp.change(pg_temp.field('c1'), null), '{}', 'a field that is no relation');
select is(pg_temp.change(pg_temp.field('c3'), pg_temp.field('c3', '{"label": "new"}')), '{}', 'a label changes one of them');
select is(pg_temp.change(pg_temp.field('c3'), pg_temp.field('c3', '{"isActive": false}')), array[(pg_temp.inverse()).id], 'switched off');
select is((pg_temp.inverse())."isActive", false, 'both are');
select is(pg_temp.change(pg_temp.field('c3'), pg_temp.field('c3', '{"isActive": false}')), '{}', 'once');
select is(pg_temp.change(pg_temp.inverse(), jsonb_populate_record(pg_temp.inverse(), '{"isActive": true}')), '{}', 'the other half is on already');
select is(pg_temp.change(pg_temp.field('c3', '{"isActive": true}'), pg_temp.field('c3', '{"isActive": true, "label": "new"}')), '{}',
  'a half that was not switched leaves the other as it is');
savepoint switched;
update core."fieldMetadata" set label = 'New', "isActive" = id <> pg_temp.id('c3') where id in (pg_temp.id('c3'), (pg_temp.inverse()).id);
select results_eq($$ select "isActive" from core."fieldMetadata" where label = 'New' $$, '{false,false}'::boolean[],
  'both changed, one of them switched off: both are, and the compiler comes to rest');
rollback to switched;
-- What settings say of the other side.
create function pg_temp.said(p_settings jsonb) returns core."fieldMetadata" language sql as
  $$ select pg_temp.field('c3', jsonb_build_object('settings', (pg_temp.field('c3')).settings || p_settings, 'isActive', true)) $$;
select is(pg_temp.change(pg_temp.said('{}'), pg_temp.said('{"onDelete": "CASCADE"}')), array[(pg_temp.inverse()).id], 'onDelete');
select is((pg_temp.inverse()).settings ->> 'onDelete', 'CASCADE', 'is that of both');
select is(pg_temp.change(pg_temp.said('{}'), pg_temp.said('{"onDelete": "CASCADE"}')), '{}', 'once');
select is(pg_temp.change(pg_temp.said('{"onDelete": "CASCADE"}'), pg_temp.said('{}')), array[(pg_temp.inverse()).id], 'left out');
select is((pg_temp.inverse()).settings ? 'onDelete', false, 'of both');
select is(pg_temp.change(pg_temp.said('{}'), pg_temp.said('{"onDelete": "SET_NULL"}')), '{}', 'said of one where it went without saying of both');
select is(pg_temp.change(pg_temp.said('{}'), pg_temp.said('{"relationTargetFieldLabel": "Their books"}')), array[(pg_temp.inverse()).id], 'a label');
select is((pg_temp.inverse()).label, 'Their books', 'is the other''s');
create temp table gone on commit drop as
select pg_temp.field('c3') as field, (pg_temp.inverse()).id as inverse_id, (select r.id from core."relationMetadata" r where r."toFieldMetadataId" = pg_temp.id('c3')) as relation_id;
savepoint here;
set local role compiler;
delete from core."fieldMetadata" where id = pg_temp.id('c3');
reset role;
select is(pg_temp.change(field, null), array[inverse_id, relation_id], 'deleted: the other half goes, and the relation') from gone;
select is((pg_temp.inverse()).id, null, 'the other half is gone');
select is((select count(*) from core."relationMetadata" r, gone where r.id = relation_id), 0::bigint, 'the relation too');
rollback to here;
set local role compiler;
delete from core."fieldMetadata" f where f.name = 'books' and f."objectMetadataId" = pg_temp.id('b2');
reset role;
select is(pg_temp.change(field, field), array[inverse_id, relation_id], 'a change of a field whose other half was deleted') from gone;
select is((select count(*) from core."fieldMetadata" where id = pg_temp.id('c3')), 0::bigint, 'it goes with it');
