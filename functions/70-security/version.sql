/*
 * version: security
 *
 * What the migrations and functions of the database are. A server compares: it is
 * not made to run on a database of another version.
 *
 * Returns: a hash of the two ledgers, which the API's login may not read.
 * Test:    test/functions/70-security/version.tap.sql
 */
create or replace function core.version()
returns text
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $version$
begin
  return (
    select md5(string_agg(l.name || ' ' || l.hash, E'\n' order by l.name collate "C"))
    from (
      select m.filename as name, m.hash from graphile_migrate.migrations m
      union all
      select f.path, f.hash from compiler.function_file f) l);
end;
$version$;

comment on function core.version is 'A hash of what the database has of migrations and functions. For the API''s login role alone.';

revoke all on function core.version from public;
grant execute on function core.version to api;
