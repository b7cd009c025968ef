/*
 * set_updated_at: lib
 *
 * Trigger function of every table that has "updatedAt", in core and in the
 * workspaces. An ordinary trigger function: runs as whoever updates the row.
 *
 * Test:    test/functions/00-lib/set_updated_at.tap.sql
 */
create or replace function core.set_updated_at()
returns trigger
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $set_updated_at$
begin
  new."updatedAt" := now();
  return new;
end;
$set_updated_at$;

comment on function core.set_updated_at is 'Trigger function: a changed row carries the time of its change.';

revoke all on function core.set_updated_at from public;
