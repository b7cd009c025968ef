-- The fields of one DELETE are compiled together, for each workspace they belong to.
select plan(7);

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

delete from core."fieldMetadata" where "objectMetadataId" in (pg_temp.id('b1'), pg_temp.id('b2'));
select hasnt_column('workspace_a', 'book', 'title', 'the first workspace');
select hasnt_column('workspace_b', 'book', 'pages', 'and the second');
select has_column('workspace_b', 'book', 'deleted_000000000000000000000000000000c4', 'kept out of sight');
select is(pg_temp.history(), 'acme DELETE_INDEX, bolt DELETE_INDEX', 'one row of history for each');
delete from core."fieldMetadata" where false;
select is(pg_temp.history(), 'acme DELETE_INDEX, bolt DELETE_INDEX', 'a DELETE of no rows is no change');
select throws_ok($$ delete from core."fieldMetadata" f using core."objectMetadata" o where o.id = f."objectMetadataId" and o."nameSingular" = 'note' $$,
  'MC502', 'standard field "title" cannot be deleted (and another fault)', 'standard fields');
select is_empty($$ select * from made cross join core.drift(made.id) $$, 'nothing drifts');
