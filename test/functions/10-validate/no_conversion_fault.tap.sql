-- What is missing is said where something is; else that there is no way.
select plan(4);

create function pg_temp.fault(p_from text, p_to text, out text, out text) language sql as $$
  select (f).message, (f).hint
  from compiler.no_conversion_fault('field "x"', jsonb_populate_record(null::core."fieldMetadata", jsonb_build_object('type', p_from)),
    jsonb_populate_record(null::core."fieldMetadata", jsonb_build_object('type', p_to))) f $$;
select is(pg_temp.fault(t.from, t.to)::text, row(format('field "x" cannot change from %s to %s', t.from, t.to), hint)::text, t.from || ' to ' || t.to)
from (values
  ('NUMBER', 'CURRENCY', 'Give settings.currencyCode too, such as {"currencyCode": "EUR"}.'),
  ('CURRENCY', 'NUMBER', 'Set settings.currencyCode first; records in another currency are then counted.'),
  ('TEXT', 'RELATION', 'Create a field of the new type and fill it.'),
  ('RELATION', 'TEXT', 'Create a field of the new type and fill it.')
) t ("from", "to", hint);
