-- catalog_default_privileges(): what roles would have of things to come.
select plan(2);

create schema probe;
create role probe_one;
create role "Probe two";
alter default privileges for role compiler in schema probe grant select, insert on tables to probe_one;
alter default privileges for role compiler grant usage on schemas to public;
alter default privileges for role compiler grant execute on functions to "Probe two";
alter default privileges for role compiler in schema public grant select on tables to "Probe two";
create temp table defaults on commit drop as select * from compiler.catalog_default_privileges('probe');
select set_eq('select subject, definition from defaults', $$ values ('tables in schema probe to probe_one', 'insert, select'),
  ('schemas to public', 'usage'), ('functions to "Probe two"', 'execute') $$, 'what new things would give, here or everywhere');
do $$ declare v text; begin
  for v in select drop_sql from defaults loop execute v; execute v; end loop;
end $$;
select is_empty($$ select * from compiler.catalog_default_privileges('probe') $$, 'and goes');
