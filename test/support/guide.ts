/*
 * The SQL that the guide prints as the result of its examples, and what fills in its texts.
 */

/** A text of the guide with the ids that it leaves to the reader: "project-object-id" is that of project. */
export function withObjectIds(text: string, ids: Readonly<Record<string, string>>): string {
  return text.replace(/(\w+)-object-id/g, (_placeholder, name: string) => {
    const id = ids[name];
    if (id === undefined) throw new Error(`The guide asks for the id of ${name}.`);
    return id;
  });
}

/** The guide's "Generated Schema Result", as printed. */
export const PROJECT_SCHEMA = `
CREATE TABLE project (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    
    -- Custom fields from fieldMetadata
    name varchar(255) NOT NULL,
    budget jsonb,  -- Currency type stored as JSON
    status varchar CHECK (status IN ('planning', 'active', 'completed', 'cancelled')),
    
    -- Relationship fields
    "companyId" uuid REFERENCES company(id),
    
    -- Standard audit fields
    "createdAt" timestamptz DEFAULT now() NOT NULL,
    "updatedAt" timestamptz DEFAULT now() NOT NULL,
    "deletedAt" timestamptz,
    
    -- System fields
    "position" integer -- For ordering
);

-- Performance indexes
CREATE INDEX "IDX_project_companyId" ON project("companyId") WHERE "deletedAt" IS NULL;
CREATE INDEX "IDX_project_status" ON project("status") WHERE "deletedAt" IS NULL;
CREATE INDEX "IDX_project_createdAt" ON project("createdAt") WHERE "deletedAt" IS NULL;

-- Also creates reverse relationship in task table
ALTER TABLE task ADD COLUMN "projectId" uuid REFERENCES project(id);
CREATE INDEX "IDX_task_projectId" ON task("projectId") WHERE "deletedAt" IS NULL;
`;

/** The schema that the guide prints below "Example 1: E-commerce Extension". */
export const COMMERCE_SCHEMA = `
-- Product table
CREATE TABLE product (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name varchar NOT NULL,
    price jsonb,  -- {"amount": 19.99, "currency": "USD"}
    category varchar CHECK (category IN ('electronics', 'clothing', 'books')),
    "inStock" boolean DEFAULT true,
    tags varchar[],  -- ["featured", "sale"]
    "createdAt" timestamptz DEFAULT now() NOT NULL,
    "updatedAt" timestamptz DEFAULT now() NOT NULL,
    "deletedAt" timestamptz
);

-- Order table  
CREATE TABLE "order" (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    "customerId" uuid REFERENCES company(id),
    "createdAt" timestamptz DEFAULT now() NOT NULL,
    "updatedAt" timestamptz DEFAULT now() NOT NULL,
    "deletedAt" timestamptz
);

-- OrderItem junction table
CREATE TABLE "orderItem" (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    "orderId" uuid REFERENCES "order"(id),
    "productId" uuid REFERENCES product(id),
    quantity integer CHECK (quantity >= 1),
    "unitPrice" jsonb,
    "createdAt" timestamptz DEFAULT now() NOT NULL,
    "updatedAt" timestamptz DEFAULT now() NOT NULL,
    "deletedAt" timestamptz
);

-- Performance indexes
CREATE INDEX "IDX_product_category" ON product(category) WHERE "deletedAt" IS NULL;
CREATE INDEX "IDX_product_inStock" ON product("inStock") WHERE "deletedAt" IS NULL;
CREATE INDEX "IDX_order_customerId" ON "order"("customerId") WHERE "deletedAt" IS NULL;
CREATE INDEX "IDX_orderItem_orderId" ON "orderItem"("orderId") WHERE "deletedAt" IS NULL;
CREATE INDEX "IDX_orderItem_productId" ON "orderItem"("productId") WHERE "deletedAt" IS NULL;
`;

/** The guide's "Indexing Strategy" for one object: what every table has, and its text fields. */
export function indexingStrategy(object: string, ...textFields: string[]): string {
  return [
    `CREATE INDEX IF NOT EXISTS "IDX_{object}_deletedAt" ON "{object}"("deletedAt");`,
    `CREATE INDEX IF NOT EXISTS "IDX_{object}_createdAt" ON "{object}"("createdAt") WHERE "deletedAt" IS NULL;`,
    `CREATE INDEX IF NOT EXISTS "IDX_{object}_updatedAt" ON "{object}"("updatedAt") WHERE "deletedAt" IS NULL;`,
    ...textFields.map(
      (field) =>
        `CREATE INDEX "IDX_{object}_${field}_search" ON "{object}" USING gin(to_tsvector('english', ${field}));`,
    ),
  ]
    .join('\n')
    .replaceAll('{object}', object);
}

/** Replaces what must be there: a difference from the guide that is documented, and no longer one if it is gone. */
export function amended(text: string, differences: Readonly<Record<string, string>>): string {
  return Object.entries(differences).reduce((memo, [printed, ours]) => {
    if (!memo.includes(printed)) throw new Error(`The guide does not print: ${printed}`);
    return memo.replaceAll(printed, ours);
  }, text);
}
