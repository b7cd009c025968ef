-- The indexes of one statement are compiled together, for each workspace they belong to.
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

insert into core."indexMetadata" ("objectMetadataId", fields) values
  (pg_temp.id('b1'), '{pages}'), (pg_temp.id('b2'), '{pages}'), (pg_temp.id('b1'), '{title}');
select has_index('workspace_a', 'book', 'IDX_book_title_all', 'the first workspace');
select has_index('workspace_b', 'book', 'IDX_book_pages_all', 'and the second');
select is(pg_temp.history(), 'acme CREATE_INDEX, bolt CREATE_INDEX', 'one row of history for each');
update core."indexMetadata" set "isUnique" = true;
select has_index('workspace_a', 'book', 'IDX_book_title_unique_all', 'an UPDATE');
delete from core."indexMetadata";
select hasnt_index('workspace_b', 'book', 'IDX_book_pages_unique_all', 'a DELETE');
insert into core."indexMetadata" ("objectMetadataId", fields) select id, '{x}' from core."objectMetadata" where false;
select is(pg_temp.history(), 'acme CREATE_INDEX, acme DELETE_INDEX, acme DELETE_INDEX, bolt CREATE_INDEX, bolt DELETE_INDEX, bolt DELETE_INDEX',
  'an INSERT of no rows is no change');
select is_empty($$ select * from made cross join core.drift(made.id) $$, 'nothing drifts');
