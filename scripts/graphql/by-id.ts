/*
 * The question that is asked most: one record by its id. A query that says just that,
 * { id: { eq: … } }, is the same SQL whatever the id, so its filter is not gone through
 * at each request.
 */
import { getNamedType, isInputObjectType } from 'graphql';
import { __InputObjectStep, ConstantStep, type FieldArgs, type Step } from 'postgraphile/grafast';
import { isStaticallyAbsent } from './records.ts';

/** What Grafast does, at each request, to find the plan that fits; its types leave it out. */
interface Evaluated {
  evalIs(value: undefined): boolean;
}

/** The only field that an input object has as it is written in the query. */
function onlyField(fieldArgs: FieldArgs, path: readonly string[], name: string): Step | undefined {
  const $input: Step = fieldArgs.getRaw([...path]);
  const type = getNamedType(fieldArgs.typeAt([...path]));
  if (!($input instanceof __InputObjectStep) || !isInputObjectType(type)) return undefined;
  const others = Object.keys(type.getFields()).filter((key) => key !== name);
  return others.every((key) => isStaticallyAbsent($input.get(key))) ? $input.get(name) : undefined;
}

/** The id, if the argument `filter` asks for nothing but one, and says which. */
export function idAskedFor(fieldArgs: FieldArgs): Step | undefined {
  if (!onlyField(fieldArgs, ['filter'], 'id')) return undefined;
  const $id = onlyField(fieldArgs, ['filter', 'id'], 'eq');
  if (!$id) return undefined;
  if ($id instanceof ConstantStep) return $id.data === undefined ? undefined : $id;
  // A variable that is not given is no condition.
  return ($id as unknown as Evaluated).evalIs(undefined) ? undefined : $id;
}
