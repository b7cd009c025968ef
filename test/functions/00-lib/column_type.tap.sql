select plan(24);

select is(compiler.column_type(type, settings::jsonb), expected, concat_ws(' ', type, settings, 'is', expected))
from (values
  ('TEXT', null, 'varchar'),
  ('TEXT', 'null', 'varchar'),
  ('TEXT', '{"maxLength": 255}', 'varchar(255)'),
  ('NUMBER', null, 'numeric'),
  ('NUMBER', '{"dataType": "numeric"}', 'numeric'),
  ('NUMBER', '{"dataType": "int"}', 'integer'),
  ('NUMBER', '{"dataType": "bigint"}', 'bigint'),
  ('NUMBER', '{"dataType": "float"}', 'double precision'),
  ('NUMBER', '{"precision": 10, "scale": 2}', 'numeric(10,2)'),
  ('NUMBER', '{"precision": 10}', 'numeric(10,0)'),
  ('BOOLEAN', null, 'boolean'),
  ('DATE', null, 'date'),
  ('DATE_TIME', null, 'timestamptz'),
  ('SELECT', '{"options": []}', 'varchar'),
  ('MULTI_SELECT', '{"options": []}', 'varchar[]'),
  ('RELATION', null, 'uuid'),
  ('EMAIL', '{"validation": "email"}', 'varchar'),
  ('PHONE', '{"validation": "phone"}', 'varchar'),
  ('URL', '{"validation": "url"}', 'varchar'),
  ('RATING', '{"max": 10}', 'integer'),
  ('CURRENCY', '{"currencyCode": "USD", "precision": 10, "scale": 2}', 'jsonb')
) t (type, settings, expected);

select is(compiler.column_type('JSON', null), null, 'an unknown type has no column');
select is(compiler.column_type('text', null), null, 'a type''s case matters');
select is(
  array(select type from unnest('{TEXT,NUMBER,BOOLEAN,DATE,DATE_TIME,SELECT,MULTI_SELECT,RELATION,EMAIL,PHONE,URL,RATING,CURRENCY}'::text[]) type
        where (compiler.column_type(type, null) is null) or (compiler.setting_keys(type) is null)),
  '{}', 'each of the thirteen types has a column and a list of settings');
