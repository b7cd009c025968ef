/*
 * validate_workspace: VALIDATE -> plan -> emit -> apply -> log
 *
 * What can be said of a workspace's row, new or changed.
 *
 * Expects: the row, as it is about to be written.
 * Returns: every fault: MC103 too long, MC104 taken, MC105 no name, MC202 a setting out of
 *          its bounds. Empty when there is none.
 * Test:    test/functions/10-validate/validate_workspace.tap.sql
 */
create or replace function compiler.validate_workspace(p_workspace core.workspace)
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_workspace$
declare
  v_subject text := 'workspace ' || compiler.shown(p_workspace."displayName");
  v_faults  compiler.fault[] := '{}';
begin
  if p_workspace."displayName" is null then
    v_faults := v_faults || row('MC105', 'the workspace has no displayName', 'It is null or blank.', 'Give a displayName.')::compiler.fault;
  end if;
  -- The longest name that DNS knows; an index could not hold much more.
  if octet_length(p_workspace.subdomain) > 253 or octet_length(p_workspace."domainName") > 253 then
    v_faults := v_faults || row('MC103', format('the subdomain or domain of %s is too long', v_subject),
      format('subdomain: %s, domainName: %s.',
        compiler.counted(coalesce(octet_length(p_workspace.subdomain), 0), 'byte', 'bytes'),
        compiler.counted(coalesce(octet_length(p_workspace."domainName"), 0), 'byte', 'bytes')),
      'Choose names of at most 253 bytes.')::compiler.fault;
  end if;
  if exists (
    select from core.workspace w
    where (w.subdomain = p_workspace.subdomain or w."domainName" = p_workspace."domainName") and w.id <> p_workspace.id
  ) then
    v_faults := v_faults || row('MC104', format('the subdomain or domain of %s is taken', v_subject),
      format('subdomain: %s, domainName: %s.',
        compiler.shown(p_workspace.subdomain), compiler.shown(p_workspace."domainName")),
      'Choose others.')::compiler.fault;
  end if;
  if p_workspace."trashRetentionDays" not between 0 and 3650 then
    v_faults := v_faults || row('MC202', format('trashRetentionDays of %s is not valid', v_subject),
      format('Given: %s.', p_workspace."trashRetentionDays"), 'Give a number of days from 0 to 3650.')::compiler.fault;
  end if;
  return v_faults;
end;
$validate_workspace$;

comment on function compiler.validate_workspace is 'Validate pass: the faults of a workspace''s row.';

revoke all on function compiler.validate_workspace from public;
