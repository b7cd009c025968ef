-- What the standard objects compile to, recalled.
select plan(12);

insert into core.workspace (id, "displayName") values ('00000000-0000-0000-0000-00000000000a', 'Acme');
insert into core.workspace (id, "displayName") values ('00000000-0000-0000-0000-00000000000b', 'Bolt');
create function pg_temp.functions() returns text language sql as $$
  select concat_ws(' ', count(*), extract(epoch from max("loadedAt"))) from compiler.function_file $$;
-- Ids and the schema aside.
create function pg_temp.history(p_id uuid) returns text[] language sql as $$
  select array(
    select regexp_replace(entry::text, '[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32}|\m' || compiler.schema_name(p_id) || '\M', '', 'g')
    from core."workspaceMigration" m, jsonb_array_elements(m.migrations) with ordinality e (entry, place)
    where m."workspaceId" = p_id order by e.place)
$$;
create function pg_temp.ids(p_id uuid) returns setof text language sql as $$
  select distinct found[1]
  from core."workspaceMigration" m, regexp_matches(m.migrations::text, '[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32}', 'g') found
  where m."workspaceId" = p_id
$$;

select is((select count(*) from compiler.standard_plan where functions = pg_temp.functions()), 1::bigint, 'the first workspace is kept');
select is(pg_temp.history('00000000-0000-0000-0000-00000000000b'), pg_temp.history('00000000-0000-0000-0000-00000000000a'), 'the second has the same statements');
select cmp_ok(cardinality(pg_temp.history('00000000-0000-0000-0000-00000000000b')), '>', 70, 'all of them');
select is(core.export_blueprint('00000000-0000-0000-0000-00000000000b'), core.export_blueprint('00000000-0000-0000-0000-00000000000a'), 'and the same model');
select is_empty($$ select pg_temp.ids('00000000-0000-0000-0000-00000000000a') intersect select pg_temp.ids('00000000-0000-0000-0000-00000000000b') $$,
  'and no id of the first');
select is_empty($$ select distinct option ->> 'id' from core."fieldMetadata" f, jsonb_array_elements(f.settings -> 'options') option
  group by option ->> 'id' having count(*) > 1 $$, 'not of an option either');
select results_eq($$
  select array_agg(name::text order by ordinal) from core."fieldMetadata" where "workspaceId" = '00000000-0000-0000-0000-00000000000b' $$, $$
  select array_agg(name::text order by ordinal) from core."fieldMetadata" where "workspaceId" = '00000000-0000-0000-0000-00000000000a' $$, 'in the same order');
select is_empty($$ select * from core.drift('00000000-0000-0000-0000-00000000000b') $$, 'and nothing has drifted');
select is((select count(*) from compiler.compiled where workspace_id = '00000000-0000-0000-0000-00000000000b'),
  (select count(*) from compiler.compiled where workspace_id = '00000000-0000-0000-0000-00000000000a'), 'all is compiled');

set local role compiler;
insert into core.workspace (id, "displayName", "schemaName") values ('00000000-0000-0000-0000-00000000000c', 'Crow', 'workspace_c');
select is((select statements from compiler.recall_standard('00000000-0000-0000-0000-00000000000c', 'others')), null,
  'what other functions made is not recalled');
select is_empty($$ select from core.role where "workspaceId" = '00000000-0000-0000-0000-00000000000c' $$, 'and nothing is written');
reset role;
select function_privs_are('compiler', 'recall_standard', '{uuid,text}', 'api', '{}', 'nobody else calls it');
