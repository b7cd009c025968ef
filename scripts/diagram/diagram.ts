/*
 * What a diagram shows of a data model: the objects and fields that are switched on, a line for each
 * relation. A list is not shown as a field: the line is the field of the other side, which has the column.
 */
import type { Model, ModelField, ModelObject } from '../workspaces/model.ts';

/** A box. */
export interface DiagramObject {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly fields: readonly ModelField[];
  /** What relations point to, by field: the name of an object. */
  readonly targets: ReadonlyMap<string, string>;
}

/** A line from the object that a record may be pointed to from to the one that points. */
export interface DiagramRelation {
  readonly id: string;
  readonly from: DiagramObject;
  readonly to: DiagramObject;
  /** The field of "to" that has the column. */
  readonly field: ModelField;
  /** The field of "from" that shows the records that point there. */
  readonly inverse: string;
  readonly isOneToOne: boolean;
}

/** What is drawn. */
export interface Diagram {
  readonly title: string;
  readonly objects: readonly DiagramObject[];
  readonly relations: readonly DiagramRelation[];
}

/** The diagram of a workspace's data model. */
export function diagramOf(title: string, model: Model): Diagram {
  const called = new Map(model.objects.map(({ id, name }) => [id, name]));
  const targets = new Map(
    model.relations.map((relation) => [
      relation.toFieldId,
      called.get(relation.fromObjectId) ?? '',
    ]),
  );
  const objects = new Map(
    model.objects
      .filter(({ isActive }) => isActive)
      .map((object) => [object.id, { ...object, fields: shownFields(object), targets }]),
  );
  const names = new Map(
    model.objects.flatMap(({ fields }) => fields.map(({ id, name }) => [id, name])),
  );
  const relations = model.relations.flatMap((relation): DiagramRelation[] => {
    const from = objects.get(relation.fromObjectId);
    const to = objects.get(relation.toObjectId);
    const field = to?.fields.find(({ id }) => id === relation.toFieldId);
    // MANY_TO_MANY has no column: the relations of its junction object show it.
    if (from === undefined || to === undefined || field === undefined) return [];
    const inverse = names.get(relation.fromFieldId) ?? '';
    return [
      { id: relation.id, from, to, field, inverse, isOneToOne: relation.type === 'ONE_TO_ONE' },
    ];
  });
  return { title, objects: [...objects.values()], relations };
}

function shownFields({ fields }: ModelObject): ModelField[] {
  return fields.filter(({ isActive, column }) => isActive && column !== undefined);
}
