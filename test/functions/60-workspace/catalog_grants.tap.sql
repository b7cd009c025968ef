-- catalog_grants(): who may do what, with which columns, and elsewhere.
select plan(5);

create schema probe;
create table probe.t (id int, "aB" text, c text);
create role probe_one;
create role "Probe two";
grant usage on schema probe to probe_one;
grant select, delete on probe.t to probe_one;
grant update (id, "aB") on probe.t to probe_one;
grant select on probe.t to "Probe two" with grant option;
grant insert (c) on probe.t to public;

select set_eq(
  $$ select subject, table_name, definition from compiler.catalog_grants('probe', '{probe_one}') $$,
  $$ values ('schema to probe_one', null, 'usage'), ('t to probe_one', 't', 'delete, select, update ("aB", id)'),
    ('t to "Probe two"', 't', 'select with grant option'), ('t to public', 't', 'insert (c)') $$, 'one item for each role and thing');
select set_eq(
  $$ select subject, drop_sql from compiler.catalog_grants('probe', '{probe_one}') where table_name is not null $$,
  $$ values ('t to probe_one', 'revoke all on probe.t from probe_one cascade'), ('t to public', 'revoke all on probe.t from public cascade'),
    ('t to "Probe two"', 'do ''begin revoke all on probe.t from "Probe two" cascade; exception when undefined_object then null; end''') $$,
  'a role that is not the workspace''s need not be where history is run again');

create temp table before on commit drop as select * from compiler.catalog_grants('probe', '{probe_one}');
do $$ declare v text; begin
  for v in select drop_sql from before loop execute v; execute v; end loop;
end $$;
select is_empty($$ select * from compiler.catalog_grants('probe', '{probe_one}') $$, 'drop_sql takes all away, and may run twice');
do $$ declare v text; begin
  for v in select create_sql from before where subject like '% to probe_one' loop execute v; execute v; end loop;
end $$;
select set_eq($$ select subject, definition from compiler.catalog_grants('probe', '{probe_one}') $$,
  $$ select subject, definition from before where subject like '% to probe_one' $$, 'create_sql brings them back');

grant select on core.workspace to probe_one;
grant execute on function compiler.schema_name to probe_one;
select set_eq($$ select subject, definition, drop_sql from compiler.catalog_grants('probe', '{probe_one}') where create_sql is null $$,
  $$ values ('table core.workspace to probe_one', 'some right', 'revoke all on table core.workspace from probe_one'),
    ('function compiler.schema_name(uuid) to probe_one', 'some right',
     'revoke all on function compiler.schema_name(pg_catalog.uuid) from probe_one') $$, 'rights outside the schema');
