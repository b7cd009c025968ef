/*
 * validate_object: VALIDATE -> plan -> emit -> apply -> log
 *
 * What can be said of one object by itself.
 *
 * Expects: a new row of core."objectMetadata".
 * Returns: every fault: MC101-MC105 names and labels, MC501 a flag that a new
 *          object cannot have. Empty when there is none.
 * Test:    test/functions/10-validate/validate_object.tap.sql
 */
create or replace function compiler.validate_object(p_object core."objectMetadata")
returns compiler.fault[]
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_object$
declare
  v_faults compiler.fault[] :=
    compiler.validate_name('object', p_object."nameSingular")
    || compiler.validate_name('object', p_object."namePlural")
    || compiler.validate_label('object label', p_object."labelSingular")
    || compiler.validate_label('object label', p_object."labelPlural");
  v_name text;
begin
  foreach v_name in array array[p_object."nameSingular", p_object."namePlural"] loop
    if v_name = any (compiler.reserved_object_names()) then
      v_faults := v_faults || row('MC102',
        format('object name %s is reserved', compiler.shown(v_name)),
        'It belongs to the control plane or to GraphQL.',
        'Choose another name; the label may be any text.')::compiler.fault;
    end if;
  end loop;
  if lower(p_object."nameSingular") = lower(p_object."namePlural") then
    v_faults := v_faults || row('MC104',
      format('object %s has the same name in singular and plural', compiler.shown(p_object."nameSingular")),
      'They name the single and the list query of one API.',
      'Choose a plural that differs by more than case.')::compiler.fault;
  end if;
  if p_object."isSystem" or not p_object."isActive" then
    v_faults := v_faults || row('MC501',
      format('object %s cannot be created as a system object or inactive', compiler.shown(p_object."nameSingular")),
      format('isSystem is %s, isActive is %s.', p_object."isSystem", p_object."isActive"),
      'Leave both out.')::compiler.fault;
  end if;
  return v_faults;
end;
$validate_object$;

comment on function compiler.validate_object is 'Validate pass: the faults of one new object.';

revoke all on function compiler.validate_object from public;
