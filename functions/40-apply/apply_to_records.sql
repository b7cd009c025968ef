/*
 * apply_to_records: validate -> plan -> emit -> APPLY -> log
 *
 * Runs statements that ask something of the records that exist. The validate
 * pass counted those in the way; one may be too new for its snapshot (that of a
 * repeatable read), and a value that is just too long for an index shows only as
 * the index is made.
 *
 * Expects: statements of the emit pass; the workspace's lock.
 * Raises:  MC211 a record is in the way after all; see apply_statements().
 * Test:    test/functions/40-apply/apply_to_records.tap.sql
 */
create or replace function compiler.apply_to_records(p_statements compiler.statement[])
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
set extra_float_digits = 1  -- a float goes by way of its text, which is to be exact
as $apply_to_records$
begin
  perform compiler.apply_statements(p_statements);
exception
  when data_exception or integrity_constraint_violation or program_limit_exceeded then
    raise exception 'a record cannot follow the change'
      using errcode = 'MC211',
            detail  = format('Postgres says: %s. Nothing was changed.', sqlerrm),
            hint    = 'Try again: what is in the way is then counted. If it stays so, change or shorten the value.';
end;
$apply_to_records$;

comment on function compiler.apply_to_records is 'Apply pass: runs DDL that a record may be in the way of.';

revoke all on function compiler.apply_to_records from public;
