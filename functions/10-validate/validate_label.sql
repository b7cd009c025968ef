/*
 * validate_label: VALIDATE -> plan -> emit -> apply -> log
 *
 * Labels of objects, fields and options, and option values, are any text of 1
 * to 63 characters without blanks around it.
 *
 * Expects: what the label is of, and the label.
 * Returns: one fault (MC105), or none.
 * Test:    test/functions/10-validate/validate_label.tap.sql
 */
create or replace function compiler.validate_label(p_subject text, p_label text)
returns compiler.fault[]
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_label$
declare
  -- Unicode's white space, spelt out, for what \s takes is up to the database's locale; and the
  -- characters of no width: a label of them alone could not be seen.
  v_blank constant text := '[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u200b-\u200d\u2060\ufeff]';
begin
  if p_label is null or p_label = '' or length(p_label) > 63
    or left(p_label, 1) ~ v_blank or right(p_label, 1) ~ v_blank then
    return array[row('MC105',
      format('%s %s is not valid', p_subject, compiler.shown(p_label)),
      compiler.counted(coalesce(length(p_label), 0), 'character.', 'characters.'),
      'Give 1 to 63 characters with no blank before or after.')::compiler.fault];
  end if;
  return '{}';
end;
$validate_label$;

comment on function compiler.validate_label is 'Validate pass: the form of a label or an option''s value.';

revoke all on function compiler.validate_label from public;
