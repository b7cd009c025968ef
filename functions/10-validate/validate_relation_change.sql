/*
 * validate_relation_change: VALIDATE -> plan -> emit -> apply -> log
 *
 * What a relation joins and the side that has the column do not change. Names,
 * labels and onDelete may, on either side: the other follows
 * (change_other_half()), hence the two may not say different things at once. The
 * junction object is renamed as any object is.
 *
 * Expects: the field as a message names it; both states of a RELATION.
 * Returns: every fault (MC302). Empty when there is none.
 * Test:    test/functions/10-validate/validate_relation_change.tap.sql
 */
create or replace function compiler.validate_relation_change(
  p_subject text, p_previous core."fieldMetadata", p_next core."fieldMetadata")
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_relation_change$
declare
  v_other    core."fieldMetadata";
  v_before   core."fieldMetadata";  -- the other, as it was compiled last
  v_junction text;
  v_key      text;
  v_faults   compiler.fault[] := '{}';
begin
  if p_previous.settings -> 'relationType' is distinct from p_next.settings -> 'relationType'
    or p_previous.settings -> 'relationTargetObjectId' is distinct from p_next.settings -> 'relationTargetObjectId'
    -- The side that has the column.
    or p_previous.settings ? 'isInverse' is distinct from p_next.settings ? 'isInverse'
  then
    return array[row('MC302', format('the relation of %s cannot lead elsewhere', p_subject),
      'Its kind and its target do not change: its records would point to nothing.',
      'Create another relation, copy what is needed, and delete this one.')::compiler.fault];
  end if;

  if p_next.settings ->> 'junctionObjectName' <> coalesce(p_previous.settings ->> 'junctionObjectName', '') then
    select o."nameSingular" into v_junction
    from core."objectMetadata" o where o.id = compiler.junction_object_id(p_next.id);
    if p_next.settings ->> 'junctionObjectName' <> v_junction then
      v_faults := v_faults || row('MC302', format('the junction object of %s is not renamed by its settings', p_subject),
        format('It is object "%s".', v_junction),
        format('Change nameSingular and namePlural of object "%s"; the settings follow.', v_junction))::compiler.fault;
    end if;
  end if;

  select f.* into v_other from core."fieldMetadata" f where f.id = compiler.other_field_id(p_next.id);
  select b.* into v_before
  from compiler.compiled c
  cross join lateral jsonb_populate_record(null::core."fieldMetadata", c.definition) b where c.id = v_other.id;
  for v_key in
    select s.key
    from (values
      ('onDelete', v_before.settings ->> 'onDelete', v_other.settings ->> 'onDelete', 'SET_NULL'),
      ('relationTargetFieldName', v_before.name, v_other.name, v_other.name),
      ('relationTargetFieldLabel', v_before.label, v_other.label, v_other.label)
    ) s (key, before, now, left_out)
    where p_next.settings ->> s.key is distinct from p_previous.settings ->> s.key and s.now is distinct from s.before
      and coalesce(p_next.settings ->> s.key, s.left_out) <> coalesce(s.now, s.left_out)
      -- Both sides have onDelete; one fault is enough.
      and (s.key <> 'onDelete' or not compiler.has_column('RELATION', p_next.settings))
  loop
    v_faults := v_faults || row('MC302', format('the two sides of the relation of %s contradict each other', p_subject),
      format('Its settings and field "%s" differ in %s.', v_other.name, v_key),
      'Change one of the two: the other follows.')::compiler.fault;
  end loop;
  return v_faults;
end;
$validate_relation_change$;

comment on function compiler.validate_relation_change is 'Validate pass: what a relation cannot become.';

revoke all on function compiler.validate_relation_change from public;
