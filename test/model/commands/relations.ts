/*
 * Commands on relations: fields that name their target, rows of core."relationMetadata".
 */
import {
  byId,
  liveFields,
  liveObjects,
  type Model,
  type ModelField,
  type ModelObject,
  otherHalf,
  relationOf,
  rowsOf,
} from '../state.ts';
import { type Command, decide, json, type Pick, refuse, text } from '../step.ts';
import type { Json, Settings } from '../values.ts';
import { FIELD_NAMES, removeField } from './fields.ts';
import { labelOf, newObject } from './objects.ts';

const capitalised = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);

const field = (
  id: string,
  objectId: string,
  name: string,
  label: string,
  settings: Settings,
  isNullable = true,
): ModelField => ({
  id,
  objectId,
  name,
  label,
  description: null,
  type: 'RELATION',
  settings,
  defaultValue: null,
  isCustom: true,
  isActive: true,
  isNullable,
  isUnique: false,
  deleted: 'no',
});

const KINDS = ['MANY_TO_ONE', 'ONE_TO_MANY', 'ONE_TO_ONE', 'MANY_TO_MANY'] as const;
const INVERSE: Readonly<Record<string, string>> = {
  MANY_TO_ONE: 'ONE_TO_MANY',
  ONE_TO_MANY: 'MANY_TO_ONE',
};

/** A relation field with what the compiler makes along with it. Its ids are not known yet: pick.id(). */
function relate(next: Model, source: ModelField, pick: Pick): ModelField {
  const object = byId(next.objects, source.objectId);
  const settings = source.settings ?? {};
  const kind = String(settings.relationType);
  const isList = kind === 'MANY_TO_ONE' || kind === 'MANY_TO_MANY';
  const given = settings.relationTargetFieldName as string | undefined;
  const name = given ?? (isList ? object.namePlural : object.nameSingular);
  const inverse = field(
    pick.id(),
    String(settings.relationTargetObjectId),
    name,
    given === undefined ? (isList ? object.labelPlural : object.labelSingular) : labelOf(name),
    {
      relationType: INVERSE[kind] ?? kind,
      ...(kind === 'ONE_TO_ONE' || kind === 'MANY_TO_MANY' ? { isInverse: true } : {}),
      relationTargetObjectId: object.id,
      ...(kind === 'ONE_TO_MANY' && settings.onDelete !== undefined
        ? { onDelete: settings.onDelete }
        : {}),
    },
  );
  next.fields.push(source, inverse);
  const [from, to] = kind === 'ONE_TO_MANY' ? [source, inverse] : [inverse, source];
  next.relations.push({
    sourceFieldId: source.id,
    fromFieldId: from.id,
    toFieldId: to.id,
    type: kind === 'MANY_TO_ONE' ? 'ONE_TO_MANY' : kind,
  });
  if (!source.isNullable && rowsOf(next, source.objectId).length > 0) refuse('there are records');
  return source;
}

/** The junction object of MANY_TO_MANY. */
function join(next: Model, source: ModelField, pick: Pick): void {
  const object = byId(next.objects, source.objectId);
  const target = byId(next.objects, String(source.settings?.relationTargetObjectId));
  const given = source.settings?.junctionObjectName as string | undefined;
  const junction = newObject(
    pick.id(),
    given ?? object.nameSingular + capitalised(target.nameSingular),
    given === undefined ? object.nameSingular + capitalised(target.namePlural) : `${given}s`,
  );
  next.objects.push(junction);
  const side = (name: string, to: ModelObject, inverseName?: string): string => {
    const settings = {
      relationType: 'MANY_TO_ONE',
      relationTargetObjectId: to.id,
      ...(inverseName === undefined ? {} : { relationTargetFieldName: inverseName }),
      onDelete: 'CASCADE',
    };
    return relate(next, field(pick.id(), junction.id, name, labelOf(name), settings, false), pick)
      .id;
  };
  const relation = relationOf(next, source.id);
  const first = side(object.nameSingular, object);
  const second =
    target.id === object.id
      ? side(
          `other${capitalised(target.nameSingular)}`,
          target,
          `other${capitalised(junction.namePlural)}`,
        )
      : side(target.nameSingular, target);
  if (relation !== undefined) relation.holders = [first, second];
}

const insertField = ({ id, objectId, name, settings, isNullable }: ModelField): string =>
  `insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings, "isNullable") values (${[text(id), text(objectId), text(name), `'RELATION'`, json(settings), isNullable].join(', ')})`;

export const createRelation: Command = (model, pick) => {
  const objects = liveObjects(model);
  const custom = objects.filter(({ isCustom }) => isCustom);
  const object = pick.maybe(custom);
  const target = pick.maybe(pick.chance(0.85) ? custom : model.objects);
  if (object === undefined || target === undefined) return undefined;
  const kind = pick.of(KINDS);
  const settings: Record<string, Json> = { relationType: kind, relationTargetObjectId: target.id };
  if (pick.chance(0.3)) settings.relationTargetFieldName = pick.of(FIELD_NAMES);
  if (pick.chance(0.5)) settings.onDelete = pick.of(['SET_NULL', 'CASCADE', 'RESTRICT']);
  if (kind === 'MANY_TO_MANY' && pick.chance(0.4))
    settings.junctionObjectName = pick.of(['link1', 'alpha', 'junction']);
  const name = pick.of(FIELD_NAMES);
  const source = field(pick.id(), object.id, name, labelOf(name), settings, pick.chance(0.8));
  return decide(model, insertField(source), (next) => {
    relate(next, source, pick);
    if (kind === 'MANY_TO_MANY') join(next, source, pick);
  });
};

/** Two fields that wait, and the row that joins them: one transaction. */
export const createRelationRow: Command = (model, pick) => {
  const objects = liveObjects(model).filter(({ isCustom }) => isCustom);
  const one = pick.maybe(objects);
  const many = pick.maybe(objects);
  if (one === undefined || many === undefined) return undefined;
  const type = pick.of(['ONE_TO_MANY', 'ONE_TO_ONE', 'MANY_TO_MANY']);
  const onDelete = pick.maybe([undefined, 'CASCADE']);
  const from = field(pick.id(), one.id, pick.of(FIELD_NAMES), '', null);
  const to = field(
    pick.id(),
    many.id,
    pick.of(FIELD_NAMES),
    '',
    onDelete === undefined ? null : { onDelete },
  );
  const sql = [
    insertField(from),
    insertField(to),
    `insert into core."relationMetadata" ("relationType", "fromObjectMetadataId", "fromFieldMetadataId", "toObjectMetadataId", "toFieldMetadataId") values (${[type, one.id, from.id, many.id, to.id].map(text).join(', ')})`,
  ].join(';\n');
  return decide(model, sql, (next) => {
    if (type === 'MANY_TO_MANY') refuse('it is made by one field');
    next.fields.push(
      {
        ...from,
        label: labelOf(from.name),
        settings: {
          relationType: type,
          relationTargetObjectId: many.id,
          ...(type === 'ONE_TO_ONE' ? { isInverse: true } : {}),
        },
      },
      {
        ...to,
        label: labelOf(to.name),
        settings: {
          ...to.settings,
          relationType: type === 'ONE_TO_ONE' ? type : 'MANY_TO_ONE',
          relationTargetObjectId: one.id,
        },
      },
    );
    next.relations.push({ sourceFieldId: from.id, fromFieldId: from.id, toFieldId: to.id, type });
  });
};

/** A field that waits for a row that never comes. */
export const waitForever: Command = (model, pick) => {
  const object = pick.maybe(liveObjects(model).filter(({ isCustom }) => isCustom));
  if (object === undefined) return undefined;
  return decide(model, insertField(field(pick.id(), object.id, 'waiting', '', null)), () =>
    refuse('it leads nowhere'),
  );
};

/** What happens on delete: either side says it for both. */
export const changeOnDelete: Command = (model, pick) => {
  const changed = pick.maybe(liveFields(model).filter((f) => f.type === 'RELATION' && f.isCustom));
  if (changed === undefined) return undefined;
  const onDelete = pick.of(['SET_NULL', 'CASCADE', 'RESTRICT', 'NO_ACTION']);
  const settings = { ...changed.settings, onDelete };
  return decide(
    model,
    `update core."fieldMetadata" set settings = ${json(settings)} where id = ${text(changed.id)}`,
    (next) => {
      if (onDelete === 'NO_ACTION') refuse('no such action');
      byId(next.fields, changed.id).settings = settings;
      const other = otherHalf(next, changed);
      if (
        other !== undefined &&
        changed.settings?.onDelete !== onDelete &&
        (other.settings?.onDelete ?? 'SET_NULL') !== onDelete
      )
        other.settings = { ...other.settings, onDelete };
    },
  );
};

/** Its kind and its target stay. */
export const redirectRelation: Command = (model, pick) => {
  const changed = pick.maybe(liveFields(model).filter((f) => f.type === 'RELATION' && f.isCustom));
  const target = pick.of(liveObjects(model));
  if (changed === undefined || target.id === changed.settings?.relationTargetObjectId)
    return undefined;
  const settings = { ...changed.settings, relationTargetObjectId: target.id };
  return decide(
    model,
    `update core."fieldMetadata" set settings = ${json(settings)} where id = ${text(changed.id)}`,
    () => refuse('a relation cannot lead elsewhere'),
  );
};

/** The row of a relation; both of its fields go with it. */
export const deleteRelation: Command = (model, pick) => {
  const relation = pick.maybe(
    model.relations.filter(({ fromFieldId }) => byId(model.fields, fromFieldId).deleted === 'no'),
  );
  if (relation === undefined) return undefined;
  const sql = `delete from core."relationMetadata" where "fromFieldMetadataId" = ${text(relation.fromFieldId)}`;
  return decide(model, sql, (next) => {
    removeField(next, byId(next.fields, relation.fromFieldId));
  });
};

/** Rows of relations are not changed. */
export const updateRelation: Command = (model, pick) => {
  const changed = pick.maybe(
    liveFields(model).filter((f) => relationOf(model, f.id) !== undefined),
  );
  if (changed === undefined) return undefined;
  const sql = `update core."relationMetadata" set "relationType" = 'ONE_TO_ONE' where ${text(changed.id)} in ("fromFieldMetadataId", "toFieldMetadataId")`;
  return decide(model, sql, () => refuse('a relation row does not change'));
};
