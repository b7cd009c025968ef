/*
 * The queries that GraphiQL starts with, a tab each, named by their operation.
 * They run as they are on the demo workspace.
 */

export const RECORD_EXAMPLES: readonly string[] = [
  `# Ctrl-Enter runs it.
query People {
  people(first: 10, orderBy: [{ lastName: AscNullsLast }]) {
    totalCount
    edges {
      node {
        firstName
        lastName
        email
        company {
          name
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`,
  `query LargeDeals {
  opportunities(
    filter: { amount: { gte: 10000 }, stage: { neq: "CUSTOMER" } }
    orderBy: [{ amount: DescNullsLast }]
    first: 5
  ) {
    edges {
      node {
        name
        amount
        stage
        closeDate
        pointOfContact {
          firstName
          lastName
        }
      }
    }
  }
}
`,
  `query Orders {
  orders(first: 5, orderBy: [{ createdAt: DescNullsLast }]) {
    edges {
      node {
        id
        customer {
          name
        }
        orderItems {
          edges {
            node {
              quantity
              unitPrice
              product {
                name
              }
            }
          }
        }
      }
    }
  }
}
`,
  `mutation CreateNote {
  createNote(data: { title: "From GraphiQL" }) {
    id
    title
    createdAt
  }
}
`,
];

export const METADATA_EXAMPLES: readonly string[] = [
  `# Ctrl-Enter runs it.
query Objects {
  objects {
    totalCount
    edges {
      node {
        id
        nameSingular
        namePlural
        isCustom
        fields {
          edges {
            node {
              name
              type
            }
          }
        }
      }
    }
  }
}
`,
  `# An object is a table, and a part of /graphql when this answers.
mutation CreateObject {
  createOneObject(
    input: { object: { nameSingular: "project", namePlural: "projects", description: "Work with an end" } }
  ) {
    id
    nameSingular
  }
}
`,
  `query Roles {
  roles {
    edges {
      node {
        name
        description
        canUpdateAllSettings
      }
    }
  }
}
`,
  `query Blueprint {
  exportBlueprint
}
`,
];
