-- The fields of one UPDATE are compiled together, for each workspace they belong to.
select plan(11);

create function pg_temp.id(p_end text) returns uuid immutable language sql return ('00000000-0000-0000-0000-0000000000' || p_end)::uuid;
insert into core.workspace (id, "displayName", subdomain) values (pg_temp.id('0a'), 'Acme', 'acme'), (pg_temp.id('0b'), 'Bolt', 'bolt');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  (pg_temp.id('b1'), pg_temp.id('0a'), 'book', 'books'), (pg_temp.id('b2'), pg_temp.id('0b'), 'book', 'books');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type) values
  (pg_temp.id('c1'), pg_temp.id('b1'), 'title', 'TEXT'), (pg_temp.id('c2'), pg_temp.id('b1'), 'pages', 'NUMBER'),
  (pg_temp.id('c3'), pg_temp.id('b2'), 'title', 'TEXT'), (pg_temp.id('c4'), pg_temp.id('b2'), 'pages', 'NUMBER');
-- Rows of history since the workspaces and their objects were made.
create temp table made on commit drop as select "workspaceId" as id, max(version) as version from core."workspaceMigration" group by 1;
create function pg_temp.history() returns text language sql as $$
  select string_agg(concat_ws(' ', w.subdomain, m.migrations #>> '{0,type}'), ', ' order by w.subdomain, m.version)
  from core."workspaceMigration" m join made on made.id = m."workspaceId" and m.version > made.version join core.workspace w on w.id = m."workspaceId"
$$;

update core."fieldMetadata" set name = name || 'Of' where "objectMetadataId" in (pg_temp.id('b1'), pg_temp.id('b2'));
select has_column('workspace_a', 'book', 'titleOf', 'the first workspace');
select has_column('workspace_b', 'book', 'pagesOf', 'and the second');
select is(pg_temp.history(), 'acme UPDATE_FIELD, bolt UPDATE_FIELD', 'one row of history for each, not for each field');
update core."fieldMetadata" set name = name where name = 'titleOf';
update core."fieldMetadata" set name = 'x' where false;
select is(pg_temp.history(), 'acme UPDATE_FIELD, bolt UPDATE_FIELD', 'an UPDATE that changes nothing is no change');
select throws_ok($$ update core."fieldMetadata" set name = 'same' where "objectMetadataId" = pg_temp.id('b1') $$, 'MC104',
  'field name "same" is taken', 'two of one name');
update core."fieldMetadata" set name = case name when 'titleOf' then 'pagesOf' else 'titleOf' end where "objectMetadataId" = pg_temp.id('b1');
select col_type_is('workspace_a', 'book', 'titleOf', 'numeric', 'names that are swapped');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type) values
  (pg_temp.id('c5'), pg_temp.id('b1'), 'note', 'RELATION'), (pg_temp.id('c6'), pg_temp.id('b1'), 'owner', 'RELATION');
update core."fieldMetadata" set type = 'TEXT' where id = pg_temp.id('c5');
select col_type_is('workspace_a', 'book', 'note', 'character varying', 'a relation that waited becomes a text');
select throws_ok($$ update core."fieldMetadata" set name = 'pagesOf' where id = pg_temp.id('c6') $$, 'MC104',
  'field name "pagesOf" is taken', 'one that waits is validated');
update core."fieldMetadata" set settings = jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', pg_temp.id('b1'))
where id = pg_temp.id('c6');
select col_is_fk('workspace_a', 'book', array['ownerId'], 'one that is told its target is made');
select is((select count(*) from core."relationMetadata" where "toFieldMetadataId" = pg_temp.id('c6')), 1::bigint, 'with its relation');
select is_empty($$ select * from made cross join core.drift(made.id) $$, 'nothing drifts');
