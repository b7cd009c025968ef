/*
 * Relation fields: order.customer (a record) and its inverse company.orders (a list,
 * or of ONE_TO_ONE a record), and the lists of MANY_TO_MANY by way of a junction.
 *
 * All become part of the parent's SQL statement: a record as a LEFT JOIN, a list as
 * a subquery. A relation to a soft-deleted record reads null.
 */
import type { PgSelectSingleStep } from 'postgraphile/@dataplan/pg';
import type { FieldArgs, Step } from 'postgraphile/grafast';
import { collectionArguments, collectionPlan } from '../collections.ts';
import { type Junction, junctionOf, selectThrough } from '../junctions.ts';
import { onlyLive, type RecordResource, type RecordSelect } from '../records.ts';
import { isList, isReadable, type Relation } from '../relations.ts';

declare global {
  namespace GraphileConfig {
    interface Plugins {
      RelationsPlugin: true;
    }
  }
}

type RecordStep = Pick<PgSelectSingleStep<RecordResource>, 'get' | 'getAndFreezeIsUnary'>;

/** Where the other side's key is what this record's is. */
function relatedBy(relation: Relation, $record: RecordStep) {
  return Object.fromEntries(
    relation.remoteAttributes.map((remote, index) => {
      const local = relation.localAttributes[index] as string;
      return [remote, $record.get(local)];
    }),
  );
}

function toOnePlan(relation: Relation, $record: RecordStep) {
  const $related = (relation.remoteResource as RecordResource).get(relatedBy(relation, $record));
  onlyLive($related.getClassStep() as RecordSelect);
  return $related;
}

/** The inverse of ONE_TO_ONE: a unique index sees to it that no two live records share a key. */
function inverseToOnePlan(relation: Relation, $record: RecordStep) {
  const $select = relation.remoteResource.find(relatedBy(relation, $record)) as RecordSelect;
  onlyLive($select);
  return $select.single();
}

function toManyPlan(relation: Relation, $record: RecordStep, fieldArgs: FieldArgs) {
  const $select = relation.remoteResource.find(relatedBy(relation, $record)) as RecordSelect;
  return collectionPlan($select, fieldArgs, isOneOfMany($record));
}

function throughPlan(junction: Junction, $record: RecordStep, fieldArgs: FieldArgs) {
  const $select = selectThrough(junction, $record.get('id'));
  return collectionPlan($select, fieldArgs, isOneOfMany($record));
}

/** Whether the record is one of a list. */
function isOneOfMany($record: RecordStep): boolean {
  return !$record.getAndFreezeIsUnary();
}

export const RelationsPlugin: GraphileConfig.Plugin = {
  name: 'RelationsPlugin',
  version: '1.0.0',
  description: 'Adds the fields of relations to the types of records',
  after: ['PgAttributesPlugin'],
  schema: {
    hooks: {
      GraphQLObjectType_fields(
        fields,
        build,
        { scope: { isPgClassType, pgCodec }, fieldWithHooks },
      ) {
        if (!isPgClassType || !pgCodec) return fields;
        const relations: Record<string, Relation> = build.pgRelations[pgCodec.name] ?? {};
        const { GraphQLNonNull } = build.graphql;
        const { inflection } = build;
        const list = (
          name: string,
          { remoteResource, description }: Pick<Relation, 'remoteResource' | 'description'>,
          plan: ($record: RecordStep, fieldArgs: FieldArgs) => Step,
        ) => {
          const resource = remoteResource as RecordResource;
          return fieldWithHooks({ fieldName: name, pgFieldResource: resource }, () => ({
            description,
            type: new GraphQLNonNull(
              build.getOutputTypeByName(inflection.tableConnectionType(resource.codec)),
            ),
            args: collectionArguments(build, resource),
            plan: ($record, fieldArgs) => plan($record as unknown as RecordStep, fieldArgs),
          }));
        };
        return Object.entries(relations).reduce((memo, [name, relation]) => {
          if (!isReadable(relation)) return memo;
          const resource = relation.remoteResource as RecordResource;
          const toOne = relation.isReferencee ? inverseToOnePlan : toOnePlan;
          const field = isList(relation)
            ? list(name, relation, ($record, fieldArgs) => toManyPlan(relation, $record, fieldArgs))
            : fieldWithHooks({ fieldName: name, pgFieldResource: resource }, () => ({
                description: relation.description,
                type: build.getOutputTypeByName(inflection.tableType(resource.codec)),
                plan: ($record) => toOne(relation, $record as unknown as RecordStep),
              }));
          const own: typeof memo = { [name]: field };
          const junction = junctionOf(build, relation);
          if (junction && isReadable(junction.toTarget)) {
            const { remoteResource } = junction.toTarget;
            own[junction.name] = list(
              junction.name,
              { remoteResource, description: junction.description },
              ($record, fieldArgs) => throughPlan(junction, $record, fieldArgs),
            );
          }
          return build.extend(memo, own, `RelationsPlugin: ${pgCodec.name}.${name}`);
        }, fields);
      },
    },
  },
};
