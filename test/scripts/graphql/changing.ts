/*
 * Changes of metadata over /metadata, and what the API then says of an object, for tests.
 */
import type { Answer, Caller } from './support.ts';

type Values = Readonly<Record<string, unknown>>;

const OBJECT = 'id nameSingular namePlural labelSingular labelPlural description icon isActive';
const FIELD =
  'id name label type description icon settings defaultValue isActive isNullable isUnique';
const INDEX = 'id objectMetadataId fields isUnique where indexType isCustom';

/** Each answers whether it was done or refused, as the API says it. */
export interface Changing {
  updateObject(id: string, update: Values): Promise<Answer>;
  deleteObject(id: string): Promise<Answer>;
  updateField(id: string, update: Values): Promise<Answer>;
  deleteField(id: string): Promise<Answer>;
  createIndex(index: Values): Promise<Answer>;
  updateIndex(id: string, update: Values): Promise<Answer>;
  deleteIndex(id: string): Promise<Answer>;
  restoreObject(id: string): Promise<Answer>;
  restoreField(id: string): Promise<Answer>;
}

export function changing(caller: Caller): Changing {
  const change = (name: string, payload: string, columns: string) => {
    const text = `mutation ($id: ID!, $update: ${payload}!) {
      ${name}(input: { id: $id, update: $update }) { ${columns} }
    }`;
    return (id: string, update: Values) => caller.askMetadata(text, { id, update });
  };
  const byId = (name: string, columns: string) => {
    const text = `mutation ($id: ID!) { ${name}(input: { id: $id }) { ${columns} } }`;
    return (id: string) => caller.askMetadata(text, { id });
  };
  return {
    updateObject: change('updateOneObject', 'UpdateObjectPayload', OBJECT),
    deleteObject: byId('deleteOneObject', OBJECT),
    updateField: change('updateOneField', 'UpdateFieldInput', FIELD),
    deleteField: byId('deleteOneField', FIELD),
    createIndex: (index) =>
      caller.askMetadata(
        `mutation ($index: CreateIndexInput!) { createOneIndex(input: { index: $index }) { ${INDEX} } }`,
        { index },
      ),
    updateIndex: change('updateOneIndex', 'UpdateIndexInput', INDEX),
    deleteIndex: byId('deleteOneIndex', INDEX),
    restoreObject: byId('restoreOneObject', OBJECT),
    restoreField: byId('restoreOneField', FIELD),
  };
}

/** What a mutation that was done answers: the object, field or index itself. */
// biome-ignore lint/suspicious/noExplicitAny: what it answers is what the test says it does
export async function done(answer: Promise<Answer>): Promise<any> {
  const { data, errors } = await answer;
  if (errors) throw new Error(JSON.stringify(errors));
  return Object.values(data)[0];
}

/** The names of a type's fields, as /graphql shows them; undefined where there is no such type. */
export async function fieldsOf(caller: Caller, typeName: string): Promise<string[] | undefined> {
  const { __type } = await caller.data(
    'query ($name: String!) { __type(name: $name) { fields { name } inputFields { name } } }',
    { name: typeName },
  );
  return (__type?.fields ?? __type?.inputFields)?.map(({ name }: { name: string }) => name);
}

/** The root fields of both kinds, and the types: all that an object is seen by from outside. */
export async function names(caller: Caller): Promise<string[]> {
  const { __schema } = await caller.data(
    '{ __schema { queryType { fields { name } } mutationType { fields { name } } types { name } } }',
  );
  return [...__schema.queryType.fields, ...__schema.mutationType.fields, ...__schema.types].map(
    ({ name }: { name: string }) => name,
  );
}
