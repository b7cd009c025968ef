/*
 * setting_keys: lib
 *
 * The thirteen field types of the guide, each with the keys that its settings
 * may have. This is the closed list of types; column_type(), check_expression()
 * and default_expression() say what each means.
 *
 * Expects: any text.
 * Returns: the keys; null for an unknown type.
 * Test:    test/functions/00-lib/setting_keys.tap.sql
 */
create or replace function compiler.setting_keys(p_type text)
returns text[]
language sql
immutable parallel safe
security invoker
return case p_type
  when 'TEXT'         then '{maxLength}'::text[]
  when 'NUMBER'       then '{dataType,precision,scale,min,max}'
  when 'BOOLEAN'      then '{}'
  when 'DATE'         then '{}'
  when 'DATE_TIME'    then '{}'
  when 'SELECT'       then '{options}'
  when 'MULTI_SELECT' then '{options}'
  when 'RELATION'     then
    '{relationType,relationTargetObjectId,relationTargetFieldName,relationTargetFieldLabel,onDelete,junctionObjectName,isInverse}'
  when 'EMAIL'        then '{validation}'
  when 'PHONE'        then '{validation}'
  when 'URL'          then '{validation}'
  when 'RATING'       then '{max}'
  when 'CURRENCY'     then '{currencyCode,amount,precision,scale}'
end;

comment on function compiler.setting_keys is 'Lib: the keys that the settings of a field type may have.';

revoke all on function compiler.setting_keys from public;
