/*
 * forbid_record: security
 *
 * Refuses a change of a record. Triggers of row permissions call it, where their
 * role changes a record that its filter does not let it change.
 *
 * Raises:  42501
 * Test:    test/functions/70-security/forbid_record.tap.sql
 */
create or replace function core.forbid_record()
returns trigger
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $forbid_record$
begin
  raise exception 'permission denied for this record of "%"', tg_table_name
    using errcode = '42501',
          detail  = 'A row permission of the role leaves it out.',
          hint    = 'Ask somebody who may change it, or the settings.';
end;
$forbid_record$;

comment on function core.forbid_record is 'Trigger function: refuses a change of a record.';

revoke all on function core.forbid_record from public;
