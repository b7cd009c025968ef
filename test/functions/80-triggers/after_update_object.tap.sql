-- The objects of one UPDATE are compiled together, for each workspace they belong to.
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

update core."objectMetadata" set "nameSingular" = 'tome', "namePlural" = 'tomes' where "nameSingular" = 'book';
select has_column('workspace_a', 'tome', 'title', 'the first workspace');
select has_table('workspace_b', 'tome', 'and the second');
select is(pg_temp.history(), 'acme UPDATE_OBJECT, bolt UPDATE_OBJECT', 'one row of history for each');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values (pg_temp.id('b3'), pg_temp.id('0a'), 'shelf', 'shelves');
update core."objectMetadata" set "nameSingular" = case "nameSingular" when 'shelf' then 'tome' else 'shelf' end,
  "namePlural" = case "nameSingular" when 'shelf' then 'tomes' else 'shelves' end where id in (pg_temp.id('b1'), pg_temp.id('b3'));
select has_column('workspace_a', 'shelf', 'title', 'names that are swapped');
select hasnt_column('workspace_a', 'tome', 'title', 'both ways');
update core."objectMetadata" set description = 'everything';
select is((select count(*) from core."objectMetadata" o where obj_description(to_regclass(format('%I.%I', compiler.schema_name(o."workspaceId"), o."nameSingular")))
    not like '%@description "everything"'), 0::bigint, 'all objects of all workspaces at once');
select is_empty($$ select * from made cross join core.drift(made.id) $$, 'nothing drifts');
