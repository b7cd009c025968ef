/*
 * validate_object_change: VALIDATE -> plan -> emit -> apply -> log
 *
 * Expects: both states of an object.
 * Returns: every fault: those of validate_object(), MC502 the name of a standard
 *          object. Empty when there is none.
 * Test:    test/functions/10-validate/validate_object_change.tap.sql
 */
create or replace function compiler.validate_object_change(
  p_previous core."objectMetadata", p_next core."objectMetadata")
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_object_change$
declare
  v_checked core."objectMetadata" := p_next;
  v_faults  compiler.fault[];
begin
  v_checked."isActive" := true;  -- an object that exists may be switched off
  v_faults := compiler.validate_object(v_checked);
  if not p_previous."isCustom"
    and (p_previous."nameSingular", p_previous."namePlural") is distinct from (p_next."nameSingular", p_next."namePlural")
  then
    v_faults := v_faults || row('MC502',
      format('standard object %s keeps its names', compiler.shown(p_previous."nameSingular")),
      'Its labels, description and icon may change.',
      'Change the labels instead.')::compiler.fault;
  end if;
  return v_faults;
end;
$validate_object_change$;

comment on function compiler.validate_object_change is 'Validate pass: the faults of a changed object.';

revoke all on function compiler.validate_object_change from public;
