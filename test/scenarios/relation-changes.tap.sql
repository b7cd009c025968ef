-- What the settings of a relation say is so, whichever of its two fields says it, or it is refused: nothing is stored and
-- ignored. A junction object and its two relations stay as long as the MANY_TO_MANY relation that they hold.
select plan(42);

create function pg_temp.id(p_end text) returns uuid immutable language sql return ('00000000-0000-0000-0000-0000000000' || p_end)::uuid;
insert into core.workspace (id, "displayName", subdomain) values (pg_temp.id('0a'), 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  (pg_temp.id('b1'), pg_temp.id('0a'), 'book', 'books'), (pg_temp.id('b2'), pg_temp.id('0a'), 'author', 'authors');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  (pg_temp.id('c1'), pg_temp.id('b1'), 'author', 'RELATION',
   jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', pg_temp.id('b2'))),
  (pg_temp.id('c2'), pg_temp.id('b1'), 'chapters', 'RELATION',
   jsonb_build_object('relationType', 'ONE_TO_MANY', 'relationTargetObjectId', pg_temp.id('b2'), 'onDelete', 'CASCADE',
     'relationTargetFieldName', 'part', 'relationTargetFieldLabel', 'Part')),
  (pg_temp.id('c3'), pg_temp.id('b1'), 'cover', 'RELATION',
   jsonb_build_object('relationType', 'ONE_TO_ONE', 'relationTargetObjectId', pg_temp.id('b2'))),
  (pg_temp.id('c4'), pg_temp.id('b1'), 'readers', 'RELATION',
   jsonb_build_object('relationType', 'MANY_TO_MANY', 'relationTargetObjectId', pg_temp.id('b2'),
     'relationTargetFieldName', 'read', 'junctionObjectName', 'reading'));

create function pg_temp.field(p_object text, p_name text) returns core."fieldMetadata" language sql as $$
  select f from core."fieldMetadata" f join core."objectMetadata" o on o.id = f."objectMetadataId"
  where o."nameSingular" = p_object and f.name = p_name
$$;
-- Sets keys of a field's settings; null removes one.
create function pg_temp.set(p_object text, p_name text, p_settings jsonb) returns void language sql as $$
  update core."fieldMetadata" f set settings = jsonb_strip_nulls(f.settings || p_settings)
  where f.id = (pg_temp.field(p_object, p_name)).id
$$;
-- What the key does, and what both fields say of it.
create function pg_temp.on_delete(p_table text, p_column text, p_list_object text, p_list text) returns text language sql as $$
  select concat_ws(', ', c.confdeltype, (pg_temp.field(p_table, regexp_replace(p_column, 'Id$', ''))).settings ->> 'onDelete',
    (pg_temp.field(p_list_object, p_list)).settings ->> 'onDelete')
  from pg_constraint c
  join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
  where c.contype = 'f' and c.conrelid = format('workspace_a.%I', p_table)::regclass and a.attname = p_column
$$;
create function pg_temp.drift() returns bigint language sql as 'select count(*) from core.drift(pg_temp.id(''0a''))';

-- onDelete
select pg_temp.set('author', 'books', '{"onDelete": "CASCADE"}');
select is(pg_temp.on_delete('book', 'authorId', 'author', 'books'), 'c, CASCADE, CASCADE', 'onDelete of the list is that of the relation');
select pg_temp.set('book', 'author', '{"onDelete": "RESTRICT"}');
select is(pg_temp.on_delete('book', 'authorId', 'author', 'books'), 'r, RESTRICT, RESTRICT', 'so is that of the side that has the column');
select pg_temp.set('author', 'books', '{"onDelete": null}');
select is(pg_temp.on_delete('book', 'authorId', 'author', 'books'), 'n', 'left out on one side it is SET_NULL on both');
select is(pg_temp.on_delete('author', 'partId', 'book', 'chapters'), 'c, CASCADE, CASCADE', 'ONE_TO_MANY has it from the beginning');
select pg_temp.set('book', 'chapters', '{"onDelete": "SET_NULL"}');
select is(pg_temp.on_delete('author', 'partId', 'book', 'chapters'), 'n, SET_NULL, SET_NULL', 'and changes it');
select pg_temp.set('author', 'book', '{"onDelete": "RESTRICT"}');
select is(pg_temp.on_delete('book', 'coverId', 'author', 'book'), 'r, RESTRICT, RESTRICT', 'the inverse of ONE_TO_ONE');
update core."fieldMetadata" set "isNullable" = false, settings = settings || '{"onDelete": "CASCADE"}' where id = pg_temp.id('c3');
select throws_ok($$ select pg_temp.set('author', 'book', '{"onDelete": "SET_NULL"}') $$, 'MC302', 'the relation of field "cover" is not valid',
  'SET_NULL for a column that may not be null is refused, whoever says it');
select throws_ok($$
  update core."fieldMetadata" f set settings = f.settings || jsonb_build_object('onDelete', case f.name when 'author' then 'CASCADE' else 'RESTRICT' end)
  where f.id in (pg_temp.id('c1'), (pg_temp.field('author', 'books')).id) $$, 'MC302',
  'the two sides of the relation of field "books" contradict each other', 'each says something else in one statement');
select lives_ok($$
  update core."fieldMetadata" f set settings = f.settings || '{"onDelete": "RESTRICT"}'
  where f.id in (pg_temp.id('c1'), (pg_temp.field('author', 'books')).id) $$, 'both say the same');
select throws_ok($$
  update core."fieldMetadata" f set settings = case f.name when 'author' then f.settings || '{"onDelete": "CASCADE"}' else f.settings - 'onDelete' end
  where f.id in (pg_temp.id('c1'), (pg_temp.field('author', 'books')).id) $$, 'MC302', null, 'one says nothing any more, the other something');
select lives_ok($$
  update core."fieldMetadata" f set settings = case f.name when 'author' then f.settings || '{"onDelete": "SET_NULL"}' else f.settings - 'onDelete' end
  where f.id in (pg_temp.id('c1'), (pg_temp.field('author', 'books')).id) $$, 'which means the same');
select is(pg_temp.on_delete('book', 'authorId', 'author', 'books'), 'n, SET_NULL', 'and comes to rest');
select throws_ok($$ select pg_temp.set('book', 'readers', '{"onDelete": "RESTRICT"}') $$, 'MC302', null, 'MANY_TO_MANY has none');
select throws_ok($$ update core."fieldMetadata" set "isNullable" = false, settings = settings || '{"onDelete": "CASCADE"}'
  where id = (pg_temp.field('author', 'book')).id $$, 'MC302', null, 'a side without a column is not asked for a value');

-- relationTargetFieldName, relationTargetFieldLabel
select pg_temp.set('book', 'author', '{"relationTargetFieldName": "works", "relationTargetFieldLabel": "Works"}');
select is((pg_temp.field('author', 'works')).label, 'Works', 'the other field is renamed and relabelled');
select is((select count(*) from pg_constraint c where c.conrelid = 'workspace_a.book'::regclass
  and obj_description(c.oid, 'pg_constraint') like '%@foreignFieldName works%'), 1::bigint, 'the API hears of it');
update core."fieldMetadata" set name = 'oeuvre', label = 'Oeuvre' where id = (pg_temp.field('author', 'works')).id;
select is((pg_temp.field('book', 'author')).settings - 'onDelete', jsonb_build_object('relationType', 'MANY_TO_ONE',
  'relationTargetObjectId', pg_temp.id('b2'), 'relationTargetFieldName', 'oeuvre', 'relationTargetFieldLabel', 'Oeuvre'),
  'settings follow when the field is changed by itself');
select pg_temp.set('book', 'chapters', '{"relationTargetFieldName": "section"}');
select has_column('workspace_a', 'author', 'sectionId', 'its column follows');
select is((pg_temp.field('author', 'section')).label, 'Part', 'its label stays');
select pg_temp.set('book', 'chapters', '{"relationTargetFieldName": null}');
select isnt(pg_temp.field('author', 'section'), null, 'left out, it renames nothing');
select throws_ok($$ select pg_temp.set('book', 'author', '{"relationTargetFieldName": "section"}') $$, 'MC104', null, 'a name that is taken');
select throws_ok($$ select pg_temp.set('book', 'author', '{"relationTargetFieldName": "createdAt"}') $$, 'MC102', null, 'a name that is reserved');
select throws_ok($$
  update core."fieldMetadata" f set name = case f.name when 'oeuvre' then 'opus' else f.name end,
    settings = f.settings || case f.name when 'author' then '{"relationTargetFieldName": "ouvrages"}' else '{}' end::jsonb
  where f.id in (pg_temp.id('c1'), (pg_temp.field('author', 'oeuvre')).id) $$, 'MC302',
  'the two sides of the relation of field "author" contradict each other', 'two names in one statement');
select throws_ok($$ select pg_temp.set('person', 'company', '{"relationTargetFieldName": "staff"}') $$, 'MC502', null, 'a standard field keeps its name');

-- relationType, relationTargetObjectId, junctionObjectName, rows of relationMetadata
select throws_ok(format('select pg_temp.set(%L, %L, %L)', object, field, settings), 'MC302', null, format('%s.%s: %s', object, field, settings))
from (values
  ('book', 'author', '{"relationType": "ONE_TO_ONE"}'), ('author', 'oeuvre', '{"relationType": "MANY_TO_MANY"}'),
  ('book', 'author', '{"relationTargetObjectId": "00000000-0000-0000-0000-0000000000b1"}'), ('book', 'author', '{"relationType": "ONE_TO_MANY"}'),
  ('book', 'author', '{"junctionObjectName": "x"}')
) t (object, field, settings);
select throws_ok($$ select pg_temp.set('book', 'readers', '{"junctionObjectName": "loan"}') $$, 'MC302',
  'the junction object of field "readers" is not renamed by its settings', 'a junction object is renamed as an object');
select throws_ok($$ select pg_temp.set('author', 'read', '{"junctionObjectName": "loan"}') $$, 'MC302', null, 'on either side');
update core."objectMetadata" set "nameSingular" = 'loan', "namePlural" = 'loans' where "nameSingular" = 'reading';
select is((pg_temp.field('book', 'readers')).settings ->> 'junctionObjectName', 'loan', 'settings follow');
select lives_ok($$ select pg_temp.set('author', 'read', '{"junctionObjectName": "loan"}') $$, 'its name may be said');
select throws_ok($$ update core."relationMetadata" set "relationType" = 'ONE_TO_ONE' $$, 'MC501', null, 'a row of relationMetadata is not updated');

-- The junction object and what it consists of.
select throws_ok($$ delete from core."objectMetadata" where "nameSingular" = 'loan' $$, 'MC503', 'other objects depend on object "loan"',
  'a junction object is not deleted');
select throws_ok($$ delete from core."fieldMetadata" where id = (pg_temp.field('loan', 'author')).id $$, 'MC503', 'field "author" is needed',
  'nor one of its two relations');
select throws_ok($$ delete from core."fieldMetadata" where id = (pg_temp.field('author', 'loans')).id $$, 'MC503', null, 'nor the other side of one');
select throws_ok($$ delete from core."relationMetadata" where "toFieldMetadataId" = (pg_temp.field('loan', 'author')).id $$, 'MC503', null,
  'nor by its row');
select lives_ok($$ delete from core."fieldMetadata" where id in (pg_temp.id('c4'), (pg_temp.field('loan', 'author')).id, (pg_temp.field('loan', 'book')).id) $$,
  'together with the relation they are');
select throws_ok($$ select core.restore_field(pg_temp.id('c4')) $$, 'MC503', 'a side of the junction object of field "readers" is deleted (and another fault)',
  'which is not restored without them');
select core.restore_field(d.id) from compiler.deleted d where d.definition -> 'settings' ->> 'relationType' = 'MANY_TO_ONE';
select lives_ok($$ select core.restore_field(pg_temp.id('c4')) $$, 'but with them');
select is(pg_temp.drift(), 0::bigint, 'nothing drifts');
