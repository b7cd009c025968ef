/*
 * Commands on core."objectMetadata".
 */
import {
  byId,
  fieldsOf,
  liveFields,
  liveObjects,
  type Model,
  type ModelObject,
  objectOf,
  otherHalf,
} from '../state.ts';
import { assignments, type Command, decide, type Pick, refuse, type Step, text } from '../step.ts';

const OBJECT_NAMES = [
  ['alpha', 'alphas'],
  ['beta', 'betas'],
  ['gamma', 'gammas'],
  ['order', 'orders'],
  ['unique', 'searchable'],
  ['betas', 'betass'],
  ['alphaEdge', 'alphaEdges'],
  ['user', 'users'],
  ['Alpha', 'Alphas'],
  ['same', 'same'],
  ['company', 'firms'],
] as const;

const LABELS = ['One', 'Äpfel & Birnen', 'Label "quoted"', '@name evil', ' blank', ''];

/** Objects to change: mostly custom ones. */
export function someObject(model: Model, pick: Pick): ModelObject {
  const objects = custom(model);
  return objects.length > 0 && pick.chance(0.95) ? pick.of(objects) : pick.of(liveObjects(model));
}

const custom = (model: Model): ModelObject[] =>
  liveObjects(model).filter((object) => object.isCustom);

/** As the compiler labels what comes without a label. */
export const labelOf = (given: string): string =>
  (
    given.slice(0, 1).toUpperCase() +
    given
      .slice(1)
      .replaceAll(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-zA-Z])(?=[0-9])/g, ' ')
  )
    .slice(0, 63)
    .trimEnd();

export function newObject(id: string, nameSingular: string, namePlural: string): ModelObject {
  return {
    id,
    nameSingular,
    namePlural,
    labelSingular: labelOf(nameSingular),
    labelPlural: labelOf(namePlural),
    description: null,
    isCustom: true,
    isActive: true,
    labelId: null,
    isDeleted: false,
  };
}

const insertObject = (model: Model, id: string, singular: string, plural: string): string =>
  `insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values (${text(id)}, ${text(model.id)}, ${text(singular)}, ${text(plural)})`;

export const createObject: Command = (model, pick) => {
  const id = pick.id();
  const [singular, plural] = pick.of(OBJECT_NAMES);
  return decide(model, insertObject(model, id, singular, plural), (next) => {
    next.objects.push(newObject(id, singular, plural));
  });
};

const updateObject = (object: ModelObject, values: Readonly<Record<string, string>>): string =>
  `update core."objectMetadata" set ${assignments(values)} where id = ${text(object.id)}`;

/** A new name, which inverse fields that bore the old one take over. */
export function rename(next: Model, id: string, singular: string, plural: string): void {
  const object = byId(next.objects, id);
  const { nameSingular, namePlural } = object;
  if (singular === nameSingular && plural === namePlural) return;
  if (!object.isCustom) refuse('a standard object keeps its names');
  object.nameSingular = singular;
  object.namePlural = plural;
  for (const { holders, fromFieldId, toFieldId } of next.relations) {
    if (!holders?.some((holder) => byId(next.fields, holder).objectId === id)) continue;
    for (const list of [fromFieldId, toFieldId].map((side) => byId(next.fields, side))) {
      if (list.deleted === 'no' && list.settings?.junctionObjectName !== undefined)
        list.settings = { ...list.settings, junctionObjectName: singular };
    }
  }
  for (const source of fieldsOf(next, id)) {
    const inverse = otherHalf(next, source);
    const relation = next.relations.find((r) => r.sourceFieldId === source.id);
    if (
      inverse === undefined ||
      relation === undefined ||
      source.settings?.relationTargetFieldName !== undefined
    )
      continue;
    const isList = ['ONE_TO_MANY', 'MANY_TO_MANY'].includes(String(inverse.settings?.relationType));
    if (inverse.name === (isList ? namePlural : nameSingular))
      inverse.name = isList ? plural : singular;
  }
}

export const renameObject: Command = (model, pick) => {
  const object = pick.maybe(pick.chance(0.9) ? custom(model) : liveObjects(model));
  if (object === undefined) return undefined;
  const [singular, plural] = pick.of(OBJECT_NAMES);
  return decide(
    model,
    updateObject(object, { nameSingular: text(singular), namePlural: text(plural) }),
    (next) => rename(next, object.id, singular, plural),
  );
};

/** In one statement; also a cycle of three. */
export const swapObjects: Command = (model, pick) => {
  const objects = custom(model);
  if (objects.length < 2) return undefined;
  const first = pick.of(objects);
  const chosen = [
    first,
    ...objects.filter((object) => object !== first).slice(0, pick.chance(0.3) ? 2 : 1),
  ];
  const names = chosen.map((_, place) => chosen[(place + 1) % chosen.length] as ModelObject);
  const values = chosen.map(
    (object, place) =>
      `(${[object.id, names[place]?.nameSingular ?? '', names[place]?.namePlural ?? ''].map(text).join(', ')})`,
  );
  const sql = `update core."objectMetadata" o set "nameSingular" = v.singular, "namePlural" = v.plural from (values ${values.join(', ')}) v (id, singular, plural) where o.id = v.id::uuid`;
  return decide(model, sql, (next) => {
    chosen.forEach((object, place) => {
      rename(next, object.id, names[place]?.nameSingular ?? '', names[place]?.namePlural ?? '');
    });
  });
};

export const relabelObject: Command = (model, pick) => {
  const object = someObject(model, pick);
  const label = pick.of(LABELS);
  const description = pick.of([null, 'Text', '@omit\nsecond line']);
  return decide(
    model,
    updateObject(object, { labelPlural: text(label), description: text(description) }),
    (next) => {
      Object.assign(byId(next.objects, object.id), { labelPlural: label, description });
    },
  );
};

export const switchObject: Command = (model, pick) => {
  const object = someObject(model, pick);
  return decide(model, updateObject(object, { isActive: String(!object.isActive) }), (next) => {
    byId(next.objects, object.id).isActive = !object.isActive;
  });
};

export const labelObject: Command = (model, pick) => {
  const object = someObject(model, pick);
  const field = pick.maybe(pick.chance(0.9) ? fieldsOf(model, object.id) : liveFields(model));
  const id = field === undefined || pick.chance(0.2) ? null : field.id;
  return decide(
    model,
    updateObject(object, { labelIdentifierFieldMetadataId: text(id) }),
    (next) => {
      byId(next.objects, object.id).labelId = id;
    },
  );
};

/** Without a claim, over every object of the workspace. */
export const touchAllObjects: Command = (model, pick) => {
  const description = pick.of([null, 'All']);
  const sql = `update core."objectMetadata" set description = ${text(description)} where "workspaceId" = ${text(model.id)}`;
  return decide(model, sql, (next) => {
    for (const object of liveObjects(next)) object.description = description;
  });
};

/** The object and everything of it goes; nothing of another object may depend on it. */
export function removeObject(next: Model, ids: readonly string[]): void {
  for (const id of ids) {
    const object = byId(next.objects, id);
    if (!object.isCustom) refuse('a standard object cannot be deleted');
    for (const field of fieldsOf(next, id)) {
      const other = otherHalf(next, field);
      if (other !== undefined && other.objectId !== id)
        refuse(`${objectOf(next, other).nameSingular}.${other.name} depends on it`);
    }
  }
  for (const id of ids) {
    for (const field of fieldsOf(next, id)) field.deleted = 'with its object';
    byId(next.objects, id).isDeleted = true;
  }
}

export const deleteObject: Command = (model, pick) => {
  const object = pick.maybe(pick.chance(0.9) ? custom(model) : liveObjects(model));
  if (object === undefined) return undefined;
  return decide(model, `delete from core."objectMetadata" where id = ${text(object.id)}`, (next) =>
    removeObject(next, [object.id]),
  );
};

/** Another object of the same name takes its place in the same statement. */
export const replaceObject: Command = (model, pick) => {
  const object = pick.maybe(custom(model));
  if (object === undefined) return undefined;
  const id = pick.id();
  const moved = pick.chance(0.5) ? pick.of(OBJECT_NAMES) : undefined;
  const first =
    moved === undefined
      ? `delete from core."objectMetadata" where id = ${text(object.id)}`
      : updateObject(object, { nameSingular: text(moved[0]), namePlural: text(moved[1]) });
  return decide(
    model,
    inOneStatement(pick, first, insertObject(model, id, object.nameSingular, object.namePlural)),
    (next) => {
      if (moved === undefined) removeObject(next, [object.id]);
      else rename(next, object.id, moved[0], moved[1]);
      next.objects.push(newObject(id, object.nameSingular, object.namePlural));
    },
  );
};

/** Two changes as one statement, in either order. */
export function inOneStatement(pick: Pick, first: string, second: string): string {
  const [inner, outer] = pick.chance(0.5) ? [first, second] : [second, first];
  return `with one as (${inner} returning 1) ${outer}`;
}

export const restoreObject: Command = (model, pick) => {
  const deleted = model.objects.filter((object) => object.isDeleted);
  const object = pick.maybe(pick.chance(0.9) ? deleted : model.objects);
  if (object === undefined) return undefined;
  return decide(model, `select core.restore_object(${text(object.id)})`, (next) => {
    if (!object.isDeleted) refuse('it is not deleted');
    byId(next.objects, object.id).isDeleted = false;
    for (const field of next.fields) {
      if (field.objectId === object.id && field.deleted === 'with its object') field.deleted = 'no';
    }
  });
};

/** What identifies an object does not change. */
export const forgeObject: Command = (model, pick): Step | undefined => {
  const object = someObject(model, pick);
  const values = pick.of<Record<string, string>>([
    { id: text(pick.id()) },
    { isCustom: String(!object.isCustom) },
    { isSystem: 'true' },
    { workspaceId: text(pick.id()) },
  ]);
  return decide(model, updateObject(object, values), () =>
    refuse('what identifies an object does not change'),
  );
};
