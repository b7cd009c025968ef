/*
 * lock_value: lib
 *
 * What only one row of the control plane may have, whatever its workspace: two
 * sessions that take it at once do not see each other's row. The second waits,
 * and then sees that it is taken.
 *
 * Expects: what it is, a word; the value, possibly null.
 * Raises:  55P03 when the lock is not free in time: nothing changed, try again.
 * Test:    test/functions/00-lib/lock_value.test.ts
 */
create or replace function compiler.lock_value(p_kind text, p_value text)
returns void
language plpgsql
volatile
strict
security invoker
set search_path = pg_catalog, pg_temp
set lock_timeout = '5s'
as $lock_value$
declare
  -- Another seed than that of lock_workspace().
  v_key bigint := hashtextextended(p_kind || ' ' || p_value, 1);
begin
  if pg_try_advisory_xact_lock(v_key) then
    return;
  end if;
  begin
    perform pg_advisory_xact_lock(v_key);
  exception
    when lock_not_available then
      raise exception '% % is being taken by another session', p_kind, compiler.shown(p_value)
        using errcode = '55P03',
              detail  = 'Waited 5 seconds. Nothing was changed.',
              hint    = 'Try again, or choose another.';
  end;
end;
$lock_value$;

comment on function compiler.lock_value is 'Lib: serialises sessions that take one value, until the transaction ends.';

revoke all on function compiler.lock_value from public;
