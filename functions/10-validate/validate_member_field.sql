/*
 * validate_member_field: VALIDATE -> plan -> emit -> apply -> log
 *
 * The record of a new member is written when the membership is, and nobody is
 * asked for values then: what must have one has a default. It is said when the
 * field is declared, and not when a member comes.
 *
 * Expects: the name of an object, and a field that is about to be its.
 * Returns: one fault (MC206), or none.
 * Test:    test/functions/10-validate/validate_member_field.tap.sql
 */
create or replace function compiler.validate_member_field(p_table_name text, p_field core."fieldMetadata")
returns compiler.fault[]
language sql
immutable
security invoker
return case
  when p_table_name = 'workspaceMember' and not p_field."isNullable" and p_field."isActive"
    and coalesce(p_field."defaultValue", 'null') = 'null'
  then array[row('MC206', format('field %s of object "workspaceMember" cannot be not null', compiler.shown(p_field.name)),
    'A new member gets a record with what is known of the user: firstName, lastName and email, where there is one.',
    case p_field.type when 'RELATION' then 'Make the field nullable.'
      else 'Give a defaultValue, or make the field nullable.' end)::compiler.fault]
  else '{}'::compiler.fault[] end;

comment on function compiler.validate_member_field is 'Validate pass: a field that new members would have no value for.';

revoke all on function compiler.validate_member_field from public;
