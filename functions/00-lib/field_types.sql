/*
 * field_types: lib
 *
 * The thirteen field types of the guide, each with the settings it takes. This
 * is the closed list; column_type(), check_expression() and default_expression()
 * say what each means.
 *
 * Returns: one row a type: its name, the keys its settings may have, whether
 *          isUnique makes sense for it.
 * Test:    test/functions/00-lib/field_types.tap.sql
 */
create or replace function compiler.field_types()
returns table (type text, settings text[], can_be_unique boolean)
language sql
immutable parallel safe
security invoker
begin atomic
  select * from (values
    ('TEXT',         '{maxLength}'::text[], true),
    ('NUMBER',       '{dataType,precision,scale,min,max}', true),
    ('BOOLEAN',      '{}', false),
    ('DATE',         '{}', true),
    ('DATE_TIME',    '{}', true),
    ('SELECT',       '{options}', true),
    ('MULTI_SELECT', '{options}', false),
    ('RELATION',     '{relationType,relationTargetObjectId,relationTargetFieldName,relationTargetFieldLabel,onDelete}', false),
    ('EMAIL',        '{validation}', true),
    ('PHONE',        '{validation}', true),
    ('URL',          '{validation}', true),
    ('RATING',       '{max}', true),
    ('CURRENCY',     '{currencyCode,amount,precision,scale}', false)
  ) as t (type, settings, can_be_unique);
end;

comment on function compiler.field_types is 'Lib: the field types and the settings each takes.';

revoke all on function compiler.field_types from public;
