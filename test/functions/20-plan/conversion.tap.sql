-- What becomes of a value when its field changes: converted without loss, or said not to fit. Never an error.
select plan(252);

-- A field from its type and settings: NUMBER {"dataType": "int"}.
create function pg_temp.field(p_type text) returns core."fieldMetadata" language sql as $$
  select jsonb_populate_record(null::core."fieldMetadata", jsonb_build_object(
    'type', split_part(p_type, ' ', 1), 'settings', nullif(substr(p_type, strpos(p_type || ' ', ' ') + 1), '')::jsonb))
$$;
-- The new value as text, null, or "unfit"; "none" without a conversion. Zone and date style are not those of the texts.
create function pg_temp.convert(p_from text, p_to text, p_value text)
returns text language plpgsql set timezone = 'America/New_York' set datestyle = 'SQL, DMY' as $$
declare
  v_from       core."fieldMetadata" := pg_temp.field(p_from);
  v_to         core."fieldMetadata" := pg_temp.field(p_to);
  v_conversion record := compiler.conversion(v_from, v_to, 'x');
  v_result     jsonb;
begin
  if v_conversion.value is null then
    return 'none';
  end if;
  -- Materialized: as a constant it would be computed where CASE does not reach it.
  execute format('with v (x) as materialized (select %4$L::%5$s) '
    'select case when x is null or (%1$s) then to_jsonb((%2$s)::%3$s) else ''"unfit"'' end from v',
    v_conversion.fits, v_conversion.value, compiler.column_type(v_to.type, v_to.settings),
    p_value, compiler.column_type(v_from.type, v_from.settings)) into v_result;
  return v_result #>> '{}';
end $$;

create temp table conversion (ordinal int generated always as identity, origin text, target text, given text[], expected text[]);
insert into conversion (origin, target, given, expected) values
  -- Text that is a number is one as JSON writes it, and comes back as it was but for trailing zeros.
  ('TEXT', 'NUMBER', '{0,12.50,-12.5,-0.50,99999999999999999999.000000000001}', '{0,12.50,-12.5,-0.50,99999999999999999999.000000000001}'),
  ('TEXT', 'NUMBER', '{"12,50",007,00.5,-0,-0.0,+5," 5","5 ",1e5,1E5,.5,5.,1_000,0x1F,٣,NaN,Infinity,-inf,"",abc,true}',
   array_fill('unfit'::text, '{21}')),
  ('TEXT', 'NUMBER', array[E'5\n', '0.' || repeat('0', 17000) || '1', repeat('9', 200000)], '{unfit,unfit,unfit}'),
  ('TEXT', 'NUMBER {"precision": 5, "scale": 2}', '{999.99,1.500,1.005,1000,-1000}', '{999.99,1.50,unfit,unfit,unfit}'),
  ('TEXT', 'NUMBER {"precision": 5, "scale": 2}', array['0.' || repeat('0', 17000) || '1'], '{unfit}'),
  ('TEXT', 'NUMBER {"dataType": "int"}', '{2147483647,-2147483648,5.0,2147483648,1.5}', '{2147483647,-2147483648,unfit,unfit,unfit}'),
  ('TEXT', 'NUMBER {"dataType": "bigint"}', '{9223372036854775807,9223372036854775808}', '{9223372036854775807,unfit}'),
  ('TEXT', 'NUMBER {"dataType": "float"}', '{0.1,0.30000000000000004,9007199254740992,9007199254740993,0.123456789012345678}',
   '{0.1,0.30000000000000004,9007199254740992,unfit,unfit}'),
  ('TEXT', 'NUMBER {"dataType": "float"}', array['1' || repeat('0', 400), '0.' || repeat('0', 400) || '1'], '{unfit,unfit}'),
  ('SELECT {"options": []}', 'NUMBER', '{5,A}', '{5,unfit}'),
  ('TEXT', 'RATING', '{1,5,99,0,-1,05,1.0,+1,1000000000,٣,""}', '{1,5,99,unfit,unfit,unfit,unfit,unfit,unfit,unfit,unfit}'),
  ('TEXT', 'BOOLEAN', '{true,false,TRUE,t,1,yes," true",""}', '{true,false,unfit,unfit,unfit,unfit,unfit,unfit}'),
  ('TEXT', 'DATE', '{2026-01-05,0001-01-01,9999-12-31}', '{2026-01-05,0001-01-01,9999-12-31}'),
  ('TEXT', 'DATE', '{today,infinity,epoch,2026-02-30,0000-01-01,2026-1-5,20260105,05/01/2026,"0044-03-15 BC",10000-01-01,2026-01-05T00:00:00Z," 2026-01-05",٢٠٢٦-01-05,""}',
   array_fill('unfit'::text, '{14}')),
  ('TEXT', 'DATE_TIME', '{2026-01-05T00:00:00Z,"2026-01-05 10:00+02",2026-01-05T02:30:00+01:30,2026-01-05T10:00:00.123456-0500}',
   '{2026-01-04T19:00:00-05:00,2026-01-05T03:00:00-05:00,2026-01-04T20:00:00-05:00,2026-01-05T10:00:00.123456-05:00}'),
  ('TEXT', 'DATE_TIME', '{2026-01-05T10:00:00,2026-01-05,now,infinity,2026-01-05T23:59:60Z,2026-01-05T25:00Z,2026-01-05T10:00:00.1234567Z,"2026-01-05 10:00 PM+02","2026-01-05 10:00 BC+02","2026-01-05 10:00 Europe/Berlin",2026-02-30T00:00Z,""}',
   array_fill('unfit'::text, '{12}')),
  ('TEXT', 'TEXT {"maxLength": 5}', '{abcde,äöüßé,abcdef,"abcde ",""}', '{abcde,äöüßé,unfit,unfit,""}'),
  ('TEXT', 'EMAIL', '{a@b.co,any}', '{a@b.co,any}'),  -- the CHECK says the rest, see unfit_condition()
  ('TEXT', 'SELECT {"options": []}', '{"it''s \"x\", {y}\\",""}', '{"it''s \"x\", {y}\\",""}'),
  ('TEXT', 'MULTI_SELECT {"options": []}', '{A,"a,b"}', '{"[\"A\"]","[\"a,b\"]"}'),
  ('URL', 'TEXT {"maxLength": 5}', '{https://x.y}', '{unfit}'),

  -- Numbers: exact, or not at all.
  ('NUMBER', 'NUMBER {"dataType": "int"}', '{5,5.00,-0,5.5,2147483648,1e300}', '{5,5,0,unfit,unfit,unfit}'),
  ('NUMBER', 'NUMBER {"precision": 4, "scale": 1}', '{999.9,1.50,1.55,1000}', '{999.9,1.5,unfit,unfit}'),
  ('NUMBER', 'NUMBER {"dataType": "float"}', '{0.1,1e300,12345678901234567.89,1e400,1e-400}', array['0.1', '1' || repeat('0', 300), 'unfit', 'unfit', 'unfit']),
  ('NUMBER {"dataType": "bigint"}', 'NUMBER {"dataType": "float"}', '{9007199254740992,9007199254740993}', '{9007199254740992,unfit}'),
  ('NUMBER {"dataType": "float"}', 'NUMBER', '{0.30000000000000004,0.1,1e22}', '{0.30000000000000004,0.1,10000000000000000000000}'),
  ('NUMBER {"dataType": "float"}', 'NUMBER {"precision": 5, "scale": 2}', '{0.25,0.30000000000000004}', '{0.25,unfit}'),
  ('NUMBER {"dataType": "float"}', 'NUMBER {"dataType": "bigint"}', '{3,2.5,1e19}', '{3,unfit,unfit}'),
  ('NUMBER', 'TEXT', '{12.50,100,0.10,-5}', '{12.5,100,0.1,-5}'),
  ('NUMBER {"dataType": "float"}', 'TEXT', '{0.30000000000000004,1e-7}', '{0.30000000000000004,0.0000001}'),
  ('NUMBER', 'TEXT {"maxLength": 3}', '{12.50,1.0,123}', '{unfit,1,123}'),
  ('NUMBER', 'SELECT {"options": []}', '{5.0}', '{5}'),
  ('NUMBER', 'RATING', '{5,5.0,4.5,0,-1,1e10}', '{5,5,unfit,unfit,unfit,unfit}'),
  ('RATING', 'NUMBER {"dataType": "float"}', '{5}', '{5}'),
  ('RATING', 'TEXT', '{5}', '{5}'),
  ('NUMBER', 'CURRENCY {"currencyCode": "USD"}', '{12.50}', '{"{\"amount\": 12.50, \"currency\": \"USD\"}"}'),
  ('CURRENCY {"currencyCode": "USD"}', 'NUMBER', '{"{\"amount\": 12.50, \"currency\": \"USD\"}","{\"amount\": 1, \"currency\": \"EUR\"}"}', '{12.5,unfit}'),
  ('CURRENCY {"currencyCode": "USD"}', 'NUMBER {"dataType": "int"}',
   '{"{\"amount\": 12, \"currency\": \"USD\"}","{\"amount\": 12.5, \"currency\": \"USD\"}","{\"amount\": 1e10, \"currency\": \"USD\"}"}', '{12,unfit,unfit}'),
  ('CURRENCY {"currencyCode": "USD"}', 'NUMBER {"precision": 4, "scale": 1}',
   '{"{\"amount\": 12.50, \"currency\": \"USD\"}","{\"amount\": 12.55, \"currency\": \"USD\"}"}', '{12.5,unfit}'),

  -- Dates have four digits of year in text.
  ('BOOLEAN', 'TEXT', '{t,f}', '{true,false}'),
  ('DATE', 'TEXT', '{05/01/2026,"15/03/0044 BC",10000-01-01,5874897-12-31}', '{2026-01-05,unfit,unfit,unfit}'),
  ('DATE', 'SELECT {"options": []}', '{05/01/2026,"15/03/0044 BC"}', '{2026-01-05,unfit}'),
  ('DATE', 'DATE_TIME', '{05/07/2026,300000-01-01}', '{2026-07-04T20:00:00-04:00,unfit}'),
  ('DATE_TIME', 'DATE', '{2026-01-05T00:00:00Z,2026-01-05T00:00:00-05:00}', '{2026-01-05,unfit}'),
  ('DATE_TIME', 'TEXT', '{"2026-01-05 10:00:00.123456+02","01/01/0001 00:00:00+00 BC",10000-01-01T00:00:00Z}', '{2026-01-05T08:00:00.123456Z,unfit,unfit}'),

  -- Of several values one is kept where it is the only one.
  ('MULTI_SELECT {"options": []}', 'SELECT {"options": []}', '{"{A}","{\"a,b\"}","[0:0]={A}","{}","{A,B}"}', '{A,"a,b",A,NULL,unfit}'),
  ('MULTI_SELECT {"options": []}', 'TEXT {"maxLength": 2}', '{"{AB}","{ABC}","{A,B}"}', '{AB,unfit,unfit}');

select is(pg_temp.convert(origin, target, value), wanted,
  format('%s %s becomes %s: %s', origin, left(value, 40), target, left(wanted, 40)))
from conversion, unnest(given, expected) with ordinality v (value, wanted, place)
order by ordinal, place;
select is(pg_temp.convert(origin, target, null), null, format('%s NULL stays NULL as %s', origin, target))
from (select distinct origin, target from conversion) c order by 1;

-- The table of docs/changes.md.
create temp table type as
  select unnest('{TEXT,SELECT,EMAIL,PHONE,URL,NUMBER,RATING,BOOLEAN,DATE,DATE_TIME,MULTI_SELECT,CURRENCY,RELATION}'::text[]) as name;
select is(
  array(select target.name from type target
    where (compiler.conversion(pg_temp.field(t.origin || ' {"currencyCode": "USD"}'), pg_temp.field(target.name || ' {"currencyCode": "USD"}'), 'x')).value is not null
      and target.name <> t.origin order by 1),
  t.targets, t.origin || ' becomes these')
from (values
  ('TEXT', '{BOOLEAN,DATE,DATE_TIME,EMAIL,MULTI_SELECT,NUMBER,PHONE,RATING,SELECT,URL}'::text[]),
  ('SELECT', '{BOOLEAN,DATE,DATE_TIME,EMAIL,MULTI_SELECT,NUMBER,PHONE,RATING,TEXT,URL}'),
  ('EMAIL', '{PHONE,SELECT,TEXT,URL}'), ('PHONE', '{EMAIL,SELECT,TEXT,URL}'), ('URL', '{EMAIL,PHONE,SELECT,TEXT}'),
  ('NUMBER', '{CURRENCY,RATING,SELECT,TEXT}'), ('RATING', '{NUMBER,SELECT,TEXT}'),
  ('BOOLEAN', '{SELECT,TEXT}'), ('DATE', '{DATE_TIME,SELECT,TEXT}'), ('DATE_TIME', '{DATE,SELECT,TEXT}'),
  ('MULTI_SELECT', '{SELECT,TEXT}'), ('CURRENCY', '{NUMBER}'), ('RELATION', '{}')
) t (origin, targets);
select is((compiler.conversion(pg_temp.field('NUMBER'), pg_temp.field('CURRENCY'), 'x')).value, null, 'NUMBER needs a currency to become one');
select is((compiler.conversion(pg_temp.field('CURRENCY'), pg_temp.field('NUMBER'), 'x')).value, null, 'CURRENCY to lose one');

-- Nothing is rewritten that need not be.
select is((compiler.conversion(pg_temp.field(one), pg_temp.field(other), '"x y"')).value, '"x y"', format('%s as %s is the column itself', one, other))
from (values
  ('TEXT {"maxLength": 5}', 'TEXT'), ('NUMBER {"precision": 5}', 'NUMBER'), ('NUMBER {"dataType": "int"}', 'NUMBER {"dataType": "bigint"}'),
  ('RATING', 'RATING {"max": 10}'), ('CURRENCY', 'CURRENCY {"precision": 5}'), ('DATE', 'DATE'),
  ('SELECT {"options": []}', 'SELECT {"options": []}')
) t (one, other);
