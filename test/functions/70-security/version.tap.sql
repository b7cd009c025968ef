-- What the database has of migrations and functions, as one hash.
select plan(6);

create temp table before as select core.version() as version;
select matches(version, '^[0-9a-f]{32}$', 'a hash') from before;
select is(core.version(), version, 'the same while nothing changes') from before;
update compiler.function_file set hash = 'x' where path = (select min(path) from compiler.function_file);
select isnt(core.version(), version, 'another with another function') from before;
update before set version = core.version();
delete from graphile_migrate.migrations where filename = (select max(filename) from graphile_migrate.migrations);
select isnt(core.version(), version, 'and without a migration') from before;

select function_privs_are('core', 'version', '{}'::text[], 'api', '{EXECUTE}'::text[], 'for the API''s login');
set local session authorization api;
select lives_ok('select core.version()', 'which may not read the ledgers');
