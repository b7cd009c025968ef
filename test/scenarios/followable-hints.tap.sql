-- What a refusal says to do can be done, and then the change is taken.
select plan(25);

create function pg_temp.id(p_end text) returns uuid immutable language sql return ('00000000-0000-0000-0000-0000000000' || p_end)::uuid;
create function pg_temp.refusal(p_sql text) returns text language plpgsql as $$
declare v_detail text; v_hint text; begin
  execute p_sql;
  return null;
exception when others then
  get stacked diagnostics v_detail = pg_exception_detail, v_hint = pg_exception_hint;
  return concat_ws(' | ', sqlstate, sqlerrm, v_detail, v_hint);
end $$;
insert into core.workspace (id, "displayName", subdomain) values (pg_temp.id('0a'), 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  (pg_temp.id('b1'), pg_temp.id('0a'), 'book', 'books'), (pg_temp.id('b2'), pg_temp.id('0a'), 'reader', 'readers');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings, "isNullable") values
  (pg_temp.id('c1'), pg_temp.id('b1'), 'price', 'NUMBER', null, true), (pg_temp.id('c2'), pg_temp.id('b1'), 'title', 'TEXT', null, false),
  (pg_temp.id('c3'), pg_temp.id('b1'), 'owner', 'RELATION', jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', pg_temp.id('b2')), true),
  (pg_temp.id('c4'), pg_temp.id('b1'), 'fans', 'RELATION', jsonb_build_object('relationType', 'MANY_TO_MANY', 'relationTargetObjectId', pg_temp.id('b2'),
    'relationTargetFieldName', 'favourites'), true);
insert into workspace_a.book (title, price) values ('One', 1);

-- Types.
select matches(pg_temp.refusal($$ update core."fieldMetadata" set type = 'CURRENCY' where id = pg_temp.id('c1') $$),
  'MC210 .*Give settings.currencyCode too', 'NUMBER to CURRENCY');
select lives_ok($$ update core."fieldMetadata" set type = 'CURRENCY', settings = '{"currencyCode": "EUR"}' where id = pg_temp.id('c1') $$, 'with it');
update core."fieldMetadata" set settings = null where id = pg_temp.id('c1');
select matches(pg_temp.refusal($$ update core."fieldMetadata" set type = 'NUMBER' where id = pg_temp.id('c1') $$),
  'MC210 .*Set settings.currencyCode first', 'CURRENCY to NUMBER');
update core."fieldMetadata" set settings = '{"currencyCode": "EUR"}' where id = pg_temp.id('c1');
select lives_ok($$ update core."fieldMetadata" set type = 'NUMBER', settings = null where id = pg_temp.id('c1') $$, 'then');
select matches(pg_temp.refusal(format('update core."fieldMetadata" set type = %L where id = %L', type, pg_temp.id(id))),
  '^MC210 \| field "\w+" cannot change from \w+ to \w+ \| There is no conversion', 'to ' || type)
from (values ('c2', 'RELATION'), ('c3', 'TEXT')) t (id, type);

-- Settings of a relation.
select lives_ok($$ update core."fieldMetadata" set settings = '{"onDelete": "CASCADE"}' where id = pg_temp.id('c3') $$, 'onDelete alone');
select is((select settings from core."fieldMetadata" where id = pg_temp.id('c3')),
  jsonb_build_object('onDelete', 'CASCADE', 'relationType', 'MANY_TO_ONE', 'relationTargetObjectId', pg_temp.id('b2')), 'what it joins is kept');
select lives_ok($$ update core."fieldMetadata" set settings = '{"onDelete": "RESTRICT"}' where name = 'books' and "objectMetadataId" = pg_temp.id('b2') $$,
  'from the other side');
select is((select settings ->> 'onDelete' from core."fieldMetadata" where id = pg_temp.id('c3')), 'RESTRICT', 'which the first follows');
select matches(pg_temp.refusal($$ update core."fieldMetadata" set settings = '{"relationType": "ONE_TO_ONE"}' where id = pg_temp.id('c3') $$),
  'MC302 .*cannot lead elsewhere', 'another kind');
select matches(pg_temp.refusal($$ update core."fieldMetadata" set "isUnique" = true where id = pg_temp.id('c3') $$), 'MC205 .*ONE_TO_ONE', 'unique');

-- A field that is required comes back, where records came meanwhile.
update core."fieldMetadata" set "isActive" = false where id = pg_temp.id('c2');
insert into workspace_a.book (price) values (2);
select matches(pg_temp.refusal($$ update core."fieldMetadata" set "isActive" = true where id = pg_temp.id('c2') $$),
  'MC206 .*switch it on with isNullable true', 'switched on');
select lives_ok($$ update core."fieldMetadata" set "isActive" = true, "isNullable" = true where id = pg_temp.id('c2') $$, 'with isNullable');
update workspace_a.book set title = 'Two' where title is null;
select lives_ok($$ update core."fieldMetadata" set "isNullable" = false where id = pg_temp.id('c2') $$, 'filled, it is required again');
delete from core."fieldMetadata" where id = pg_temp.id('c2');
insert into workspace_a.book (price) values (3);
select matches(pg_temp.refusal($$ select core.restore_field(pg_temp.id('c2')) $$), 'MC206 .*Destroy these records', 'restored');
delete from workspace_a.book where price = 3;
insert into core."fieldMetadata" (id, "objectMetadataId", name, type) values (pg_temp.id('c5'), pg_temp.id('b1'), 'title', 'TEXT');
select matches(pg_temp.refusal($$ select core.restore_field(pg_temp.id('c2')) $$), 'MC104 .*Rename or delete the one that has the name now', 'its name is taken');
update core."fieldMetadata" set name = 'headline' where id = pg_temp.id('c5');
select lives_ok($$ select core.restore_field(pg_temp.id('c2')) $$, 'then it comes back');

-- What an index is about.
insert into core."indexMetadata" (id, "objectMetadataId", fields) values (pg_temp.id('e1'), pg_temp.id('b1'), '{title,createdAt}');
select matches(pg_temp.refusal($$ delete from core."fieldMetadata" where id = pg_temp.id('c2') $$),
  'MC503 .*index 00000000-0000-0000-0000-0000000000e1 on \(title, createdAt\)', 'a field of an index');

-- A MANY_TO_MANY relation, whose object goes and comes.
create temp table junction on commit drop as
select o.id, array_agg(f.id order by f.name) as fields from core."objectMetadata" o join core."fieldMetadata" f on f."objectMetadataId" = o.id
where o."nameSingular" = 'bookReader' group by o.id;
delete from core."fieldMetadata" where id = pg_temp.id('c4');
delete from core."fieldMetadata" where id = any (select unnest(fields) from junction);
delete from core."objectMetadata" where id = (select id from junction);
select is(pg_temp.refusal($$ select core.restore_field(pg_temp.id('c4')) $$) ~ format('MC503 .*select core.restore_object\(''%s''\)', id), true, 'the object first') from junction;
select core.restore_object(id) from junction;
select is(pg_temp.refusal($$ select core.restore_field(pg_temp.id('c4')) $$) ~ format('MC503 .*field "book" of object "bookReader".*select core.restore_field\(''%s''\)', fields[1]), true, 'then its fields') from junction;
select core.restore_field(fields[1]) from junction;
select is(pg_temp.refusal($$ select core.restore_field(pg_temp.id('c4')) $$) ~ format('MC503 .*field "reader" of object "bookReader".*select core.restore_field\(''%s''\)', fields[2]), true, 'both') from junction;
select core.restore_field(fields[2]) from junction;
select lives_ok($$ select core.restore_field(pg_temp.id('c4')) $$, 'then the relation');
delete from core."fieldMetadata" where id = pg_temp.id('c4');
select is_empty($$ select d.* from core.workspace w, core.drift(w.id) d $$, 'nothing drifts');
delete from core."fieldMetadata" where id = any (select unnest(fields) from junction);
delete from core."objectMetadata" where id = (select id from junction);
delete from compiler.deleted where id = any (select unnest(fields) from junction);
select matches(pg_temp.refusal($$ select core.restore_field(pg_temp.id('c4')) $$), 'MC503 .*purged.*Create the relation anew', 'what is purged does not come back');
