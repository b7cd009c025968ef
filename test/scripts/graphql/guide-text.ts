/*
 * The guide's GraphQL, as printed, but for an alias where it repeats a field with other arguments.
 */

export const CREATE_CUSTOM_OBJECT = /* GraphQL */ `
mutation CreateCustomObject {
  createOneObject(
    input: {
      object: {
        nameSingular: "project"
        namePlural: "projects"
        labelSingular: "Project"
        labelPlural: "Projects"
        description: "Customer projects and initiatives"
        icon: "IconFolderOpen"
      }
    }
  ) {
    id
    nameSingular
    labelSingular
  }
}`;

export const ADD_PROJECT_FIELDS = /* GraphQL */ `
mutation AddProjectFields {
  # Add project name field
  createOneField(
    input: {
      field: {
        name: "name"
        label: "Project Name"
        type: TEXT
        objectMetadataId: "project-object-id"
        description: "The name of the project"
        settings: { maxLength: 255 }
      }
    }
  ) {
    id
    name
    type
  }

  # Add budget field
  budget: createOneField(
    input: {
      field: {
        name: "budget"
        label: "Budget"
        type: CURRENCY
        objectMetadataId: "project-object-id"
        settings: {
          currencyCode: "USD"
          precision: 10
          scale: 2
        }
      }
    }
  ) {
    id
    name
    type
  }

  # Add status field (with options)
  status: createOneField(
    input: {
      field: {
        name: "status"
        label: "Project Status"
        type: SELECT
        objectMetadataId: "project-object-id"
        settings: {
          options: [
            { value: "planning", label: "Planning", color: "blue" }
            { value: "active", label: "Active", color: "green" }
            { value: "completed", label: "Completed", color: "gray" }
            { value: "cancelled", label: "Cancelled", color: "red" }
          ]
        }
      }
    }
  ) {
    id
    name
    type
  }
}`;

export const CREATE_PROJECT_RELATIONS = /* GraphQL */ `
mutation CreateProjectRelations {
  # Project belongs to Company
  createOneField(
    input: {
      field: {
        name: "company"
        label: "Company"
        type: RELATION
        objectMetadataId: "project-object-id"
        settings: {
          relationType: "MANY_TO_ONE"
          relationTargetObjectId: "company-object-id"
        }
      }
    }
  ) {
    id
    name
    type
  }

  # Project has many Tasks
  tasks: createOneField(
    input: {
      field: {
        name: "tasks"
        label: "Tasks"
        type: RELATION
        objectMetadataId: "project-object-id"
        settings: {
          relationType: "ONE_TO_MANY"
          relationTargetObjectId: "task-object-id"
        }
      }
    }
  ) {
    id
    name
    type
  }
}`;

export const GET_ELECTRONICS = /* GraphQL */ `
  query GetElectronics {
    products(filter: {
      category: { eq: "electronics" }
      deletedAt: { is: "NULL" }
    }) {
      edges {
        node {
          id
          name
          price
          inStock
          tags
        }
      }
    }
  }
`;

export const GET_ORDER_DETAILS = /* GraphQL */ `
  query GetOrderDetails($orderId: ID!) {
    order(filter: { id: { eq: $orderId } }) {
      id
      createdAt
      customer {
        name
        email
      }
      orderItems {
        edges {
          node {
            id
            quantity
            unitPrice
            product {
              name
              category
            }
          }
        }
      }
    }
  }
`;
