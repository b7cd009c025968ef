/*
 * validate_workspace: VALIDATE -> plan -> emit -> apply -> log
 *
 * What can be said of a workspace's row, new or changed.
 *
 * Expects: the row, as it is about to be written; as it was, if it is changed.
 * Returns: every fault: MC104 taken, MC105 no name, MC107 no DNS name, MC202 a
 *          setting out of its bounds. Empty when there is none.
 * Test:    test/functions/10-validate/validate_workspace.tap.sql
 */
create or replace function compiler.validate_workspace(p_workspace core.workspace, p_previous core.workspace default null)
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_workspace$
declare
  -- Of a DNS name.
  c_label   constant text := '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
  v_subject text := 'workspace ' || compiler.shown(p_workspace."displayName");
  v_faults  compiler.fault[] := '{}';
begin
  if p_workspace."displayName" is null then
    v_faults := v_faults || row('MC105', 'the workspace has no displayName', 'It is null or blank.', 'Give a displayName.')::compiler.fault;
  end if;
  -- What is there from before there was this rule stays, until it is changed.
  if p_workspace.subdomain is distinct from p_previous.subdomain and p_workspace.subdomain !~ ('^' || c_label || '$') then
    v_faults := v_faults || row('MC107', format('the subdomain of %s is not valid', v_subject),
      format('Given: %s.', compiler.shown(p_workspace.subdomain)),
      'Give 1 to 63 of a to z, 0 to 9 and hyphens, without a hyphen at either end, as "acme-1".')::compiler.fault;
  end if;
  if p_workspace."domainName" is distinct from p_previous."domainName"
    and (length(p_workspace."domainName") > 253 or p_workspace."domainName" !~ format('^%s(\.%1$s)*$', c_label))
  then
    v_faults := v_faults || row('MC107', format('the domainName of %s is not valid', v_subject),
      format('Given: %s.', compiler.shown(p_workspace."domainName")),
      'Give a host name alone, in lower case and at most 253 characters, as "crm.acme.com".')::compiler.fault;
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
