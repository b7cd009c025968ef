/*
 * Commands on core."fieldMetadata", but for relations.
 */
import {
  byId,
  fieldsOf,
  hasColumn,
  isRequired,
  liveFields,
  liveObjects,
  type Model,
  type ModelField,
  objectOf,
  otherHalf,
  relationOf,
  rowsOf,
} from '../state.ts';
import {
  assignments,
  type Command,
  decide,
  json,
  type Pick,
  refuse,
  type Step,
  text,
} from '../step.ts';
import {
  convert,
  type FieldType,
  fits,
  isConvertible,
  type Json,
  optionsOf,
  replaced,
  SETTINGS,
  type Settings,
  TYPES,
  VALUES,
} from '../values.ts';
import { inOneStatement, labelOf, removeObject, rename } from './objects.ts';

export const FIELD_NAMES = [
  'a',
  'b',
  'c',
  'unique',
  'search',
  'alpha',
  'betas',
  'alphaId',
  'title',
  'name',
  'id',
  'Bad name',
  `x${'y'.repeat(61)}`,
];

const LABELS = ['Field', 'Ü', 'a "b" \\ c', '@omit', '', 'blank '];

/** Settings for a type, options included. */
function makeSettings(pick: Pick, type: string): Settings {
  if (type !== 'SELECT' && type !== 'MULTI_SELECT') return pick.of(SETTINGS[type] ?? [null]);
  const values = pick.of([['A', 'B', 'C'], ['A', 'B'], ['A', '7'], ['B', 'B'], []]);
  return { options: values.map((value) => ({ id: pick.id(), value, label: value })) };
}

/** A default, mostly one that fits. */
function makeDefault(pick: Pick, type: FieldType): Json {
  if (pick.chance(0.6)) return null;
  const values = VALUES[type.type] ?? [];
  return pick.chance(0.9)
    ? (pick.maybe(values.filter((value) => fits(type, value))) ?? null)
    : (pick.maybe(values) ?? null);
}

function makeField(pick: Pick, objectId: string): ModelField {
  const type = pick.of(TYPES);
  const settings = makeSettings(pick, type);
  const name = pick.of(FIELD_NAMES);
  return {
    id: pick.id(),
    objectId,
    name,
    label: labelOf(name),
    description: null,
    type,
    settings,
    defaultValue: makeDefault(pick, { type, settings }),
    isCustom: true,
    isActive: true,
    isNullable: pick.chance(0.7),
    isUnique: pick.chance(0.2),
    deleted: 'no',
  };
}

const insertFields = (fields: readonly ModelField[]): string =>
  `insert into core."fieldMetadata" (id, "objectMetadataId", name, label, type, settings, "defaultValue", "isNullable", "isUnique") values ${fields
    .map(
      (f) =>
        `(${[text(f.id), text(f.objectId), text(f.name), text(f.label), text(f.type), json(f.settings), json(f.defaultValue), f.isNullable, f.isUnique].join(', ')})`,
    )
    .join(', ')}`;

/** A column, whose default the records get. */
export function addField(next: Model, field: ModelField): void {
  next.fields.push(field);
  if (hasColumn(field) && field.defaultValue !== null) {
    for (const row of rowsOf(next, field.objectId)) row.values[field.id] = field.defaultValue;
  }
}

export const createFields: Command = (model, pick) => {
  const objects = liveObjects(model);
  const object = pick.maybe(
    pick.chance(0.97) ? objects.filter(({ isCustom }) => isCustom) : objects,
  );
  if (object === undefined) return undefined;
  const fields = [
    makeField(pick, object.id),
    ...(pick.chance(0.3)
      ? [makeField(pick, pick.of(objects.filter(({ isCustom }) => isCustom)).id)]
      : []),
  ];
  return decide(model, insertFields(fields), (next) => {
    for (const field of fields) addField(next, field);
  });
};

const updateField = (field: ModelField, values: Readonly<Record<string, string>>): string =>
  `update core."fieldMetadata" set ${assignments(values)} where id = ${text(field.id)}`;

/** Fields to change: mostly custom ones. */
function someField(model: Model, pick: Pick): ModelField | undefined {
  const fields = liveFields(model);
  return pick.maybe(pick.chance(0.97) ? fields.filter(({ isCustom }) => isCustom) : fields);
}

/** A field becomes what it is to be, and the records follow. */
function change(next: Model, previous: ModelField, changes: Partial<ModelField>): void {
  const field = byId(next.fields, previous.id);
  Object.assign(field, changes);
  if (!previous.isCustom && (field.name !== previous.name || field.type !== previous.type))
    refuse('a standard field keeps its name and type');
  if (field.type === 'RELATION' || previous.type === 'RELATION') {
    if (field.type !== previous.type) refuse('a relation stays one');
  } else if (!isConvertible(previous, field)) {
    refuse('there is no conversion');
  }
  const source = otherHalf(next, field);
  if (source?.settings?.relationTargetFieldName !== undefined && field.name !== previous.name)
    source.settings = { ...source.settings, relationTargetFieldName: field.name };
  if (!hasColumn(field)) return;
  const rows = rowsOf(next, field.objectId);
  const isSameDefault =
    JSON.stringify(field.defaultValue) === JSON.stringify(previous.defaultValue);
  if (field.type === previous.type && field.defaultValue !== null && isSameDefault) {
    field.defaultValue = replaced(previous, field, field.defaultValue);
  }
  if (previous.type !== 'RELATION') {
    for (const row of rows) {
      const value = convert(previous, field, row.values[field.id] ?? null);
      if (value === undefined) refuse(`${JSON.stringify(row.values[field.id])} does not fit`);
      else row.values[field.id] = value;
    }
  }
  if (field.settings?.replacements !== undefined) {
    const { replacements: _, ...settings } = field.settings;
    field.settings = settings;
  }
  fill(next, field, isRequired(previous));
}

/** Empty records get the default of a field that has just come to ask for a value. */
function fill(next: Model, field: ModelField, wasRequired: boolean): void {
  if (wasRequired || !isRequired(field) || field.defaultValue === null) return;
  for (const row of rowsOf(next, field.objectId)) row.values[field.id] ??= field.defaultValue;
}

const columns = ({
  name,
  label,
  description,
  type,
  settings,
  defaultValue,
  isNullable,
  isUnique,
}: Partial<ModelField>): Record<string, string> => ({
  ...(name === undefined ? {} : { name: text(name) }),
  ...(label === undefined ? {} : { label: text(label) }),
  ...(description === undefined ? {} : { description: text(description) }),
  ...(type === undefined ? {} : { type: text(type) }),
  ...(settings === undefined ? {} : { settings: json(settings) }),
  ...(defaultValue === undefined ? {} : { defaultValue: json(defaultValue) }),
  ...(isNullable === undefined ? {} : { isNullable: String(isNullable) }),
  ...(isUnique === undefined ? {} : { isUnique: String(isUnique) }),
});

/** One to three changes of one field in one statement. */
export const changeField: Command = (model, pick) => {
  const field = someField(model, pick);
  if (field === undefined) return undefined;
  const changes: Partial<ModelField> = {};
  for (let count = pick.of([1, 1, 2, 3]); count > 0; count -= 1)
    Object.assign(changes, pick.of(CHANGES)(pick, field));
  return decide(model, updateField(field, columns(changes)), (next) =>
    change(next, field, changes),
  );
};

const CHANGES: readonly ((pick: Pick, field: ModelField) => Partial<ModelField>)[] = [
  (pick) => ({ name: pick.of(FIELD_NAMES) }),
  (pick) => ({ label: pick.of(LABELS) }),
  (pick) => ({ description: pick.of([null, 'Text', '@omit\n\u2028x']) }),
  retype,
  retype,
  (pick, { type, settings }) =>
    type in SETTINGS ? { settings: makeSettings(pick, type) } : { settings },
  (pick, field) => ({ defaultValue: makeDefault(pick, field) }),
  (_, { isNullable }) => ({ isNullable: !isNullable }),
  (_, { isUnique }) => ({ isUnique: !isUnique }),
];

function retype(pick: Pick): Partial<ModelField> {
  const type = pick.of(TYPES);
  const settings = makeSettings(pick, type);
  return {
    type,
    settings,
    ...(pick.chance(0.5) ? { defaultValue: makeDefault(pick, { type, settings }) } : {}),
  };
}

/** Options renamed, removed with or without a replacement, added, reordered. */
export const changeOptions: Command = (model, pick) => {
  const field = pick.maybe(
    liveFields(model).filter(
      ({ type, isCustom }) => isCustom && (type === 'SELECT' || type === 'MULTI_SELECT'),
    ),
  );
  if (field === undefined) return undefined;
  const options = [...optionsOf(field.settings)];
  const victim = pick.of(options);
  const others = options.filter((option) => option !== victim);
  const replacement = pick.of<Json>([null, others[0]?.value ?? null]);
  const settings = pick.of<Settings>([
    {
      options: options.map((option) => ({
        ...option,
        value: option === victim ? pick.of(['X', '7', 'Y']) : option.value,
      })),
    },
    {
      options: options.map((option) => ({
        ...option,
        value:
          option === victim
            ? (others[0]?.value ?? 'X')
            : option === others[0]
              ? victim.value
              : option.value,
      })),
    },
    {
      options: options
        .toReversed()
        .map((option) => ({ ...option, label: pick.of(LABELS.slice(0, 4)) })),
    },
    { options: others.map((option) => ({ ...option })) },
    {
      options: others.map((option) => ({ ...option })),
      replacements: { [victim.value]: replacement },
    },
    { options: others.map((option) => ({ ...option })), replacements: { Nowhere: null } },
    {
      options: [
        ...options.map((option) => ({ ...option })),
        { id: pick.id(), value: 'D', label: 'D' },
      ],
    },
  ]);
  const defaultValue = pick.chance(0.5) ? {} : { defaultValue: null };
  const changes = { settings, ...defaultValue };
  return decide(model, updateField(field, columns(changes)), (next) => {
    if (settings?.replacements !== undefined && 'Nowhere' in (settings.replacements as object))
      refuse('no such option');
    change(next, field, changes);
  });
};

/** Two or three fields of one object take each other's names in one statement. */
export const swapFields: Command = (model, pick) => {
  const object = pick.maybe(
    liveObjects(model).filter(({ id }) => fieldsOf(model, id).filter((f) => f.isCustom).length > 1),
  );
  if (object === undefined) return undefined;
  const fields = fieldsOf(model, object.id).filter(({ isCustom }) => isCustom);
  const first = pick.of(fields);
  const chosen = [
    first,
    ...fields.filter((field) => field !== first).slice(0, pick.chance(0.3) ? 2 : 1),
  ];
  const last = pick.chance(0.6) ? first.name : pick.of(FIELD_NAMES);
  const names = chosen.map((_, place) => chosen[place + 1]?.name ?? last);
  const values = chosen.map((field, place) => `(${text(field.id)}, ${text(names[place] ?? '')})`);
  const sql = `update core."fieldMetadata" f set name = v.name from (values ${values.join(', ')}) v (id, name) where f.id = v.id::uuid`;
  return decide(model, sql, (next) => {
    chosen.forEach((field, place) => {
      change(next, field, { name: names[place] ?? '' });
    });
  });
};

/** Of every field of the workspace. */
export const touchAllFields: Command = (model, pick) => {
  const description = pick.of([null, 'All']);
  const sql = `update core."fieldMetadata" set description = ${text(description)} where "workspaceId" = ${text(model.id)}`;
  return decide(model, sql, (next) => {
    for (const field of liveFields(next)) field.description = description;
  });
};

/** Off and on, of a relation both halves. */
export const switchField: Command = (model, pick) => {
  const field = someField(model, pick);
  if (field === undefined) return undefined;
  const isActive = !field.isActive;
  return decide(model, updateField(field, { isActive: String(isActive) }), (next) => {
    for (const half of [field, otherHalf(next, field)]) {
      if (half === undefined) continue;
      const wasRequired = isRequired(half);
      const changed = byId(next.fields, half.id);
      changed.isActive = isActive;
      fill(next, changed, wasRequired);
    }
  });
};

/** Of a relation both halves go. */
export function removeField(next: Model, field: ModelField): void {
  if (!field.isCustom) refuse('a standard field cannot be deleted');
  byId(next.fields, field.id).deleted = 'itself';
  const other = otherHalf(next, field);
  if (other !== undefined) other.deleted = 'itself';
}

export const deleteField: Command = (model, pick) => {
  const field = someField(model, pick);
  if (field === undefined) return undefined;
  return decide(model, `delete from core."fieldMetadata" where id = ${text(field.id)}`, (next) =>
    removeField(next, field),
  );
};

/** Every custom field of an object at once. */
export const deleteFields: Command = (model, pick) => {
  const object = pick.of(liveObjects(model));
  const sql = `delete from core."fieldMetadata" where "objectMetadataId" = ${text(object.id)} and "isCustom"`;
  return decide(model, sql, (next) => {
    for (const field of fieldsOf(next, object.id).filter(({ isCustom }) => isCustom))
      removeField(next, field);
  });
};

export const restoreField: Command = (model, pick): Step | undefined => {
  const deleted = model.fields.filter((field) => field.deleted !== 'no');
  const field = pick.maybe(pick.chance(0.9) ? deleted : model.fields);
  if (field === undefined) return undefined;
  return decide(model, `select core.restore_field(${text(field.id)})`, (next) => {
    if (field.deleted === 'no') refuse('it is not deleted');
    const other = otherHalf(next, field);
    for (const half of [byId(next.fields, field.id), ...(other === undefined ? [] : [other])]) {
      if (objectOf(next, half).isDeleted) refuse('its object is deleted');
      half.deleted = 'no';
      restoreValues(next, half);
    }
  });
};

/** Ids that lead nowhere any more are gone; what is asked for again is filled. */
function restoreValues(next: Model, field: ModelField): void {
  if (field.type === 'RELATION' && hasColumn(field) && relationOf(next, field.id) !== undefined) {
    for (const row of rowsOf(next, field.objectId)) {
      if (!next.rows.some(({ id }) => id === row.values[field.id])) row.values[field.id] = null;
    }
  }
  if (hasColumn(field)) fill(next, field, false);
}

/** Another field takes the name of one that goes or moves, in the same statement. */
export const replaceField: Command = (model, pick) => {
  const field = someField(model, pick);
  if (field === undefined) return undefined;
  const created = { ...makeField(pick, field.objectId), name: field.name };
  const moved = pick.chance(0.5) ? pick.of(FIELD_NAMES) : undefined;
  const first =
    moved === undefined
      ? `delete from core."fieldMetadata" where id = ${text(field.id)}`
      : updateField(field, { name: text(moved) });
  return decide(model, inOneStatement(pick, first, insertFields([created])), (next) => {
    if (moved === undefined) removeField(next, field);
    else change(next, field, { name: moved });
    addField(next, created);
  });
};

/** One field goes, another one takes its name, in the same statement. */
export const succeedField: Command = (model, pick) => {
  const field = someField(model, pick);
  const heir =
    field &&
    pick.maybe(
      fieldsOf(model, field.objectId).filter((other) => other.id !== field.id && other.isCustom),
    );
  if (field === undefined || heir === undefined) return undefined;
  const first = `delete from core."fieldMetadata" where id = ${text(field.id)}`;
  return decide(
    model,
    inOneStatement(pick, first, updateField(heir, { name: text(field.name) })),
    (next) => {
      removeField(next, field);
      if (heir.id !== otherHalf(next, field)?.id) change(next, heir, { name: field.name }); // gone too
    },
  );
};

/** Object, field and a new field in one statement. */
export const changeEverything: Command = (model, pick) => {
  const field = pick.maybe(
    liveFields(model).filter((f) => f.isCustom && objectOf(model, f).isCustom),
  );
  if (field === undefined) return undefined;
  const created = makeField(pick, field.objectId);
  const name = pick.of(FIELD_NAMES);
  const [singular, plural] = pick.of([
    ['alpha', 'alphas'],
    ['delta', 'deltas'],
    ['order', 'orders'],
  ] as const);
  const parts = [
    `update core."objectMetadata" set "nameSingular" = ${text(singular)}, "namePlural" = ${text(plural)} where id = ${text(field.objectId)} returning 1`,
    `${updateField(field, { name: text(name) })} returning 1`,
    `${insertFields([created])} returning 1`,
  ];
  const start = pick.of([0, 1, 2]);
  const [one, two, three] = [parts[start], parts[(start + 1) % 3], parts[(start + 2) % 3]];
  return decide(model, `with one as (${one}), two as (${two}) ${three}`, (next) => {
    change(next, field, { name });
    rename(next, field.objectId, singular, plural);
    addField(next, created);
  });
};

/** Merged: an update, and an insert or a delete. */
export const mergeFields: Command = (model, pick) => {
  const field = someField(model, pick);
  if (field === undefined) return undefined;
  const created: ModelField = {
    ...makeField(pick, field.objectId),
    type: 'TEXT',
    settings: null,
    defaultValue: null,
    isNullable: true,
    isUnique: false,
  };
  const renamed = pick.chance(0.5) ? pick.of(FIELD_NAMES) : undefined;
  const name = renamed === undefined || pick.chance(0.3) ? field.name : created.name;
  const sql = `merge into core."fieldMetadata" f using (values (${text(field.id)}::uuid, ${text(renamed ?? null)}), (${text(created.id)}, ${text(name)})) v (id, name) on f.id = v.id
    when matched then ${renamed === undefined ? 'delete' : 'update set name = v.name'}
    when not matched then insert (id, "objectMetadataId", name, label, type) values (v.id, ${text(field.objectId)}, v.name, ${text(created.label)}, 'TEXT')`;
  return decide(model, sql, (next) => {
    if (renamed === undefined) removeField(next, field);
    else change(next, field, { name: renamed });
    addField(next, { ...created, name });
  });
};

/** Two objects go in one statement, with whatever joins them. */
export const deleteObjects: Command = (model, pick) => {
  const objects = liveObjects(model).filter(({ isCustom }) => isCustom);
  const first = pick.maybe(objects);
  const second = pick.maybe(objects.filter((object) => object !== first));
  if (first === undefined || second === undefined) return undefined;
  const ids = [first.id, second.id];
  return decide(
    model,
    `delete from core."objectMetadata" where id in (${ids.map(text).join(', ')})`,
    (next) => removeObject(next, ids),
  );
};

export const forgeField: Command = (model, pick): Step | undefined => {
  const field = pick.of(liveFields(model));
  const values = pick.of<Record<string, string>>([
    { id: text(pick.id()) },
    { isCustom: String(!field.isCustom) },
    { isSystem: 'true' },
    { objectMetadataId: text(pick.id()) },
  ]);
  return decide(model, updateField(field, values), () =>
    refuse('what identifies a field does not change'),
  );
};
