/*
 * validate_blueprint_field: VALIDATE -> plan -> emit -> apply -> log
 *
 * What a field of a blueprint has beyond its own keys: a type, settings that go
 * with it, a target that is there. Names, labels, values of settings and defaults
 * are judged as those of any field, when it is written.
 *
 * Expects: its place in the document; a JSON object; the standard field of that
 *          name, or null; the names of the objects that there will be.
 * Returns: every fault (MC702). Empty when there is none.
 * Test:    test/functions/10-validate/validate_blueprint_field.tap.sql
 */
create or replace function compiler.validate_blueprint_field(
  p_place text, p_field jsonb, p_standard jsonb, p_object_names text[])
returns compiler.fault[]
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_blueprint_field$
declare
  v_type     text  := coalesce(p_field ->> 'type', p_standard ->> 'type');
  v_settings jsonb := p_field -> 'settings';
  v_place    text  := p_place || '.settings';
  v_keys     jsonb;
  v_faults   compiler.fault[] := '{}';
begin
  if v_type is null or compiler.setting_keys(v_type) is null then
    return array[compiler.blueprint_fault(p_place || '.type', p_field -> 'type',
      'give TEXT, NUMBER, BOOLEAN, DATE, DATE_TIME, SELECT, MULTI_SELECT, RELATION, EMAIL, PHONE, URL, RATING or CURRENCY')];
  end if;
  v_keys := case
    when v_type = 'RELATION' then '{"relationType": "string!", "relationTargetObject": "string!",
      "relationTargetFieldName": "string", "relationTargetFieldLabel": "string"}'::jsonb
      || case v_settings ->> 'relationType'
           when 'MANY_TO_MANY' then '{"junctionObjectName": "string"}'::jsonb else '{"onDelete": "string"}' end
    when v_type in ('SELECT', 'MULTI_SELECT') then '{"options": "array!", "replacements": "object"}'
    else coalesce((select jsonb_object_agg(k, 'any') from unnest(compiler.setting_keys(v_type)) k), '{}')
  end
    -- Of a relation, whose two sides are told by one field, the roles say it.
    || case when v_type <> 'RELATION' then '{"permissions": "object", "accessLevel": "string"}' else '{}'::jsonb end;
  -- Settings of a standard field that are not given are its own.
  if v_settings is not null or p_standard is null then
    v_faults := compiler.validate_blueprint_node(v_place, coalesce(v_settings, '{}'), v_keys)
      || compiler.validate_blueprint_nodes(v_place || '.options', v_settings -> 'options',
        '{"value": "string!", "label": "string!", "color": "string?"}', 'value');
    if v_type = 'RELATION' and not coalesce(v_settings ->> 'relationTargetObject', '') = any (p_object_names)
      and v_settings ? 'relationTargetObject'
    then
      v_faults := v_faults || compiler.blueprint_fault(v_place || '.relationTargetObject',
        v_settings -> 'relationTargetObject', 'give the nameSingular of an object of this blueprint, or of a standard one');
    end if;
  end if;
  if p_field ? 'inverse' then
    v_faults := v_faults || case v_type
      when 'RELATION' then compiler.validate_blueprint_node(p_place || '.inverse', p_field -> 'inverse',
        '{"description": "string?", "icon": "string?", "isNullable": "boolean"}')
      else array[compiler.blueprint_fault(p_place || '.inverse', p_field -> 'inverse',
        'leave it out: only a RELATION has an inverse')]
    end;
  end if;
  return v_faults;
end;
$validate_blueprint_field$;

comment on function compiler.validate_blueprint_field is 'Validate pass: a field of a blueprint.';

revoke all on function compiler.validate_blueprint_field from public;
