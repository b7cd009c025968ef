-- repair(): no drift is left, no data is lost, and history says so.
select plan(16);

insert into core.workspace (id, "displayName", subdomain)
values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
create temp table before on commit drop as
select i.* from compiler.read_catalog('workspace_a', array(select "databaseRole" from core.role)) i;
create function pg_temp.drift() returns setof text language sql as
  $$ select kind || ' ' || subject from core.drift('00000000-0000-0000-0000-00000000000a') $$;

create function pg_temp.repair(out seen int, out repaired int) language plpgsql as $$ begin
  seen := (select count(*) from core.drift('00000000-0000-0000-0000-00000000000a') where repair is not null);
  repaired := core.repair('00000000-0000-0000-0000-00000000000a');
end $$;

select is(core.repair('00000000-0000-0000-0000-00000000000a'), 0, 'nothing to repair');
select is((select count(*) from core."workspaceMigration"), 1::bigint, 'and no history of it');

-- A key takes the foreign keys that lead to it along: a second pass.
do $$ begin execute (select format('alter table workspace_a.company drop constraint %I cascade, add constraint mine primary key (id)',
  compiler.id_name('pk', id)) from core."objectMetadata" where "nameSingular" = 'company'); end $$;
select is(repaired, seen, 'what falls with something else comes back') from pg_temp.repair();
select is_empty('select pg_temp.drift()', 'and comes back');

-- Everything at once, of a workspace with records.
insert into workspace_a.task (title) values ('one'), ('two');
do $$ begin execute (select format('drop owned by %1$I; drop role %1$I', "databaseRole") from core.role where name = 'USER'); end $$;
drop table workspace_a.note, workspace_a.opportunity cascade;
alter table workspace_a.task drop column "assigneeId", alter status type text, alter "createdAt" drop default;
alter table workspace_a.person disable row level security;
grant all on all tables in schema workspace_a to public;
alter schema workspace_a rename to workspace_gone;
create schema workspace_a;
alter schema workspace_a owner to compiler;
alter table workspace_gone.task set schema workspace_a;
alter table workspace_gone.person set schema workspace_a;
drop schema workspace_gone cascade;
select is((repaired, seen > 20), (seen, true), 'much of it: as many differences as drift() has with a repair') from pg_temp.repair();
select set_eq($$ select kind, subject, definition from compiler.read_catalog('workspace_a', array(select "databaseRole" from core.role)) $$,
  'select kind, subject, definition from before', 'it is what it was');
select is((select array_agg(title order by title) from workspace_a.task), '{one,two}', 'the records are there');
select is((select (version, name, "isCustom", "createdBy")::text from core."workspaceMigration" order by version desc limit 1),
  format('(3,000003-%s,f,%s)', (select lower(migrations #>> '{0,type}') from core."workspaceMigration" order by version desc limit 1), session_user),
  'history says who repaired it');
select is((select "metadataVersion" from core.workspace), 3::bigint, 'the API is told');

-- Its history may run where nothing had drifted.
do $$ declare v text; begin
  for v in select m ->> 'sql' from core."workspaceMigration" w, jsonb_array_elements(w.migrations) with ordinality m (m, place)
    where w.version > 1 order by w.version, place
  loop execute v; end loop;
end $$;
select is_empty('select pg_temp.drift()', 'each statement may run again');

-- What may hold data is left.
create table workspace_a.stray (id int);
alter table workspace_a.task add extra int;
create index extra on workspace_a.task (extra);
select is(core.repair('00000000-0000-0000-0000-00000000000a'), 1, 'what holds no data goes');
select set_eq('select pg_temp.drift()', $$ values ('TABLE stray'), ('COLUMN task.extra') $$, 'the rest is left, and still reported');
drop table workspace_a.stray;
alter table workspace_a.task drop extra;

drop table workspace_a.note;
select is(core.repair('00000000-0000-0000-0000-00000000000a'), 1, 'a table is one difference, with all that it had');

-- What the compiler has no right to.
create role probe;
do $$ begin execute (select format('grant %I to probe', "databaseRole") from core.role where name = 'USER'); end $$;
select throws_ok($$ select core.repair('00000000-0000-0000-0000-00000000000a') $$, 'MC504', null, 'what only a superuser may is refused');
select throws_ok($$ select core.repair('00000000-0000-0000-0000-00000000000f') $$, 'MC401', null, 'no such workspace');
set local role core_settings;
select throws_ok($$ select core.repair('00000000-0000-0000-0000-00000000000a') $$, '42501', null, 'operators only');
