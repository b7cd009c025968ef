select plan(16);

select is(compiler.setting_keys(type), keys::text[], format('%s takes %s', type, keys))
from (values
  ('TEXT', '{maxLength}'),
  ('NUMBER', '{dataType,precision,scale,min,max}'),
  ('BOOLEAN', '{}'),
  ('DATE', '{}'),
  ('DATE_TIME', '{}'),
  ('SELECT', '{options}'),
  ('MULTI_SELECT', '{options}'),
  ('RELATION', '{relationType,relationTargetObjectId,relationTargetFieldName,relationTargetFieldLabel,onDelete,junctionObjectName,isInverse}'),
  ('EMAIL', '{validation}'),
  ('PHONE', '{validation}'),
  ('URL', '{validation}'),
  ('RATING', '{max}'),
  ('CURRENCY', '{currencyCode,amount,precision,scale}')
) t (type, keys);

select is(compiler.setting_keys(type), null, description)
from (values
  ('text', 'a type''s case matters'),
  ('UUID', 'a type of others is unknown'),
  (null, 'null is unknown')
) t (type, description);
